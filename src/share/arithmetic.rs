//! Binary arithmetic coding: bits to bytes at the cost of their improbability.
//!
//! A carry-less range coder over 64-bit bounds, as in the PAQ family: an interval is narrowed by every bit
//! in proportion to its probability, and its leading bytes are written as soon as both bounds share them.

/// One in the scale of probabilities: `p` of `ONE` stands for `p / 65536`.
pub(super) const ONE: u32 = 1 << 16;

/// What codes one bit after another: the encoder and the decoder run through the same steps, so one
/// piece of code describes both directions and they cannot drift apart.
pub(super) trait BitCoder {
    /// Codes one bit that is set with the probability `p / ONE`, `0 < p < ONE`. The encoder writes `bit`
    /// and gives it back; the decoder does not look at `bit` and gives back what it read.
    fn code(&mut self, bit: bool, p: u32) -> bool;

    /// Codes the lowest `count` bits of `value`, highest first, as equally likely.
    fn code_plain(&mut self, value: u32, count: u32) -> u32 {
        let mut read = 0;
        for shift in (0..count).rev() {
            read = (read << 1) | u32::from(self.code((value >> shift) & 1 == 1, ONE / 2));
        }
        read
    }
}

/// Where the interval is cut: `low..=cut` stands for a set bit, `cut + 1..=high` for a clear one.
fn cut(low: u64, high: u64, p: u32) -> u64 {
    let (range, p) = (high - low, u64::from(p.clamp(1, ONE - 1)));
    low + (range >> 16) * p + (((range & 0xffff) * p) >> 16)
}

/// How many leading bytes of `low` rounded up name a number within `low..=high`, and that number.
fn shortest(low: u64, high: u64) -> (usize, u64) {
    for count in 0..8_usize {
        let below = u64::MAX.checked_shr(8 * count as u32).unwrap_or(0);
        if let Some(up) = low.checked_add(below).map(|sum| sum & !below)
            && up <= high
        {
            return (count, up);
        }
    }
    (8, low)
}

/// Writes bits.
#[derive(Clone)]
pub(super) struct Encoder {
    low: u64,
    high: u64,
    out: Vec<u8>,
}

impl Encoder {
    pub(super) const fn new() -> Self {
        Self { low: 0, high: u64::MAX, out: Vec::new() }
    }

    /// The bytes, with the fewest at the end that still tell the last bits apart from all others.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let (count, value) = shortest(self.low, self.high);
        self.out.extend(value.to_be_bytes().iter().take(count));
        self.out
    }
}

impl BitCoder for Encoder {
    fn code(&mut self, bit: bool, p: u32) -> bool {
        let cut = cut(self.low, self.high, p);
        if bit {
            self.high = cut;
        } else {
            self.low = cut + 1;
        }
        while (self.low ^ self.high) >> 56 == 0 {
            self.out.push((self.high >> 56) as u8);
            self.low <<= 8;
            self.high = (self.high << 8) | 0xff;
        }
        bit
    }
}

/// Reads bits. Behind its last byte the input goes on with zeros, as the encoder takes for granted.
pub(super) struct Decoder<'a> {
    low: u64,
    high: u64,
    value: u64,
    input: &'a [u8],
    /// Bytes taken in so far, those behind the end included.
    taken: usize,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(input: &'a [u8]) -> Self {
        let mut decoder = Self { low: 0, high: u64::MAX, value: 0, input, taken: 0 };
        for _ in 0..8 {
            decoder.take();
        }
        decoder
    }

    fn take(&mut self) {
        let byte = self.input.get(self.taken).copied().unwrap_or(0);
        self.value = (self.value << 8) | u64::from(byte);
        self.taken += 1;
    }

    /// Whether more was read than any encoder would have left out at the end.
    pub(super) const fn is_exhausted(&self) -> bool {
        self.taken > self.input.len() + 8
    }

    /// Whether the input ends where the encoder would have ended it, or one zero byte later.
    pub(super) fn is_at_end(&self) -> bool {
        let length = self.taken - 8 + shortest(self.low, self.high).0;
        self.input.len() == length || (self.input.len() == length + 1 && self.input.last() == Some(&0))
    }
}

impl BitCoder for Decoder<'_> {
    fn code(&mut self, _: bool, p: u32) -> bool {
        let cut = cut(self.low, self.high, p);
        let bit = self.value <= cut;
        if bit {
            self.high = cut;
        } else {
            self.low = cut + 1;
        }
        while (self.low ^ self.high) >> 56 == 0 {
            self.low <<= 8;
            self.high = (self.high << 8) | 0xff;
            self.take();
        }
        bit
    }
}

/// Takes bits and writes nothing: what the model is trained with.
pub(super) struct Training;

impl BitCoder for Training {
    fn code(&mut self, bit: bool, _: u32) -> bool {
        bit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_coded_is_read_again(bits in prop::collection::vec((any::<bool>(), 0..=ONE), 0..400)) {
            let mut encoder = Encoder::new();
            for (bit, p) in &bits {
                encoder.code(*bit, *p);
            }
            let bytes = encoder.finish();
            let mut decoder = Decoder::new(&bytes);
            for (bit, p) in &bits {
                prop_assert_eq!(decoder.code(false, *p), *bit);
            }
            prop_assert!(decoder.is_at_end());
            prop_assert!(!decoder.is_exhausted());
        }
    }

    #[test]
    fn what_is_certain_costs_next_to_nothing() {
        let mut encoder = Encoder::new();
        for _ in 0..1000 {
            encoder.code(true, ONE - 1);
        }
        assert!(encoder.finish().len() <= 1);
    }

    #[test]
    fn plain_bits_cost_themselves() {
        let mut encoder = Encoder::new();
        for value in 0..32 {
            encoder.code_plain(value * 37, 8);
        }
        assert!(encoder.finish().len() <= 33);
    }
}
