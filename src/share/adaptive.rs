//! Probabilities that are learned from what comes.

use super::arithmetic::{BitCoder, ONE};

/// A probability that follows what it sees: fast at first, then ever slower, down to a given rate.
///
/// The upper 22 bits are the probability, the lower 10 the count.
#[derive(Clone, Copy)]
pub(super) struct Adaptive(u32);

impl Adaptive {
    /// A probability of `p / ONE` that nothing was seen of.
    pub(super) const fn new(p: u32) -> Self {
        Self(p << 16)
    }

    /// The probability of a set bit.
    pub(super) const fn p(self) -> u32 {
        self.0 >> 16
    }

    /// Moves towards `bit` by one part in `count + 1.5`, where the count stops at `limit`.
    pub(super) fn update(&mut self, bit: bool, limit: u32) {
        let (p, count) = ((self.0 >> 10) as i32, self.0 & 1023);
        let target = if bit { (1 << 22) - 1 } else { 0 };
        let p = p + (target - p) * 2 / (2 * count as i32 + 3);
        self.0 = ((p as u32) << 10) | if count < limit { count + 1 } else { limit };
    }

    /// Codes one bit and learns it, where what was seen long ago soon counts little.
    pub(super) fn code(&mut self, coder: &mut dyn BitCoder, bit: bool) -> bool {
        let bit = coder.code(bit, self.p());
        self.update(bit, 30);
        bit
    }
}

/// Codes whole numbers of so many bits, and learns which there are.
#[derive(Clone)]
pub(super) struct Tree {
    bits: u32,
    /// A probability for each bit behind the bits before it, which with a leading one are its index.
    nodes: Vec<Adaptive>,
}

impl Tree {
    pub(super) fn new(bits: u32) -> Self {
        Self { bits, nodes: vec![Adaptive::new(ONE / 2); 1 << bits] }
    }

    /// Codes the lowest bits of `number`.
    pub(super) fn code(&mut self, coder: &mut dyn BitCoder, number: u32) -> u32 {
        let mut node = 1;
        for shift in (0..self.bits).rev() {
            let Some(p) = self.nodes.get_mut(node as usize) else { break };
            node = 2 * node + u32::from(p.code(coder, (number >> shift) & 1 == 1));
        }
        node - (1 << self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_follows_what_it_sees_and_never_is_certain() {
        let mut p = Adaptive::new(ONE / 2);
        for _ in 0..100_000 {
            p.update(true, 1023);
        }
        assert!(p.p() > ONE * 99 / 100 && p.p() < ONE);
        for _ in 0..100_000 {
            p.update(false, 1023);
        }
        assert!(p.p() < ONE / 100);
    }
}
