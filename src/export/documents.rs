//! Files that the user saves.

use std::rc::Rc;

use crate::image::digest::HashAlgorithm;
use crate::inspect::{Blob, BlobId, Origin};
use crate::session::{Inspection, Save, bundle};

/// The documents as one file: a single one as it is, and several as a [`bundle`] that opens here again.
#[must_use]
pub fn documents(inspection: &Inspection) -> Save {
    let mut shown = inspection.blobs.iter().filter(|(_, blob)| blob.origin != Origin::Embedded);
    if let (Some((only, _)), None) = (shown.next(), shown.next())
        && let Some(save) = document(inspection, only)
    {
        return save;
    }
    Save {
        name: "bayplan-documents.json".to_owned(),
        media_type: "application/json",
        bytes: bundle::write(&inspection.blobs).into(),
        more: Vec::new(),
    }
}

/// One document, byte for byte.
#[must_use]
pub fn document(inspection: &Inspection, blob: BlobId) -> Option<Save> {
    let blob = inspection.blobs.get(blob)?;
    let name = blob.digest(HashAlgorithm::Sha256).map_or_else(
        || format!("{}.json", blob.document.kind.id()),
        |digest| {
            format!("{}-{}.json", blob.document.kind.id(), digest.encoded().get(..12).unwrap_or_default())
        },
    );
    Some(Save { name, media_type: media_type(blob), bytes: Rc::clone(&blob.bytes), more: Vec::new() })
}

fn media_type(blob: &Blob) -> &'static str {
    if blob.root().is_some() { "application/json" } else { "application/octet-stream" }
}
