//! What came and is being taken: it is read, at once where it is short and else beside the page, and then put with the
//! others, a piece in each frame: a dropped folder may have thousands of files, and one of them a hundred thousand entries.

use super::archives::OfArchive;
use super::coming::{Came, Coming, ComingId, Read};
use super::view::View;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Blobs};
use crate::keyed::HashSet;
use crate::limits;
use crate::verify::Pin;

/// What came at once, and is being taken.
#[derive(Clone, Debug)]
pub(super) struct Arriving {
    pub(super) stage: Stage,
    /// The digests that a registry gave it for. What is asked for meanwhile is not to be fetched again.
    fetched: HashSet<Digest>,
    /// What is expected of the first document.
    pin: Option<Pin>,
    /// What is done in the end.
    pub(super) end: End,
    /// The first document, and whether it has others with it.
    pub(super) first: Option<(BlobId, bool)>,
}

/// What is done next with what came.
#[derive(Clone, Debug)]
pub(super) enum Stage {
    /// It is to be read.
    Come(Box<Coming>),
    /// It is being read.
    BeingRead(ComingId),
    /// It was read, and is to be put with the others.
    Read(Box<Came>),
}

/// What is done with documents in the end.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// They are shown.
    Shown,
    /// They are a part of an archive.
    Archive(Box<OfArchive>),
    /// They came from a registry; the document at this place is what was asked for.
    Landed(Option<usize>),
    /// They are of a link that shows this, which took so many symbols to unpack.
    Linked { view: View, symbols: usize, payload: String },
    /// They were kept for a reload, and are shown so.
    Recalled(View),
}

impl Arriving {
    pub(super) fn new(coming: Coming, pin: Option<Pin>, end: End) -> Self {
        let fetched = coming.fetched().cloned().collect();
        Self { stage: Stage::Come(Box::new(coming)), fetched, pin, end, first: None }
    }

    /// Whether some of it is with the others and some is not.
    pub(super) const fn is_being_put(&self) -> bool {
        matches!(self.stage, Stage::Read(_))
    }

    /// Whether a registry gave some of it for this digest.
    pub(super) fn is_for(&self, digest: &Digest) -> bool {
        self.fetched.contains(digest)
    }

    /// Puts so much of what was read with the others. Gives whether that was all.
    pub(super) fn put(&mut self, blobs: &mut Blobs, most: usize) -> bool {
        let Stage::Read(came) = &mut self.stage else { return false };
        let mut left = most;
        loop {
            let cost = if let Some(characters) = blobs.embed_next() {
                characters / 8 + limits::PUT_AT_LEAST
            } else if let Some(Read { blob, pin, served, said }) = came.read.pop_front() {
                let descriptors = blob.descriptors().count();
                let id = blobs.put(blob);
                said.into_iter().for_each(|said| blobs.said(id, said));
                for pin in [pin, self.pin.take()].into_iter().flatten() {
                    blobs.pin(id, pin);
                }
                if let Some(served) = served {
                    blobs.served(id, &served);
                }
                match (&mut self.first, &mut self.end) {
                    (first, End::Landed(Some(0))) => *first = Some((id, false)),
                    (_, End::Landed(root)) => *root = root.and_then(|at| at.checked_sub(1)),
                    (Some((_, several)), _) => *several = true,
                    (first, _) => *first = Some((id, false)),
                }
                if matches!((&self.first, &self.end), (Some(_), End::Landed(_))) {
                    self.end = End::Landed(None);
                }
                descriptors + limits::PUT_AT_LEAST
            } else {
                return true;
            };
            match left.checked_sub(cost) {
                Some(less) => left = less,
                None => return false,
            }
        }
    }
}
