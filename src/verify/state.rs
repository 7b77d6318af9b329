//! Whether bytes are what somebody says they are.

use crate::image::digest::Digest;

/// What bytes should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Their digest.
    pub digest: Digest,
    /// Their number, where it is stated.
    pub size: Option<u64>,
}

/// Whether bytes are what they should be. Never a bool, and never `Verified` by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verification {
    /// Size and digest agree, over bytes seen here.
    Verified,
    /// There are more or fewer bytes than stated.
    SizeMismatch {
        /// Bytes stated.
        expected: u64,
        /// Bytes seen.
        actual: u64,
    },
    /// The bytes have another digest.
    DigestMismatch {
        /// The digest stated.
        expected: Digest,
        /// The digest of the bytes seen.
        actual: Digest,
    },
    /// The digest's algorithm is none that is computed here.
    UnsupportedAlgorithm {
        /// Its name.
        algorithm: String,
    },
    /// The bytes are not here.
    #[default]
    NotLoaded,
    /// The bytes are here, and nothing says which digest they should have.
    Unpinned,
    /// The bytes are here, and not hashed yet.
    Hashing,
}

/// Compares size first, then digest.
#[must_use]
pub fn check(expected: &Expected, size: u64, actual: &Digest) -> Verification {
    match expected.size {
        Some(stated) if stated != size => Verification::SizeMismatch { expected: stated, actual: size },
        _ if expected.digest == *actual => Verification::Verified,
        _ => Verification::DigestMismatch { expected: expected.digest.clone(), actual: actual.clone() },
    }
}
