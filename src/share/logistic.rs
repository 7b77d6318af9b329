//! The logistic scale, in whole numbers only, so that every machine computes the same.
//!
//! Probabilities are of [`ONE`]; on the logistic scale a probability is `256 × ln(p / (1 - p))`. Evidence
//! adds up on that scale, which is why the model mixes there.

use super::arithmetic::ONE;

/// The scale ends here, at odds of about 160,000 to 1: more than one bit's probability can express.
pub(super) const LIMIT: i32 = 3071;

/// `256 × ln 2` in 1/65536ths.
const LN_2: u64 = 11_629_080;

/// `256 × ln(n)`, by the binary logarithm's bits one after another.
fn logarithm(n: u32) -> i32 {
    let whole = n.max(1).ilog2();
    let mut mantissa = (u64::from(n.max(1)) << 31) >> whole;
    let mut log2 = u64::from(whole);
    for _ in 0..16 {
        mantissa = (mantissa * mantissa) >> 31;
        let over = mantissa >> 32;
        log2 = (log2 << 1) | over;
        mantissa >>= over;
    }
    ((log2 * LN_2) >> 32) as i32
}

/// The scale's two tables.
#[derive(Clone)]
pub(super) struct Scale {
    /// `256 × ln(n)` for `n` up to 4096.
    logarithms: Vec<i16>,
    /// The probability for each step from `-LIMIT` on.
    probabilities: Vec<u16>,
}

impl Scale {
    pub(super) fn new() -> Self {
        let logarithms = (0..=4096).map(|n| logarithm(n) as i16).collect();
        let mut scale = Self { logarithms, probabilities: Vec::new() };
        let mut p = 1;
        for step in -LIMIT..=LIMIT {
            while p < ONE - 1 && scale.stretch(p) < step {
                p += 1;
            }
            scale.probabilities.push(p as u16);
        }
        scale
    }

    fn logarithm_of(&self, p: u32) -> i32 {
        // Four bits are dropped where they matter least; 710 is 256 × ln 16.
        let (n, more) = if p < 4096 { (p, 0) } else { (p >> 4, 710) };
        i32::from(self.logarithms.get(n as usize).copied().unwrap_or(0)) + more
    }

    /// From a probability to the logistic scale.
    pub(super) fn stretch(&self, p: u32) -> i32 {
        let p = p.clamp(1, ONE - 1);
        (self.logarithm_of(p) - self.logarithm_of(ONE - p)).clamp(-LIMIT, LIMIT)
    }

    /// From the logistic scale to a probability.
    pub(super) fn squash(&self, x: i32) -> u32 {
        let step = (x.clamp(-LIMIT, LIMIT) + LIMIT) as usize;
        self.probabilities.get(step).copied().map_or(ONE / 2, u32::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_the_logistic_one() {
        let scale = Scale::new();
        for (p, x) in
            [(ONE / 2, 0.0), (ONE / 4, -1.0986), (ONE * 9 / 10, 2.1972), (65, -6.915), (ONE - 65, 6.915)]
        {
            let error = f64::from(scale.stretch(p)) - 256.0 * x;
            assert!(error.abs() < 3.0, "stretch({p}) is off by {error}");
        }
        for x in -LIMIT..=LIMIT {
            let p = 65536.0 / (1.0 + (-f64::from(x) / 256.0).exp());
            let error = f64::from(scale.squash(x)) - p;
            assert!(error.abs() <= 2.0 + p.min(65536.0 - p) / 50.0, "squash({x}) is off by {error}");
        }
    }
}
