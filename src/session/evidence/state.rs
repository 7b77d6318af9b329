//! All that is known of the evidence that is here.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::asking::{Key, key};
use super::entry::Entry;
use super::expected::Expected;
use super::packages::PackageList;
use super::pieces::Pieces;
use super::root::RootState;
use super::standing::{Standing, VerifyId};
use super::whose::Whose;
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
    /// The lists of packages that somebody looked for or sorted.
    pub packages: BTreeMap<BlobId, PackageList>,
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
    /// The root of that.
    pub root: RootState,
    /// The `trusted_root.json` that the visitor gave last.
    pub(super) given: Option<Rc<str>>,
    /// What the visitor typed last, and what an example expects; the rest of what is expected is the address's.
    pub(super) typed: Expected,
    pub(in super::super) of_example: Expected,
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
            given: self.given.clone(),
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

    /// Whether answers of the verifier are to come.
    #[must_use]
    pub fn is_verifying(&self) -> bool {
        self.asked.values().any(|standing| matches!(standing, Standing::Waiting(_)))
    }

    /// Whether pieces are still being read.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        self.reading
    }

    /// By whose word somebody is expected.
    #[must_use]
    pub fn whose(&self, expected: &Expected) -> Whose {
        match () {
            () if *expected == Expected::default() || *expected == self.typed => Whose::Visitor,
            () if *expected == self.of_example => Whose::Example,
            () => Whose::Address,
        }
    }
}
