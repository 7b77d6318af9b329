//! The digest that a registry says a document has, which is its word alone.

use crate::image::digest::Digest;

/// What a registry said by `Docker-Content-Digest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidDigest {
    /// The registry.
    pub registry: String,
    /// The header, as it came.
    pub digest: String,
}

impl SaidDigest {
    /// The digest; `None` where it is none.
    #[must_use]
    pub fn read(&self) -> Option<Digest> {
        Digest::parse(self.digest.trim()).ok()
    }
}
