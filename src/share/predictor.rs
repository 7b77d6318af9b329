//! Foretells the next symbol and learns from it: what the coder is driven by.
//!
//! Two stages. First, each context names the symbols that followed it last; the likeliest of those named
//! is tried by one yes-or-no decision, then the next, up to [`TRIES`]. What none of them names is spelled
//! bit by bit. Most symbols of a JSON document cost one decision, and that is nearly certain.

use super::adaptive::Adaptive;
use super::arithmetic::{BitCoder, ONE};
use super::context::{CONTEXTS, Context, SITUATIONS, SPELLING_CONTEXTS};
use super::logistic::Scale;
use super::mixer::Mixer;

/// Named symbols that are tried before one is spelled.
const TRIES: usize = 2;
/// Slots a context, as a power of two.
const SLOT_BITS: u32 = 15;
/// Probabilities a spelling context, as a power of two.
const SPELLING_BITS: u32 = 16;
/// Times that a symbol followed in a row are counted up to this.
const MOST_TIMES: u8 = 15;
/// States that a slot can be in towards a symbol: not used, names it first, names it second, names
/// others; each with the count.
const STATES: usize = 6 * (MOST_TIMES as usize + 1);
/// Inputs of the first stage's mixers: a context each, and a constant.
const INPUTS: usize = CONTEXTS + 1;

/// What followed a context.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// Some bits of the context's hash, so that another context's slot is not taken for its own.
    check: u8,
    /// What followed last, and before that.
    named: [u8; 2],
    /// How many times in a row the last did, 0 when nothing was seen yet.
    times: u8,
}

impl Slot {
    /// The state towards `symbol`.
    fn state(self, symbol: u8) -> usize {
        let [first, second] = self.named;
        let kind = match () {
            () if self.times == 0 => 0,
            () if first == symbol => {
                if second == first {
                    1
                } else {
                    2
                }
            }
            () if second == symbol => 3,
            () => {
                if second == first {
                    4
                } else {
                    5
                }
            }
        };
        kind * (usize::from(MOST_TIMES) + 1) + usize::from(self.times)
    }

    fn learn(&mut self, check: u8, symbol: u8) {
        let [first, _] = self.named;
        if self.times == 0 || self.check != check {
            *self = Self { check, named: [symbol, symbol], times: 1 };
        } else if first == symbol {
            self.times = (self.times + 1).min(MOST_TIMES);
        } else {
            self.named = [symbol, first];
            self.times = 1;
        }
    }
}

/// The model.
#[derive(Clone)]
pub(super) struct Predictor {
    scale: Scale,
    /// What stands before.
    pub(super) context: Context,
    slots: Vec<Slot>,
    /// How far to believe each state of each context's slot, by how many tries went before.
    beliefs: Vec<Adaptive>,
    by_situation: Mixer,
    by_order: Mixer,
    spellings: Vec<Adaptive>,
    spelling: Mixer,
}

impl Predictor {
    pub(super) fn new() -> Self {
        let mut beliefs = Vec::with_capacity(TRIES * CONTEXTS * STATES);
        for _ in 0..TRIES * CONTEXTS {
            for kind in [ONE / 2, ONE * 15 / 16, ONE * 3 / 4, ONE / 4, ONE / 16, ONE / 4] {
                beliefs.extend([Adaptive::new(kind); MOST_TIMES as usize + 1]);
            }
        }
        Self {
            scale: Scale::new(),
            context: Context::new(),
            slots: vec![Slot::default(); CONTEXTS << SLOT_BITS],
            beliefs,
            by_situation: Mixer::new(INPUTS, TRIES * SITUATIONS, 8_000, 28),
            by_order: Mixer::new(INPUTS, TRIES * (CONTEXTS + 1), 8_000, 28),
            spellings: vec![Adaptive::new(ONE / 2); SPELLING_CONTEXTS << SPELLING_BITS],
            spelling: Mixer::new(SPELLING_CONTEXTS, 8 * SITUATIONS, 14_000, 24),
        }
    }

    /// Codes one symbol and learns it.
    pub(super) fn code(&mut self, coder: &mut dyn BitCoder, symbol: u8) -> u8 {
        let hashes = self.context.hashes();
        let mut slots = [Slot::default(); CONTEXTS];
        let mut order = 0;
        for (at, (slot, hash)) in slots.iter_mut().zip(hashes).enumerate() {
            let found = self.slots.get(slot_index(at, hash)).copied().unwrap_or_default();
            if found.times > 0 && found.check == check(hash) {
                *slot = found;
                order = at + 1;
            }
        }
        let symbol = self.code_named(coder, symbol, &slots, order);
        for (at, hash) in hashes.into_iter().enumerate() {
            if let Some(slot) = self.slots.get_mut(slot_index(at, hash)) {
                slot.learn(check(hash), symbol);
            }
        }
        self.context.step(symbol);
        symbol
    }

