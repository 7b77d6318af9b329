//! Weighs what many predictions say against what came of it.

use super::arithmetic::ONE;
use super::logistic::Scale;

/// Sets of weights, one of which is chosen by the situation: the prediction is the weighted sum of the
/// inputs on the logistic scale, and the weights learn online from its error.
#[derive(Clone)]
pub(super) struct Mixer {
    inputs: usize,
    /// `inputs` weights for each set, 65536 being one.
    weights: Vec<i32>,
    rate: i64,
}

impl Mixer {
    pub(super) fn new(inputs: usize, sets: usize, weight: i32, rate: i64) -> Self {
        Self { inputs, weights: vec![weight; inputs * sets], rate }
    }

    fn set(&self, set: usize) -> &[i32] {
        self.weights.get(set * self.inputs..(set + 1) * self.inputs).unwrap_or_default()
    }

    /// The weighted sum of `inputs`, on the logistic scale.
    pub(super) fn mix(&self, set: usize, inputs: &[i32]) -> i32 {
        let sum: i64 = self.set(set).iter().zip(inputs).map(|(w, x)| i64::from(*w) * i64::from(*x)).sum();
        (sum >> 16).clamp(-4095, 4095) as i32
    }

    /// Learns from `bit`, of which `x` on the logistic scale was the prediction.
    pub(super) fn update(&mut self, set: usize, inputs: &[i32], x: i32, bit: bool, scale: &Scale) {
        let error = i64::from(if bit { ONE } else { 0 }) - i64::from(scale.squash(x));
        let range = set * self.inputs..(set + 1) * self.inputs;
        for (weight, input) in self.weights.get_mut(range).unwrap_or_default().iter_mut().zip(inputs) {
            let step = (i64::from(*input) * error * self.rate + (1 << 19)) >> 20;
            *weight = (i64::from(*weight) + step).clamp(-(1 << 22), 1 << 22) as i32;
        }
    }
}
