//! The share dialog: what a link holds, and how long it is.

use crate::image::document::Content;
use crate::inspect::{Blob, Blobs, Origin};
use crate::limits;
use crate::share::{self, Packing, Shared, SharedDocument};

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
    /// The payload, or the sentence that says why there is none; `None` while it is being packed.
    pub payload: Option<Result<String, String>>,
    /// The characters below which no link can be, for the digests in it.
    pub floor: usize,
    /// Whether the browser let the link be copied, where that was tried.
    pub copied: Option<bool>,
    /// Whether something else of the dialog is on its way to the clipboard.
    pub copies_other: bool,
}

impl ShareDialog {
    /// The dialog for `blobs`, with or without the configs. Few documents are packed at once; for many,
    /// [`Self::pack`] is to be called once the dialog is on the screen.
    #[must_use]
    pub fn new(blobs: &Blobs, configs: bool) -> Self {
        let documents = documents(blobs, configs);
        let bytes = documents.iter().map(|document| document.bytes.len()).sum();
        let mut dialog = Self {
            configs,
            config_count: blobs.iter().filter(|(_, blob)| is_config(blob)).count(),
            documents: documents.len(),
            bytes,
            floor: share::floor(&documents),
            payload: None,
            copied: None,
            copies_other: false,
        };
        if bytes <= limits::SHARE_PACKED_AT_ONCE_BYTES {
            dialog.payload = Some(share::pack(&Shared { documents }).map_err(|error| error.to_string()));
        }
        dialog
    }

    /// Packs a piece of what is still to be packed; whether there is more of it. What is done is kept in
    /// `packing` until the next piece.
    pub fn pack(&mut self, blobs: &Blobs, packing: &mut Option<Box<Packing>>) -> bool {
        if self.payload.is_some() {
            return false;
        }
        let piece = match packing {
            Some(packing) => packing.work(limits::SHARE_SYMBOLS_A_FRAME),
            None => match Packing::new(&Shared { documents: documents(blobs, self.configs) }) {
                Ok(begun) => packing.insert(Box::new(begun)).work(limits::SHARE_SYMBOLS_A_FRAME),
                Err(error) => Some(Err(error)),
            },
        };
        self.payload = piece.map(|payload| payload.map_err(|error| error.to_string()));
        if self.payload.is_some() {
            *packing = None;
        }
        self.payload.is_none()
    }
}

fn is_config(blob: &Blob) -> bool {
    matches!(blob.document.content, Content::Config(_))
}

/// The documents that a link holds: what a descriptor embeds goes with the descriptor.
fn documents(blobs: &Blobs, configs: bool) -> Vec<SharedDocument> {
    let is_kept = |blob: &&Blob| blob.origin != Origin::Embedded && (configs || !is_config(blob));
    let kept = blobs.iter().map(|(_, blob)| blob).filter(is_kept);
    kept.map(|blob| SharedDocument {
        bytes: blob.bytes.to_vec(),
        pin: blob.pin.as_ref().or(blob.claim.as_ref()).map(|pin| pin.digest.to_string()),
    })
    .collect()
}
