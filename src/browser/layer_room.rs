//! Which layers a worker may hold as a whole, so that the browser hashes them.

use crate::image::digest::HashAlgorithm;
use crate::limits;
use crate::session::{Source, Work};

/// Bytes of a small layer that its worker may hold as a whole.
#[derive(Clone, Copy)]
pub struct Room {
    /// As it is stored.
    pub stored: u64,
    /// Of its tar.
    pub unpacked: u64,
}

impl Room {
    /// The room that a layer gets beside what others have, where there is enough for it. What is fetched is read as it
    /// comes, and what is not of SHA-256 the browser does not hash.
    pub fn of(work: &Work, others: impl Iterator<Item = Self>) -> Option<Self> {
        let Work::Scan { source: Source::Held { length, .. }, algorithm: HashAlgorithm::Sha256 } = work
        else {
            return None;
        };
        let room = Self { stored: *length, unpacked: length.saturating_mul(limits::LAYER_WHOLE_EXPANSION) };
        let all = others.fold(room.bytes(), |all, other| all.saturating_add(other.bytes()));
        (all <= limits::LAYERS_WHOLE_BYTES).then_some(room)
    }

    const fn bytes(self) -> u64 {
        self.stored.saturating_add(self.unpacked)
    }
}
