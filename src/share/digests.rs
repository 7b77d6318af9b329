//! Digests and other long hexadecimal numbers: their bytes once each, and references to those known.

use super::arithmetic::{BitCoder, ONE};
use super::logistic::Adaptive;
use crate::image::digest::Digest;

/// Fewest digits that are taken as a number; fewer are as well spelled.
const LEAST: usize = 16;
/// Most digits: those of SHA-512.
const MOST: usize = 128;
/// Bits of a length, which is even and from [`LEAST`] to [`MOST`].
const LENGTH_BITS: u32 = 6;
/// Digits of a SHA-256 digest, which most of these numbers are.
const SHA256: usize = 64;
/// Places that a number can stand in are told apart so far.
const PLACES: usize = 256;
/// Buckets in which a number is looked for; prime, since leading digits may be chosen.
const BUCKETS: usize = 1021;

/// Situations of a place, see [`Numbers::situation`].
const SITUATIONS: usize = 8;

/// The digest of `{}`, the empty descriptor of the OCI image specification.
const EMPTY_JSON: [u8; 32] = [
    0x44, 0x13, 0x6f, 0xa3, 0x55, 0xb3, 0x67, 0x8a, 0x11, 0x46, 0xad, 0x16, 0xf7, 0xe8, 0x64, 0x9e, 0x94,
    0xfb, 0x4f, 0xc2, 0x1f, 0xe7, 0x7e, 0x83, 0x10, 0xc0, 0x60, 0xf6, 0x1c, 0xaa, 0xff, 0x8a,
];
/// The digest of the empty layer that Docker writes, compressed.
const EMPTY_LAYER: [u8; 32] = [
    0xa3, 0xed, 0x95, 0xca, 0xeb, 0x02, 0xff, 0xe6, 0x8c, 0xdd, 0x9f, 0xd8, 0x44, 0x06, 0x68, 0x0a, 0xe9,
    0x3d, 0x63, 0x3c, 0xb1, 0x64, 0x22, 0xd0, 0x0e, 0x8a, 0x7c, 0x22, 0x95, 0x5b, 0x46, 0xd4,
];
/// The diff ID of an empty layer: 1024 zero bytes.
const EMPTY_DIFF: [u8; 32] = [
    0x5f, 0x70, 0xbf, 0x18, 0xa0, 0x86, 0x00, 0x70, 0x16, 0xe9, 0x48, 0xb0, 0x4a, 0xed, 0x3b, 0x82, 0x10,
    0x3a, 0x36, 0xbe, 0xa4, 0x17, 0x55, 0xb6, 0xcd, 0xdf, 0xaf, 0x10, 0xac, 0xe3, 0xc6, 0xef,
];

/// How many digits at the start of `bytes` are such a number: lower-case hexadecimal digits, an even number
/// of them within [`LEAST`] and [`MOST`], not all of them decimal. 0 when they are none.
pub(super) fn number_length(bytes: &[u8]) -> usize {
    let digits = bytes.iter().take(MOST).take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let (mut length, mut letters) = (0, 0);
    for digit in digits {
        length += 1;
        letters += usize::from(!digit.is_ascii_digit());
    }
    if length >= LEAST && letters > 0 { length & !1 } else { 0 }
}

/// The bytes that hexadecimal `digits` stand for.
pub(super) fn bytes_of(digits: &[u8]) -> Vec<u8> {
    let value = |digit: u8| {
        if digit.is_ascii_digit() { digit - b'0' } else { (digit | 0x20).wrapping_sub(b'a') + 10 }
    };
    digits
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |byte: u8, digit| (byte << 4) | value(*digit)))
        .collect()
}

/// Writes `bytes` as hexadecimal digits.
fn write_digits(bytes: &[u8], out: &mut Vec<u8>) {
    let digit = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
}

/// Numbers in the order in which they became known.
#[derive(Clone)]
pub(super) struct Known {
    numbers: Vec<Vec<u8>>,
    /// One behind the newest number of each bucket, 0 for none; and for each number the one before it in
    /// its bucket. (A map of the standard library would double the codec's bytes.)
    newest: Vec<usize>,
    before: Vec<usize>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self { numbers: Vec::new(), newest: vec![0; BUCKETS], before: Vec::new() }
    }

    fn bucket(number: &[u8]) -> usize {
        number.iter().take(4).fold(0, |bucket, byte| (bucket << 8) | usize::from(*byte)) % BUCKETS
    }

    /// The place of `number`.
    pub(super) fn find(&self, number: &[u8]) -> Option<usize> {
        let mut at = self.newest.get(Self::bucket(number)).copied()?;
        while let Some(place) = at.checked_sub(1) {
            if self.numbers.get(place).is_some_and(|known| known == number) {
                return Some(place);
            }
            at = self.before.get(place).copied()?;
        }
        None
    }

    /// Adds `number`, again if it is known.
    pub(super) fn add(&mut self, number: Vec<u8>) {
        let Some(newest) = self.newest.get_mut(Self::bucket(&number)) else { return };
        self.before.push(std::mem::replace(newest, self.numbers.len() + 1));
        self.numbers.push(number);
    }
}