    /// Tries the symbols that the slots name, the likeliest first, and spells what is none of them.
    fn code_named(
        &mut self,
        coder: &mut dyn BitCoder,
        symbol: u8,
        slots: &[Slot; CONTEXTS],
        order: usize,
    ) -> u8 {
        let (mut votes, mut count) = ([(0_u8, 0_u32); 2 * CONTEXTS], 0);
        for (at, slot) in slots.iter().enumerate().filter(|(_, slot)| slot.times > 0) {
            for named in slot.named {
                let p = self.beliefs.get(at * STATES + slot.state(named)).map_or(0, |belief| belief.p());
                let odds = 1 + 16 * p / (ONE - p);
                if let Some((_, vote)) = votes.iter_mut().take(count).find(|(symbol, _)| *symbol == named) {
                    *vote = vote.saturating_add(odds);
                } else if let Some(vote) = votes.get_mut(count) {
                    *vote = (named, odds);
                    count += 1;
                }
            }
        }
        let mut excluded = [None; TRIES];
        for tried in 0..TRIES {
            let likelier = |best: (u8, u32), next: &(u8, u32)| if next.1 > best.1 { *next } else { best };
            let (candidate, odds) = votes.iter().fold((0, 0), likelier);
            if odds == 0 {
                break;
            }
            if self.code_try(coder, symbol == candidate, (tried, candidate), slots, order) {
                return candidate;
            }
            if let Some(excluded) = excluded.get_mut(tried) {
                *excluded = Some(candidate);
            }
            votes.iter_mut().filter(|(symbol, _)| *symbol == candidate).for_each(|(_, odds)| *odds = 0);
        }
        self.spell(coder, symbol, excluded)
    }

    /// Codes whether the symbol is the one that is tried.
    fn code_try(
        &mut self,
        coder: &mut dyn BitCoder,
        is_it: bool,
        (tried, candidate): (usize, u8),
        slots: &[Slot; CONTEXTS],
        order: usize,
    ) -> bool {
        let mut inputs = [256; INPUTS];
        let belief = |at: usize, slot: &Slot| (tried * CONTEXTS + at) * STATES + slot.state(candidate);
        for (at, (slot, input)) in slots.iter().zip(&mut inputs).enumerate() {
            *input = self.beliefs.get(belief(at, slot)).map_or(0, |belief| self.scale.stretch(belief.p()));
        }
        let situation = tried * SITUATIONS + self.context.situation();
        let order = tried * (CONTEXTS + 1) + order;
        let (x, y) = (self.by_situation.mix(situation, &inputs), self.by_order.mix(order, &inputs));
        let is_it = coder.code(is_it, self.scale.squash((x + y) / 2));
        self.by_situation.update(situation, &inputs, x, is_it, &self.scale);
        self.by_order.update(order, &inputs, y, is_it, &self.scale);
        for (at, slot) in slots.iter().enumerate() {
            if let Some(belief) = self.beliefs.get_mut(belief(at, slot)) {
                belief.update(is_it, 127);
            }
        }
        is_it
    }

    /// Codes a symbol bit by bit.
    fn spell(&mut self, coder: &mut dyn BitCoder, symbol: u8, excluded: [Option<u8>; TRIES]) -> u8 {
        let hashes = self.context.spelling_hashes();
        let situation = self.context.situation();
        let mut node: usize = 1;
        for place in 0..8 {
            let bit = (symbol >> (7 - place)) & 1 == 1;
            let forced = |bit: u8| place == 7 && excluded.contains(&Some((node as u8) << 1 | (1 - bit)));
            if forced(0) || forced(1) {
                node = 2 * node + usize::from(forced(1));
                continue;
            }
            let mut places = [0; SPELLING_CONTEXTS];
            let mut inputs = [0; SPELLING_CONTEXTS];
            for (at, ((index, input), hash)) in places.iter_mut().zip(&mut inputs).zip(hashes).enumerate() {
                let mixed = (hash.wrapping_add(node as u32)).wrapping_mul(0x9e37_79b1) ^ hash;
                let mixed = mixed.wrapping_mul(0x85eb_ca6b) >> (32 - SPELLING_BITS);
                *index = (at << SPELLING_BITS) + mixed as usize;
                *input = self.spellings.get(*index).map_or(0, |p| self.scale.stretch(p.p()));
            }
            let set = place * SITUATIONS + situation;
            let x = self.spelling.mix(set, &inputs);
            let bit = coder.code(bit, self.scale.squash(x));
            self.spelling.update(set, &inputs, x, bit, &self.scale);
            for index in places {
                if let Some(p) = self.spellings.get_mut(index) {
                    p.update(bit, 30);
                }
            }
            node = 2 * node + usize::from(bit);
        }
        node as u8
    }
}

const fn slot_index(context: usize, hash: u32) -> usize {
    (context << SLOT_BITS) + (hash.wrapping_mul(0x85eb_ca6b) >> (32 - SLOT_BITS)) as usize
}

const fn check(hash: u32) -> u8 {
    (hash.wrapping_mul(0xc2b2_ae35) >> 24) as u8
}
