//! What came, and is still to be read: files, pasted texts, what a registry or a link gave.
//!
//! Reading is long work: it looks for several documents in one text, reads each, and hashes those that are short. It
//! needs nothing but what came, so that it is done beside the page, a piece at a time.

use std::collections::VecDeque;

use super::arrival::Arrival;
use super::bundle::{self, Bundled, Writer};
use super::told::Told;
use crate::image::digest::Digest;
use crate::inspect::{Blob, Origin, SaidDigest};
use crate::limits;
use crate::pace::Pace;
use crate::verify::Pin;
use crate::verify::hash::digest_of;

/// Tells what came at once from all else of the session that did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComingId(pub(super) u32);

/// What came at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coming {
    /// Documents of which it is known what they are.
    pub(super) documents: VecDeque<Bundled>,
    /// What may be anything.
    pub(super) arrivals: VecDeque<Arrival>,
    /// What this page kept for a reload.
    pub(super) kept: Option<String>,
}

/// What that was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Came {
    /// The documents, in their order.
    pub(super) read: VecDeque<Read>,
    /// What is to be said of it.
    pub(super) told: Told,
}

/// A document that was read, and is not with the others yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) blob: Blob,
    pub(super) pin: Option<Pin>,
    pub(super) served: Option<String>,
    pub(super) said: Vec<SaidDigest>,
}

/// Steps that what came comes to, whatever its length.
const STEPS_OF_AN_ARRIVAL: usize = 50;

impl Coming {
    pub(super) fn of_arrivals(arrivals: Vec<Arrival>) -> Self {
        let several = arrivals.len() > 1;
        let arrivals = arrivals.into_iter().filter(|arrival| !(several && is_mark_of_folder(arrival)));
        Self { arrivals: arrivals.collect(), ..Self::default() }
    }

    pub(super) fn of_kept(kept: &str) -> Self {
        Self { kept: Some(kept.to_owned()), ..Self::default() }
    }

    pub(super) fn of_documents(documents: Vec<Bundled>) -> Self {
        Self { documents: documents.into(), ..Self::default() }
    }

    /// Whether it is read before the next frame.
    pub(super) fn is_short(&self) -> bool {
        let sizes = self.documents.iter().map(|document| document.bytes.len());
        let sizes = sizes.chain(self.arrivals.iter().map(|arrival| arrival.bytes.len()));
        let all = sizes.map(|size| size.saturating_add(limits::TAKEN_AT_LEAST_BYTES));
        all.fold(self.kept.as_ref().map_or(0, String::len), usize::saturating_add)
            <= limits::TAKEN_AT_ONCE_BYTES
    }

    /// The digests that a registry gave some of it for.
    pub(super) fn fetched(&self) -> impl Iterator<Item = &Digest> {
        self.documents.iter().filter_map(|document| match &document.origin {
            Origin::Registry(reference) => reference.digest.as_ref(),
            _ => None,
        })
    }

    /// Reads all of it, a piece at a time.
    pub(super) async fn read(self, pace: &Pace) -> Came {
        let Self { documents, arrivals, kept } = self;
        let mut came = Came::default();
        let kept = match kept {
            Some(kept) => bundle::read(kept.as_bytes(), Writer::Page, pace).await,
            None => None,
        };
        let kept = match kept {
            Some(Ok(kept)) => kept,
            Some(Err(sentence)) => {
                came.told.sentences.push(sentence);
                Vec::new()
            }
            None => Vec::new(),
        };
        for document in documents.into_iter().chain(kept) {
            came.read(document, pace).await;
        }
        for arrival in arrivals {
            for document in came.told.take(arrival, pace).await {
                came.read(document, pace).await;
            }
            pace.spend(STEPS_OF_AN_ARRIVAL).await;
        }
        came
    }
}

impl Came {
    async fn read(&mut self, document: Bundled, pace: &Pace) {
        let Bundled { bytes, origin, pin, digest, served, said } = document;
        if digest.is_some_and(|digest| was_changed(&digest, &bytes)) {
            let at = self.read.len() + 1;
            self.told
                .sentences
                .push(format!("Document {at} is not the one that was saved: its bytes were changed."));
        }
        let blob = Blob::read_in_pieces(bytes, origin, pace).await;
        self.read.push_back(Read { blob, pin, served, said });
        pace.spend(STEPS_OF_AN_ARRIVAL).await;
    }
}

/// Whether bytes no longer have the digest that was saved with them. Those that would take long to
/// hash are left to the tree, where they are verified as all others.
fn was_changed(saved: &Digest, bytes: &[u8]) -> bool {
    let hashable = saved.registered().filter(|_| bytes.len() <= limits::HASH_ON_MAIN_THREAD_BYTES);
    hashable.is_some_and(|algorithm| digest_of(algorithm, bytes) != *saved)
}

/// Whether it is the file by which the `dir:` transport of containers/image marks its folders: no document.
fn is_mark_of_folder(Arrival { bytes, origin }: &Arrival) -> bool {
    let is_named = |path: &str| path.rsplit('/').next() == Some("version");
    matches!(origin, Origin::File(path) if is_named(path))
        && bytes.starts_with(b"Directory Transport Version: ")
}