/// What was referred to last from one place, to guess the next from.
#[derive(Clone, Copy)]
struct Habit {
    last: usize,
    stride: usize,
    /// Counted from the newest.
    distance: usize,
}

/// The guesses that a reference is tried against.
const GUESSES: usize = 4;

/// What a number turned out to be when training, where there are no bytes to code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A SHA-256 digest not seen before.
    New,
    /// The digest of a document.
    Document,
    /// A number seen before.
    Again,
    /// A git commit, of 40 digits.
    Commit,
}

/// Codes numbers.
#[derive(Clone)]
pub(super) struct Numbers {
    /// Index 0: numbers that stood in the text. Index 1: digests of the documents.
    known: [Known; 2],
    habits: Vec<[Habit; 2]>,
    /// Documents that nothing referred to yet.
    waiting: Vec<usize>,
    /// The number of the text that was referred to last, from anywhere.
    last: usize,
    /// How many numbers were known where this text starts, and where the one before it did.
    starts: [usize; 2],
    /// What stood at each place last: nothing yet, a new number, one from the text, a document's.
    before: Vec<u8>,
    is_known: Vec<Adaptive>,
    is_document: Vec<Adaptive>,
    is_sha256: Vec<Adaptive>,
    is_guess: Vec<Adaptive>,
    length: Vec<Adaptive>,
}

fn bit(coder: &mut dyn BitCoder, table: &mut [Adaptive], index: usize, bit: bool) -> bool {
    let mut fallback = Adaptive::new(ONE / 2);
    let p = table.get_mut(index).unwrap_or(&mut fallback);
    let bit = coder.code(bit, p.p());
    p.update(bit, 30);
    bit
}

impl Numbers {
    pub(super) fn new() -> Self {
        let mut text = Known::new();
        for number in [EMPTY_JSON, EMPTY_LAYER, EMPTY_DIFF] {
            text.add(number.to_vec());
        }
        Self {
            known: [text, Known::new()],
            habits: vec![[Habit { last: 0, stride: 1, distance: 0 }; 2]; PLACES],
            waiting: Vec::new(),
            last: 0,
            starts: [0; 2],
            before: vec![0; PLACES],
            is_known: vec![Adaptive::new(ONE / 8); PLACES * SITUATIONS],
            is_document: vec![Adaptive::new(ONE / 2); PLACES * SITUATIONS],
            is_sha256: vec![Adaptive::new(ONE * 31 / 32); PLACES],
            is_guess: vec![Adaptive::new(ONE / 2); 2 * GUESSES],
            length: vec![Adaptive::new(ONE / 2); 1 << LENGTH_BITS],
        }
    }

    /// Makes the digest of a document known, so that referring to it costs next to nothing.
    pub(super) fn add_document(&mut self, digest: &Digest) {
        if let Some(documents) = self.known.get_mut(1) {
            self.waiting.push(documents.numbers.len());
            documents.add(digest.raw().unwrap_or_default());
        }
    }

    /// Codes the number that `digits` write, standing at `place` (any hash of it), and writes its digits to
    /// `out`. `None` when the reader came upon a reference to nothing.
    pub(super) fn code(
        &mut self,
        coder: &mut dyn BitCoder,
        place: u32,
        digits: &[u8],
        out: &mut Vec<u8>,
    ) -> Option<()> {
        let place = place as usize % PLACES;
        let number = bytes_of(digits);
        let [text, documents] = &self.known;
        let found = documents.find(&number).map(|at| (1, at));
        let found = found.or_else(|| text.find(&number).map(|at| (0, at)));
        let situation = self.situation(place);
        if bit(coder, &mut self.is_known, situation, found.is_some()) {
            let kind = bit(coder, &mut self.is_document, situation, found.is_some_and(|(kind, _)| kind == 1));
            self.note(place, 2 + u8::from(kind));
            let number = self.refer(coder, place, usize::from(kind), found.map_or(0, |(_, at)| at))?;
            write_digits(number, out);
        } else {
            self.note(place, 1);
            let number = self.spell(coder, place, &number);
            write_digits(&number, out);
            if let Some(text) = self.known.first_mut() {
                text.add(number);
            }
        }
        Some(())
    }

