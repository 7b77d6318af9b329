//! All pieces of evidence in the tree, and what each is put to.

use super::entry::{Entry, Put};
use super::pieces::Pieces;
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::inspect::{Blob, Node, Role};
use crate::limits;
use crate::registry::resource::subject_of_tag;
use crate::session::inspection::Inspection;

/// All pieces, in the order of the tree, once for each digest that they are put to; and how many more there are than are
/// kept.
pub(super) fn gather(inspection: &Inspection, pieces: &Pieces) -> (Vec<Entry>, usize) {
    let mut entries = Vec::new();
    let mut left_out = 0;
    for (id, node) in inspection.tree.iter() {
        let found = node.blob.and_then(|blob| {
            let bytes = &inspection.blobs.get(blob)?.bytes;
            Some((blob, pieces.of(blob, bytes)?))
        });
        let Some((blob, piece)) = found else { continue };
        for put in puts(inspection, node) {
            if entries.len() >= limits::EVIDENCE_PIECES {
                left_out += 1;
                continue;
            }
            entries.push(Entry::new(id, node, blob, piece, put));
        }
    }
    (entries, left_out)
}

/// What the manifest that names a document says of what it is about: its subject, and each tag that it was fetched by.
fn puts(inspection: &Inspection, node: &Node) -> Vec<Put> {
    let holder = node.holder.and_then(|holder| inspection.tree.get(holder));
    let Some(holder) = holder else { return vec![Put::OwnWord] };
    if let Role::Attestation(Some(digest)) = &holder.role {
        return vec![Put::Index(digest.as_str().to_owned())];
    }
    let blob = holder.blob.and_then(|blob| inspection.blobs.get(blob));
    let subject = blob.and_then(subject).map(|digest| Put::Subject(digest.as_str().to_owned()));
    let mut puts: Vec<Put> = subject.into_iter().collect();
    for digest in blob.into_iter().flat_map(tagged) {
        if !puts.iter().any(|put| put.digest() == Some(digest.as_str())) {
            puts.push(Put::Tag(digest.as_str().to_owned()));
        }
    }
    if puts.is_empty() {
        puts.push(Put::OwnWord);
    }
    puts
}

/// What a manifest says that it is about.
pub(super) fn subject(blob: &Blob) -> Option<&Digest> {
    match &blob.document.content {
        Content::Manifest(manifest) => manifest.subject.as_ref()?.digest.as_ref(),
        _ => None,
    }
}

/// What the tags are about that a manifest was fetched by: the same bytes may stand at several.
pub(super) fn tagged(blob: &Blob) -> impl Iterator<Item = Digest> {
    blob.references().filter_map(|reference| subject_of_tag(reference.tag.as_deref()?))
}
