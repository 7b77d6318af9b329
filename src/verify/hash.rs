//! Digests of bytes.

use sha2::Digest as _;

use crate::image::digest::{Digest, Registered};

/// The digest of `bytes`.
#[must_use]
#[allow(clippy::unwrap_used)]
pub fn digest_of(algorithm: Registered, bytes: &[u8]) -> Digest {
    match algorithm {
        Registered::Sha256 => Digest::from_raw(algorithm, &sha2::Sha256::digest(bytes)),
        Registered::Sha512 => Digest::from_raw(algorithm, &sha2::Sha512::digest(bytes)),
        Registered::Blake3 => Digest::from_raw(algorithm, blake3::hash(bytes).as_bytes()),
    }
    .unwrap()
}
