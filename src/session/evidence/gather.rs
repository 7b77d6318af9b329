//! All pieces of evidence in the tree, and what each is put to.

use super::entry::{Entry, Put};
use super::pieces::Pieces;
use crate::image::document::Content;
use crate::inspect::{Node, Origin, Role};
use crate::limits;
use crate::registry::resource::subject_of_tag;
use crate::session::inspection::Inspection;

/// All pieces, in the order of the tree; and how many more there are than are kept.
pub(super) fn gather(inspection: &Inspection, pieces: &Pieces) -> (Vec<Entry>, usize) {
    let mut entries = Vec::new();
    let mut left_out = 0;
    for (id, node) in inspection.tree.iter() {
        let found = node.blob.and_then(|blob| {
            let bytes = &inspection.blobs.get(blob)?.bytes;
            Some((blob, pieces.of(blob, bytes)?))
        });
        let Some((blob, piece)) = found else { continue };
        if entries.len() >= limits::EVIDENCE_PIECES {
            left_out += 1;
            continue;
        }
        entries.push(Entry::new(id, node, blob, piece, put(inspection, node)));
    }
    (entries, left_out)
}

/// What the manifest that names a document says of what it is about.
fn put(inspection: &Inspection, node: &Node) -> Put {
    let holder = node.holder.and_then(|holder| inspection.tree.get(holder));
    let Some(holder) = holder else { return Put::OwnWord };
    if let Role::Attestation(Some(digest)) = &holder.role {
        return Put::Index(digest.as_str().to_owned());
    }
    let Some(blob) = holder.blob.and_then(|blob| inspection.blobs.get(blob)) else { return Put::OwnWord };
    if let Content::Manifest(manifest) = &blob.document.content
        && let Some(subject) = manifest.subject.as_ref().and_then(|subject| subject.digest.as_ref())
    {
        return Put::Subject(subject.as_str().to_owned());
    }
    match &blob.origin {
        Origin::Registry(reference) => {
            let digest = reference.tag.as_deref().and_then(subject_of_tag);
            digest.map_or(Put::OwnWord, |digest| Put::Tag(digest.as_str().to_owned()))
        }
        _ => Put::OwnWord,
    }
}
