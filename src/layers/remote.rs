//! A layer at a registry, by its descriptor.

use crate::archive::toc::{Promise, TablePlace};
use crate::image::digest::Digest;
use crate::image::reference::Reference;

/// A layer at a registry, by its descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteLayer {
    /// Its repository and its digest there.
    pub reference: Reference,
    /// Its digest, of an algorithm that is computed here.
    pub digest: Digest,
    /// Its bytes as it is stored.
    pub size: Option<u64>,
    /// Where else it is to be found, as the descriptor says.
    pub urls: Vec<String>,
    /// Where its table of contents is, as the descriptor says.
    pub place: Option<TablePlace>,
    /// What the descriptor promises of that table.
    pub promise: Option<Promise>,
}

/// How much of a layer is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Its last bytes, which say where its table of contents is.
    Footer,
    /// Its table of contents alone.
    Table(TablePlace),
}

impl RemoteLayer {
    /// Whether its descriptor says that it has a table of contents.
    #[must_use]
    pub const fn says_table(&self) -> bool {
        self.place.is_some() || self.promise.is_some()
    }

    /// What of it is fetched to list it.
    #[must_use]
    pub fn listing(&self) -> Extent {
        self.place.map_or(Extent::Footer, Extent::Table)
    }
}
