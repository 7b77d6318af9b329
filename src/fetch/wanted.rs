//! What is wanted of a registry, by what a descriptor says of it.

use std::rc::Rc;

use super::id::LayerJob;
use super::repository::Repository;
use crate::image::digest::Digest;

/// A document that a descriptor names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedDocument {
    /// Where it is.
    pub repository: Rc<Repository>,
    /// Its digest.
    pub digest: Digest,
    /// How many bytes it has, as stated.
    pub size: Option<u64>,
    /// What it is, as stated.
    pub media_type: Option<String>,
    /// Whether it is asked for as a manifest or an index; else as a blob.
    pub is_manifest: bool,
}

/// Who takes the bytes of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// A worker, as they come: [`super::Command::LayerBytes`].
    Worker,
    /// Whoever asked, in one piece; they are few: [`super::Command::LayerPart`].
    Caller,
}

/// A layer that a descriptor names, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedLayer {
    /// By what the caller knows it.
    pub job: LayerJob,
    /// Where it is.
    pub repository: Rc<Repository>,
    /// Its digest.
    pub digest: Digest,
    /// How many bytes it has, as stated.
    pub size: Option<u64>,
    /// The first byte that is wanted and their number, where that is not all.
    pub part: Option<(u64, u64)>,
    /// Who takes them.
    pub taker: Taker,
    /// Where else it is, as the descriptor says. Nobody asks there.
    pub elsewhere: Option<String>,
}
