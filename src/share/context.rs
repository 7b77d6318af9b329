//! What stands before a symbol, seen in several ways, each of them one hash.
//!
//! The ways that count are those of JSON: the key that a value belongs to, the value that the same key had
//! before, the keys that an object had so far. Any bytes have such contexts; on those that are not JSON
//! only the plain ones (the last few symbols, the last word) foretell much.

use super::layout::Scanner;

/// Contexts for whole symbols.
pub(super) const CONTEXTS: usize = 14;
/// Contexts for the bits of a symbol that no whole-symbol context foretold.
pub(super) const SPELLING_CONTEXTS: usize = 8;
/// Lexical situations, for which the predictions are weighed differently.
pub(super) const SITUATIONS: usize = 6;

/// Levels of nesting that are told apart.
const LEVELS: usize = 24;
/// Keys whose last value is remembered.
const KEYS: usize = 256;

/// Mixes `value` into `hash`.
const fn mixed(hash: u32, value: u32) -> u32 {
    let mixed = (hash ^ value).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

/// An object or array that is open.
#[derive(Clone, Copy, Default)]
struct Level {
    is_object: bool,
    /// Hash of the last key.
    key: u32,
    /// Hash of all keys so far, in order.
    keys: u32,
}

/// The state from which the contexts are made.
#[derive(Clone)]
pub(super) struct Context {
    scanner: Scanner,
    /// The last sixteen symbols, the newest in the lowest byte.
    recent: u128,
    /// Hash of the last 32 symbols.
    long: u32,
    levels: [Level; LEVELS],
    depth: usize,
    /// Whether the string that is or comes next would be a key.
    is_key: bool,
    /// Hash of the key or value so far.
    prefix: u32,
    /// The same with every digit taken as 0: how a number or a date goes on, whatever it is.
    shape: u32,
    /// Hash of all since the last value's end.
    tail: u32,
    /// The last three values.
    values: [u32; 3],
    /// The last value of each key.
    by_key: Vec<u32>,
    /// Hash of the word so far.
    word: u32,
}

impl Context {
    pub(super) fn new() -> Self {
        Self {
            scanner: Scanner::default(),
            recent: 0,
            long: 0,
            levels: [Level::default(); LEVELS],
            depth: 0,
            is_key: false,
            prefix: 0,
            shape: 0,
            tail: 0,
            values: [0; 3],
            by_key: vec![0; KEYS],
            word: 0,
        }
    }

    fn level(&self, up: usize) -> Level {
        let depth = self.depth.min(LEVELS - 1);
        depth.checked_sub(up).and_then(|depth| self.levels.get(depth)).copied().unwrap_or_default()
    }

    fn level_mut(&mut self) -> Option<&mut Level> {
        self.levels.get_mut(self.depth.min(LEVELS - 1))
    }

    /// Hash of the key that the value here belongs to, and of the one above it.
    pub(super) fn place(&self) -> u32 {
        let up = usize::from(!self.level(0).is_object);
        let (key, above) = (self.level(up), self.level(up + 1));
        let above = if above.is_object { above } else { self.level(up + 2) };
        mixed(mixed(key.key, above.key), u32::from(self.is_key))
    }

    /// The lexical situation.
    pub(super) const fn situation(&self) -> usize {
        match (self.scanner.is_between_tokens(), self.is_key, self.scanner.last()) {
            (true, _, b'"') => 0,
            (true, _, b'0'..=b'9') => 1,
            (true, _, _) => 2,
            (false, true, _) => 3,
            (false, false, b'0'..=b'9') => 4,
            (false, false, _) => 5,
        }
    }

    fn last(&self, count: u32) -> u32 {
        let recent = self.recent & (u128::MAX >> (128 - 8 * count));
        let folded = (recent as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ ((recent >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        (folded >> 32) as u32
    }

    /// The contexts for the whole symbol.
    pub(super) fn hashes(&self) -> [u32; CONTEXTS] {
        let place = self.place();
        let [v1, v2, v3] = self.values;
        let same = self.by_key.get(place as usize % KEYS).copied().unwrap_or(0);
        let keys = self.level(0).keys;
        let above = self.level(1).key;
        [
            mixed(place, self.shape) ^ 1,
            self.last(3),
            mixed(place, self.prefix),
            self.last(4),
            mixed(mixed(keys, above), self.prefix),
            mixed(mixed(keys, v1), self.prefix),
            mixed(mixed(place, same), self.prefix),
            mixed(mixed(same, keys), self.prefix),
            self.last(6),
            self.last(9),
            mixed(mixed(v1, v2), self.tail),
            mixed(mixed(mixed(v1, v2), v3), self.tail),
            self.last(14),
            self.long,
        ]
    }

    /// The contexts for the bits of a symbol.
    pub(super) fn spelling_hashes(&self) -> [u32; SPELLING_CONTEXTS] {
        let place = self.place();
        let same = self.by_key.get(place as usize % KEYS).copied().unwrap_or(0);
        [
            0,
            self.last(1),
            self.last(2),
            self.last(3),
            mixed(place, self.prefix),
            mixed(mixed(place, same), self.prefix),
            self.word,
            mixed(place, self.shape) ^ 1,
        ]
    }

    fn extend(&mut self, symbol: u8) {
        self.prefix = mixed(self.prefix, u32::from(symbol) + 1);
        let class = if symbol.is_ascii_digit() { b'0' } else { symbol };
        self.shape = mixed(self.shape, u32::from(class) + 1);
    }

    fn end_value(&mut self) {
        let place = self.place();
        let [v1, v2, _] = self.values;
        self.values = [self.prefix, v1, v2];
        if let Some(same) = self.by_key.get_mut(place as usize % KEYS) {
            *same = self.prefix;
        }
        self.tail = 0;
    }

    /// Steps over `symbol`.
    pub(super) fn step(&mut self, symbol: u8) {
        let was_between = self.scanner.is_between_tokens();
        let last = self.scanner.last();
        self.scanner.step(symbol);
        self.recent = (self.recent << 8) | u128::from(symbol);
        self.long = (self.long.wrapping_add(u32::from(symbol) + 1)).wrapping_mul(0x2f0b_4a2e);
        self.tail = mixed(self.tail, u32::from(symbol) + 1);
        if symbol.is_ascii_alphanumeric() || symbol >= 0x80 {
            self.word = mixed(self.word, u32::from(symbol) + 1);
        } else {
            self.word = 0;
        }
        if !was_between {
            self.extend(symbol);
            if self.scanner.is_between_tokens() {
                self.shape = u32::from(b'"');
                if !self.is_key {
                    self.end_value();
                }
            }
            return;
        }
        if matches!(symbol, b',' | b'}' | b']') && !matches!(last, b'"' | b'}' | b']' | b'{' | b'[') {
            self.end_value();
        }
        match symbol {
            b'{' | b'[' => {
                self.depth = (self.depth + 1).min(1 << 20);
                self.is_key = symbol == b'{';
                let is_object = self.is_key;
                if let Some(level) = self.level_mut() {
                    *level = Level { is_object, ..Level::default() };
                }
                (self.prefix, self.shape) = (0, 0);
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.is_key = false;
                (self.prefix, self.shape) = (u32::from(symbol), u32::from(symbol));
            }
            b':' => {
                let key = self.prefix;
                if let Some(level) = self.level_mut() {
                    level.key = key;
                    level.keys = mixed(level.keys, key);
                }
                self.is_key = false;
                (self.prefix, self.shape) = (0, 0);
            }
            b',' => {
                self.is_key = self.level(0).is_object;
                (self.prefix, self.shape) = (0, 0);
            }
            _ => self.extend(symbol),
        }
    }

    /// Starts a new document, keeping what values the keys had.
    pub(super) fn restart(&mut self) {
        let fresh = Self::new();
        let by_key = std::mem::take(&mut self.by_key);
        *self = Self { by_key, ..fresh };
    }
}
