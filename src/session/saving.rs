//! Files that the user saves.

use std::rc::Rc;

use super::bundle;
use super::effect::Save;
use super::model::Inspection;
use crate::image::digest::Registered;
use crate::inspect::{Blob, BlobId, Origin};

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
    let name = blob.digest(Registered::Sha256).map_or_else(
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

/// What a document is called in a sentence: its file's name, or how it came.
#[must_use]
pub fn name_of_origin(origin: &Origin) -> String {
    match origin {
        Origin::File(name) | Origin::Example(name) | Origin::Archive { member: name, .. } => {
            format!("\u{201c}{name}\u{201d}")
        }
        Origin::Registry(reference) => format!("What {reference} stands for"),
        Origin::Paste | Origin::Part(_) => "What was pasted".to_owned(),
        Origin::Link => "A document of the link".to_owned(),
        Origin::Recovered(_) => "What was recovered".to_owned(),
        Origin::Embedded => "What a descriptor embeds".to_owned(),
        Origin::Saved(_) => "A document of a saved file".to_owned(),
    }
}
