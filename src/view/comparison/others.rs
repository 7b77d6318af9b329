//! What a node can be compared with.

use super::names::full_name;
use crate::inspect::NodeId;
use crate::limits;
use crate::session::{Inspection, noun};

/// What a node can be compared with: its like among the other nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// The first of them, by what they are called, in the order of the tree.
    pub nodes: Vec<(NodeId, String)>,
    /// How many are not among them: the tree has them all.
    pub more: usize,
}

/// What an index can be composed of: indexes and images, in the order of the tree, the first of them.
#[must_use]
pub fn drafted_from(inspection: &Inspection) -> Vec<NodeId> {
    let nodes = inspection.tree.iter().map(|(id, _)| id);
    nodes.filter(|id| noun(inspection, *id).is_some()).take(limits::LISTED_IMAGES).collect()
}

/// What node `id` can be compared with.
#[must_use]
pub fn others(inspection: &Inspection, id: NodeId) -> Others {
    let own = noun(inspection, id);
    let is_like = |other: &NodeId| *other != id && noun(inspection, *other) == own;
    let mut like = inspection.tree.iter().map(|(other, _)| other).filter(is_like);
    let nodes: Vec<(NodeId, String)> = like
        .by_ref()
        .take(limits::LISTED_IMAGES)
        .map(|other| (other, full_name(inspection, other)))
        .collect();
    Others { nodes, more: like.count() }
}
