//! The share dialog: what a link holds, and how long it is.

use crate::image::document::Content;
use crate::inspect::{Blob, Blobs, Origin};
use crate::share::{self, Shared, SharedDocument};

/// The share dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareDialog {
    /// Whether the configs go with the link: they hold the environment and the history.
    pub configs: bool,
    /// How many of the documents are configs.
    pub config_count: usize,
    /// How many documents the link holds.
    pub documents: usize,
    /// Their bytes.
    pub bytes: usize,
    /// The payload, or the sentence that says why there is none.
    pub payload: Result<String, String>,
    /// The characters below which no link can be, for the digests in it.
    pub floor: usize,
    /// The link was copied.
    pub copied: bool,
}

impl ShareDialog {
    /// Packs `blobs`, with or without the configs.
    #[must_use]
    pub fn new(blobs: &Blobs, configs: bool) -> Self {
        let is_config = |blob: &Blob| matches!(blob.document.content, Content::Config(_));
        let documents = documents(blobs, |blob| configs || !is_config(blob));
        Self {
            configs,
            config_count: blobs.iter().filter(|(_, blob)| is_config(blob)).count(),
            documents: documents.len(),
            bytes: documents.iter().map(|document| document.bytes.len()).sum(),
            floor: share::floor(&documents),
            payload: share::pack(&Shared { documents }).map_err(|error| error.to_string()),
            copied: false,
        }
    }
}

/// The documents that a link holds: what a descriptor embeds goes with the descriptor.
fn documents(blobs: &Blobs, keep: impl Fn(&Blob) -> bool) -> Vec<SharedDocument> {
    let kept =
        blobs.iter().map(|(_, blob)| blob).filter(|blob| blob.origin != Origin::Embedded && keep(blob));
    kept.map(|blob| SharedDocument {
        bytes: blob.bytes.to_vec(),
        pin: blob.pin.as_ref().or(blob.claim.as_ref()).map(ToString::to_string),
    })
    .collect()
}
