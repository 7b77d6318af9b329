//! What the two that are compared are called.

use crate::inspect::{NodeId, label};
use crate::session::Inspection;
use crate::view::summary::root_name;

/// A node by its own name: of a root, what the visitor knows it by.
#[must_use]
pub fn short_name(inspection: &Inspection, id: NodeId) -> String {
    let Inspection { blobs, tree, .. } = inspection;
    let is_root = tree.get(id).is_some_and(|node| node.parent.is_none());
    if is_root { root_name(inspection, id) } else { label(blobs, tree, id).name }
}

/// The same, and below another node also what it is in.
#[must_use]
pub fn full_name(inspection: &Inspection, id: NodeId) -> String {
    let own = short_name(inspection, id);
    match inspection.tree.ancestors(id).last().filter(|root| *root != id) {
        Some(root) if inspection.tree.roots().len() > 1 => {
            format!("{own} of {}", root_name(inspection, root))
        }
        _ => own,
    }
}
