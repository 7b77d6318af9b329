//! The pieces that are here, each read once, beside the page.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::evidence::piece::Piece;
use crate::image::document::Kind;
use crate::inspect::{Blob, BlobId, Blobs};
use crate::pace::Pace;

/// The pieces that were read, by their documents; `None` for a document that is no evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces(BTreeMap<BlobId, Read>);

/// A document that was read: the bytes of it that were read, and the piece that it is, if it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    blob: BlobId,
    bytes: Rc<[u8]>,
    piece: Option<Rc<Piece>>,
}

impl Pieces {
    /// The piece that a document is.
    pub(super) fn of(&self, blob: BlobId, bytes: &Rc<[u8]>) -> Option<&Rc<Piece>> {
        let read = self.0.get(&blob).filter(|read| Rc::ptr_eq(&read.bytes, bytes))?;
        read.piece.as_ref()
    }

    /// The documents that may be evidence and were not read as they are now.
    pub(super) fn unread(&self, blobs: &Blobs) -> Vec<(BlobId, Blob)> {
        let is_read = |id: &BlobId, blob: &Blob| {
            self.0.get(id).is_some_and(|read| Rc::ptr_eq(&read.bytes, &blob.bytes))
        };
        let unread = blobs.iter().filter(|(id, blob)| is_candidate(blob) && !is_read(id, blob));
        unread.map(|(id, blob)| (id, blob.clone())).collect()
    }

    pub(super) fn take(&mut self, read: Vec<Read>) {
        self.0.extend(read.into_iter().map(|read| (read.blob, read)));
    }
}

/// Whether a document may be evidence, by what it is not.
fn is_candidate(blob: &Blob) -> bool {
    matches!(blob.document.kind, Kind::InTotoStatement | Kind::Json | Kind::Descriptor | Kind::NotJson)
}

/// Reads documents, a piece at a time.
pub(in super::super) async fn read_pieces(documents: Vec<(BlobId, Blob)>, pace: &Pace) -> Vec<Read> {
    let mut read = Vec::new();
    for (id, blob) in documents {
        let piece = Piece::read(&blob.bytes, blob.root(), pace).await.map(Rc::new);
        read.push(Read { blob: id, bytes: blob.bytes, piece });
    }
    read
}
