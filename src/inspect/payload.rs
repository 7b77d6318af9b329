//! What the signatures of a schema 1 manifest are over, and whether that is what was compared.

use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::{Document, Kind};
use crate::image::signed;
use crate::json::Reading;
use crate::limits;
use crate::pace::Pace;
use crate::verify::hash::digest_of;

/// The payload of a signed manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// Its digest.
    pub digest: Digest,
    /// Its bytes.
    pub size: u64,
}

impl Payload {
    /// That of a document, where it is a signed manifest that says nothing else. Schema 1 knows SHA-256 alone.
    pub(super) async fn of(
        bytes: &[u8],
        reading: &Reading,
        document: &Document,
        pace: &Pace,
    ) -> Option<Self> {
        if document.kind != Kind::Schema1Signed || bytes.len() > limits::HASH_ON_MAIN_THREAD_BYTES {
            return None;
        }
        let payload = signed::payload(bytes, reading.root(bytes)?, pace).await.ok()?;
        let digest = digest_of(HashAlgorithm::Sha256, &payload);
        Some(Self { digest, size: payload.len() as u64 })
    }
}
