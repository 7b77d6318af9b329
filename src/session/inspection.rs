//! The documents, and the tree that they make.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::image::digest::{Digest, HashAlgorithm};
use crate::inspect::{self, BlobId, Blobs, NodeId, Totals, Tree, totals};
use crate::verify::explain::Explanation;

/// The documents and the tree they make; replaced as a whole when a document comes or goes.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    /// The documents.
    pub blobs: Blobs,
    /// The tree.
    pub tree: Rc<Tree>,
    /// What was found out of documents that do not verify, and the node that each is meant for.
    pub explanations: Rc<BTreeMap<BlobId, (Explanation, NodeId)>>,
    /// Another one after each change.
    revision: u64,
    /// What was added up last: of which revision and node.
    added_up: Cell<Option<(u64, NodeId, Totals)>>,
}

impl Inspection {
    /// An empty one in the place of this: what still speaks of this one's documents, layers and nodes by their
    /// numbers, as a worker's late answer does, finds nothing there.
    #[must_use]
    pub fn after(&self) -> Self {
        let (blobs, tree) = (self.blobs.after(), Rc::new(self.tree.after()));
        Self {
            blobs,
            tree,
            explanations: Rc::default(),
            revision: self.revision.saturating_add(1),
            ..Self::default()
        }
    }

    /// What is another after each change of anything in it.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The digest of a node's own bytes, as its descriptor states it or as they were hashed.
    #[must_use]
    pub fn digest(&self, id: NodeId) -> Option<&Digest> {
        let node = self.tree.get(id)?;
        node.stated_digest().or_else(|| self.blobs.get(node.blob?)?.digest(HashAlgorithm::Sha256))
    }

    /// What `id` and all under it come to; of the same node again, it costs nothing.
    #[must_use]
    pub fn totals(&self, id: NodeId) -> Totals {
        let known = self.added_up.get().filter(|(revision, of, _)| (*revision, *of) == (self.revision, id));
        let totals = known.map_or_else(|| totals(&self.blobs, &self.tree, id), |(.., totals)| totals);
        self.added_up.set(Some((self.revision, id, totals)));
        totals
    }

    /// It, to be changed.
    pub(super) fn change(this: &mut Rc<Self>) -> &mut Self {
        let it = Rc::make_mut(this);
        it.revision = it.revision.saturating_add(1);
        it
    }
}

/// Two of one session are the same where their revision is; components compare thousands of nodes by this at once.
impl PartialEq for Inspection {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

/// A tree that is being made.
#[derive(Clone, Debug)]
pub(super) struct Growing {
    /// The documents that it is made of. There may be others by now.
    pub(super) of: Rc<Inspection>,
    pub(super) tree: inspect::Growing,
}