    /// What tells whether the number at `place` is known: what the one before it was, and whether there
    /// are documents that should be referred to.
    fn situation(&self, place: usize) -> usize {
        let before = self.before.get(place).copied().map_or(0, usize::from);
        place * SITUATIONS + 2 * before + usize::from(!self.waiting.is_empty())
    }

    fn note(&mut self, place: usize, kind: u8) {
        if let Some(before) = self.before.get_mut(place) {
            *before = kind;
        }
    }

    /// Starts a text: what stood in the one before tells little.
    pub(super) fn restart(&mut self) {
        self.before.fill(0);
        let [start, _] = self.starts;
        self.starts = [self.known.first().map_or(0, |text| text.numbers.len()), start];
    }

    /// Codes which of the known numbers it is.
    fn refer(&mut self, coder: &mut dyn BitCoder, place: usize, kind: usize, index: usize) -> Option<&[u8]> {
        let known = self.known.get(kind)?;
        let count = known.numbers.len();
        let habit = self.habits.get_mut(place)?.get_mut(kind)?;
        let next = habit.last.wrapping_add(habit.stride);
        let guesses = if kind == 1 {
            let (newest, oldest) = (self.waiting.last(), self.waiting.first());
            [newest.copied().unwrap_or(next), next, oldest.copied().unwrap_or(next), habit.last]
        } else {
            let [_, start] = self.starts;
            [next, count.wrapping_sub(1).wrapping_sub(habit.distance), self.last.wrapping_add(1), start]
        };
        let mut found = None;
        for (rank, guess) in guesses.into_iter().enumerate() {
            let is_new = guesses.iter().take(rank).all(|before| *before != guess) && guess < count;
            if found.is_none()
                && is_new
                && bit(coder, &mut self.is_guess, GUESSES * kind + rank, guess == index)
            {
                found = Some(guess);
            }
        }
        let bits = usize::BITS - count.saturating_sub(1).leading_zeros();
        let index = found.unwrap_or_else(|| coder.code_plain(index as u32, bits) as usize);
        *habit = Habit {
            last: index,
            stride: index.wrapping_sub(habit.last),
            distance: count.wrapping_sub(1).wrapping_sub(index),
        };
        if kind == 1 {
            self.waiting.retain(|waiting| *waiting != index);
        } else {
            self.last = index;
        }
        known.numbers.get(index).map(Vec::as_slice)
    }

    /// Codes a number by its bytes.
    fn spell(&mut self, coder: &mut dyn BitCoder, place: usize, number: &[u8]) -> Vec<u8> {
        let length = if bit(coder, &mut self.is_sha256, place, number.len() * 2 == SHA256) {
            SHA256 / 2
        } else {
            let code = number.len().saturating_sub(LEAST / 2);
            let mut node = 1;
            for shift in (0..LENGTH_BITS).rev() {
                node = 2 * node + usize::from(bit(coder, &mut self.length, node, (code >> shift) & 1 == 1));
            }
            node - (1 << LENGTH_BITS) + LEAST / 2
        };
        let byte = |at| number.get(at).copied().map_or(0, u32::from);
        (0..length).map(|at| coder.code_plain(byte(at), 8) as u8).collect()
    }

    /// Learns that a number of such a kind stood at `place`.
    pub(super) fn train(&mut self, coder: &mut dyn BitCoder, place: u32, sample: Sample) {
        let place = place as usize % PLACES;
        let known = matches!(sample, Sample::Document | Sample::Again);
        let kind = sample == Sample::Document;
        self.waiting.resize(usize::from(kind), 0);
        let situation = self.situation(place);
        bit(coder, &mut self.is_known, situation, known);
        self.note(place, if known { 2 + u8::from(kind) } else { 1 });
        self.waiting.clear();
        if known {
            bit(coder, &mut self.is_document, situation, kind);
        } else {
            bit(coder, &mut self.is_sha256, place, sample == Sample::New);
        }
        if sample == Sample::Commit {
            let code = 20 - LEAST / 2;
            let mut node = 1;
            for shift in (0..LENGTH_BITS).rev() {
                node = 2 * node + usize::from(bit(coder, &mut self.length, node, (code >> shift) & 1 == 1));
            }
        }
    }
}
