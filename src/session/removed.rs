//! What was removed, as far as it can be put back.

use super::bundle::Bundled;
use super::view::View;
use crate::inspect::{Blob, Blobs, Origin};
use crate::layers::{FileId, HeldFile};

/// Documents and files that were removed, and what was shown of them.
#[derive(Clone, Debug)]
pub(super) struct Removed {
    pub(super) documents: Vec<Bundled>,
    pub(super) files: Vec<HeldFile>,
    pub(super) view: View,
    /// How many documents and files stayed.
    pub(super) stayed: (usize, usize),
}

impl Removed {
    /// All of these; `None` where there is nothing.
    pub(super) fn of(blobs: &Blobs, files: &[HeldFile], view: &View) -> Option<Self> {
        // What descriptors embed comes with them again.
        let own = blobs.iter().filter(|(_, blob)| blob.origin != Origin::Embedded);
        let documents: Vec<Bundled> = own.map(|(_, blob)| as_it_came(blob)).collect();
        let is_any = !documents.is_empty() || !files.is_empty();
        is_any.then(|| Self { documents, files: files.to_vec(), view: view.clone(), stayed: (0, 0) })
    }

    /// The files that are still to be held for it.
    pub(super) fn held(&self) -> Vec<FileId> {
        self.files.iter().map(|file| file.id).collect()
    }
}

pub(super) fn as_it_came(blob: &Blob) -> Bundled {
    Bundled {
        bytes: blob.bytes.clone(),
        origin: blob.origin.clone(),
        pin: blob.pin.clone(),
        digest: None,
        served: blob.served.as_deref().map(str::to_owned),
        said: blob.said.to_vec(),
    }
}
