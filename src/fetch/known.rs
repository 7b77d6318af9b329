//! What the engine asks of those who keep the documents.

use std::collections::BTreeSet;

use super::repository::Repository;
use super::wanted::WantedDocument;
use crate::image::digest::Digest;

/// What is known of documents.
pub trait Known {
    /// How many are here.
    fn documents(&self) -> usize;

    /// Whether the one of this digest is here, by its own bytes.
    fn is_here(&self, digest: &Digest) -> bool;

    /// Whether the visitor looks at the place of this one: it is not kept back until others came.
    fn is_awaited(&self, digest: &Digest) -> bool;

    /// Those that are named in these repositories and are not here, each digest once: the first so many for which
    /// `is_wanted` holds.
    fn missing(
        &self,
        of: &BTreeSet<Repository>,
        is_wanted: &dyn Fn(&Digest) -> bool,
        most: usize,
    ) -> Vec<WantedDocument>;
}
