//! The tree that the documents make together.

use super::ids::BlobId;
use super::ids::NodeId;
use super::node::{Node, Role};
use super::path::Step;
use crate::archive::layer::LayerId;
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::sorting::sort_by_key;

/// All nodes, and which of them are roots.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The number of the first node.
    first: u32,
    /// No node of this tree, or of one before it in whose place it stands, has this number or a higher one.
    end: u32,
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
    first_with: HashMap<BlobId, NodeId>,
    first_with_layer: HashMap<LayerId, NodeId>,
    /// The documents that are a layout's table of contents.
    pub(super) contents: HashSet<BlobId>,
    /// A bound was met: more nodes, or deeper ones, than the tree takes.
    truncated: bool,
}

impl Tree {
    /// A tree without nodes yet in the place of this one, where these documents are tables of contents.
    pub(super) fn beginning(&self, contents: HashSet<BlobId>) -> Self {
        Self { first: self.first, end: self.end, contents, ..Self::default() }
    }

    /// A tree without nodes, for other documents: a number that a node had here is none of theirs.
    #[must_use]
    pub fn after(&self) -> Self {
        Self { first: self.end, end: self.end, ..Self::default() }
    }

    /// Adds a node under its parent and its holder, or as a root.
    pub(super) fn push(&mut self, node: Node) -> Option<NodeId> {
        if self.nodes.len() >= limits::TREE_NODES {
            self.truncated = true;
            return None;
        }
        let id = u32::try_from(self.nodes.len()).ok().and_then(|at| self.first.checked_add(at));
        let Some(id) = id.filter(|id| *id < u32::MAX).map(NodeId) else {
            self.truncated = true;
            return None;
        };
        self.end = self.end.max(id.0.saturating_add(1));
        if let Some(blob) = node.blob {
            self.first_with.entry(blob).or_insert(id);
        }
        if let Some(layer) = node.layer {
            self.first_with_layer.entry(layer).or_insert(id);
        }
        match (node.parent, node.holder) {
            (None, _) => self.roots.push(id),
            (Some(parent), holder) => {
                if let Some(parent) = self.get_mut(parent) {
                    parent.children.push(id);
                }
                if let Some(holder) = holder.and_then(|holder| self.get_mut(holder)) {
                    holder.held.push(id);
                }
            }
        }
        self.nodes.push(node);
        Some(id)
    }

    /// Says that there is more than the bounds let into the tree.
    pub(super) const fn cut(&mut self) {
        self.truncated = true;
    }

    /// Puts what the document of a node holds into its order: attestations were hung last.
    pub(super) fn order_held(&mut self, holder: NodeId) {
        let Some(mut held) = self.get_mut(holder).map(|node| std::mem::take(&mut node.held)) else { return };
        // The sort is stable and nearly done.
        sort_by_key(&mut held, |id| self.get(*id).and_then(|node| node.step));
        if let Some(node) = self.get_mut(holder) {
            node.held = held;
        }
    }

    /// The node `id`.
    #[must_use]
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(self.position(id)?)
    }

    /// The place of a node among all, from 0.
    pub(super) const fn position(&self, id: NodeId) -> Option<usize> {
        match id.0.checked_sub(self.first) {
            Some(at) => Some(at as usize),
            None => None,
        }
    }

    fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        let at = self.position(id)?;
        self.nodes.get_mut(at)
    }

    /// The roots, in the order in which their documents came.
    #[must_use]
    pub fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    /// All nodes; a parent comes before its children.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (self.first..).map(NodeId).zip(&self.nodes)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a bound of [`limits`] kept nodes out.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The first node that has the bytes of the layer `id`.
    #[must_use]
    pub fn first_with_layer(&self, id: LayerId) -> Option<NodeId> {
        self.first_with_layer.get(&id).copied()
    }

    /// The first node that has the bytes of `blob`.
    #[must_use]
    pub fn first_with(&self, blob: BlobId) -> Option<NodeId> {
        self.first_with.get(&blob).copied()
    }

    /// The node whose descriptor stands at `step` of the document of `holder`.
    #[must_use]
    pub fn held(&self, holder: NodeId, step: Step) -> Option<NodeId> {
        let held = &self.get(holder)?.held;
        let at =
            held.binary_search_by_key(&Some(step), |id| self.get(*id).and_then(|node| node.step)).ok()?;
        held.get(at).copied()
    }

    /// The node and all that it hangs under, from it up to its root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self.get(*id)?.parent)
    }

    /// The child of `id` that is `role` to it.
    #[must_use]
    pub fn child_with_role(&self, id: NodeId, role: &Role) -> Option<NodeId> {
        if *role == Role::Config {
            return self.held(id, Step::Config);
        }
        let children = &self.get(id)?.children;
        children.iter().copied().find(|child| self.get(*child).is_some_and(|node| &node.role == role))
    }
}
