//! What was fetched for a draft, with what can be taken of it.

use crate::inspect::{NodeId, Role};
use crate::limits;
use crate::session::{DraftPane, Inspection, noun};

/// The node that was fetched, and the images that it is or names; `None` where nothing was, or it is gone.
#[must_use]
pub fn offered(pane: &DraftPane, inspection: &Inspection) -> Option<(NodeId, Vec<NodeId>)> {
    let root = inspection.tree.first_with(pane.offered?)?;
    let node = inspection.tree.get(root)?;
    let is_image = |id: &NodeId| {
        noun(inspection, *id).is_some()
            && inspection.tree.get(*id).is_some_and(|node| node.role == Role::Entry)
    };
    let images: Vec<NodeId> =
        node.children.iter().copied().filter(is_image).take(limits::LISTED_IMAGES).collect();
    Some((root, if images.is_empty() { vec![root] } else { images }))
}
