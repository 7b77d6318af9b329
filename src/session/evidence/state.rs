//! All that is known of the evidence that is here.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::asking::{Key, key};
use super::entry::Entry;
use super::expected::Expected;
use super::pieces::Pieces;
use super::standing::{Standing, VerifyId};
use crate::evidence::Trust;
use crate::evidence::piece::Piece;
use crate::image::digest::Digest;
use crate::inspect::{Blob, BlobId, Tree};

/// All that is known of the evidence that is here.
#[derive(Clone, Debug, Default)]
pub struct EvidenceState {
    /// The pieces of evidence in the tree.
    pub entries: Rc<[Entry]>,
    /// Pieces that are not among them, for there are too many.
    pub left_out: usize,
    pub(super) pieces: Rc<Pieces>,
    /// Whether pieces are being read.
    pub(super) reading: bool,
    /// The revision of the documents that `pieces` were looked for in.
    pub(super) read_of: Option<u64>,
    /// The revision of the documents that `entries` are of.
    pub(super) gathered_of: Option<u64>,
    pub(super) asked: BTreeMap<Key, Standing>,
    pub(super) last: VerifyId,
    /// What those were asked by.
    pub(super) trust: Trust,
    /// A `trusted_root.json` that the visitor gave.
    pub(super) root: Option<Rc<str>>,
    /// What the visitor typed last; the rest of what is expected is a link's.
    pub(super) typed: Expected,
    /// What the visitor had evidence looked for of.
    pub(super) looked: BTreeSet<Digest>,
    /// The revisions of the documents and of what is fetched that were followed last.
    pub(super) followed: Option<(u64, u64)>,
    /// Another one after each change of anything in it.
    pub(super) revision: u64,
}

impl EvidenceState {
    /// Nothing, in the place of this: no number is given again.
    #[must_use]
    pub(in super::super) fn after(&self) -> Self {
        let revision = self.revision.saturating_add(1);
        Self {
            last: self.last,
            revision,
            root: self.root.clone(),
            typed: self.typed.clone(),
            ..Self::default()
        }
    }

    /// What is another after each change of anything in it.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// How far the verification of a piece is; `None` where none was asked for.
    #[must_use]
    pub fn standing(&self, tree: &Tree, entry: &Entry) -> Option<&Standing> {
        self.asked.get(&key(tree, entry)?)
    }

    /// Whether the visitor had evidence of this digest looked for.
    #[must_use]
    pub fn is_looked_for(&self, digest: &Digest) -> bool {
        self.looked.contains(digest)
    }

    /// The piece that a document is, once it was read.
    #[must_use]
    pub fn piece(&self, id: BlobId, blob: &Blob) -> Option<&Rc<Piece>> {
        self.pieces.of(id, &blob.bytes)
    }

    /// Whether pieces are still being read.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        self.reading
    }

    /// Whether a root was given in the place of the embedded ones.
    #[must_use]
    pub const fn has_root(&self) -> bool {
        self.root.is_some()
    }

    /// Whether what is expected is the word of the link that was opened, and not of the visitor.
    #[must_use]
    pub fn is_of_link(&self, expected: &Expected) -> bool {
        *expected != Expected::default() && *expected != self.typed
    }
}
