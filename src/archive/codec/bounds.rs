//! How much a compressed stream may unfold to.

use super::{Fault, Totals};
use crate::limits;

/// The bounds that a [`super::Decoder`] keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes unpacked in all.
    pub written: u64,
    /// Bytes unpacked for each compressed one, once [`Bounds::free`] are unpacked.
    pub ratio: u64,
    /// Bytes that may be unpacked at any ratio.
    pub free: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            written: limits::LAYER_UNPACKED_BYTES,
            ratio: limits::LAYER_EXPANSION,
            free: limits::LAYER_EXPANSION_FREE_BYTES,
        }
    }
}

impl Bounds {
    /// The bound that was passed, if any.
    pub(super) fn exceeded_by(&self, totals: &Totals) -> Option<Fault> {
        if totals.written > self.written {
            return Some(Fault::TooLong { bound: self.written });
        }
        let allowed = totals.read.saturating_mul(self.ratio).max(self.free);
        (totals.written > allowed).then_some(Fault::Expansion { bound: self.ratio })
    }
}
