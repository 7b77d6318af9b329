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
    /// The digest; `None` where it is none. A header that is there twice comes as one, with a comma in between.
    #[must_use]
    pub fn read(&self) -> Option<Digest> {
        let mut all = self.digest.split(',').map(str::trim);
        let first = all.next()?;
        Digest::parse(first).ok().filter(|_| all.all(|other| other == first))
    }
}
