//! Which documents stand under a root of the tree.

use crate::inspect::{BlobId, NodeId, Tree};
use crate::keyed::HashSet;

/// The documents of these nodes and of all under them.
pub(super) fn documents_under(tree: &Tree, of: impl IntoIterator<Item = NodeId>) -> HashSet<BlobId> {
    let mut to_come: Vec<NodeId> = of.into_iter().collect();
    let mut documents = HashSet::default();
    while let Some(node) = to_come.pop().and_then(|id| tree.get(id)) {
        documents.extend(node.blob);
        to_come.extend(&node.children);
    }
    documents
}
