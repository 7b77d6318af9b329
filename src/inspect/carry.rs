//! Nodes by their paths, which hold from one tree to the next.

use super::ids::NodeId;
use super::path::{NodePath, Step};
use super::tree::Tree;

impl Tree {
    /// The name of a node that holds in later trees too.
    #[must_use]
    pub fn path(&self, id: NodeId) -> NodePath {
        let (root, steps) = self.trace(id);
        // Roots are numbered in their order.
        let document = self.roots().binary_search(&root).unwrap_or(0);
        NodePath { document: u32::try_from(document).unwrap_or(u32::MAX), steps }
    }

    /// The root of a node, and the steps from there.
    fn trace(&self, id: NodeId) -> (NodeId, Vec<Step>) {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some((step, holder)) = self.get(at).and_then(|node| Some((node.step?, node.holder?))) {
            steps.push(step);
            at = holder;
        }
        steps.reverse();
        (at, steps)
    }

    /// The node that `path` names.
    #[must_use]
    pub fn find(&self, path: &NodePath) -> Option<NodeId> {
        let root = *self.roots().get(usize::try_from(path.document).ok()?)?;
        self.follow(root, &path.steps)
    }

    fn follow(&self, root: NodeId, steps: &[Step]) -> Option<NodeId> {
        steps.iter().try_fold(root, |at, step| self.held(at, *step))
    }

    /// The node of this tree that was `id` in the tree `old` of the same blobs, before some came or
    /// went: the one at the same place of the same document, wherever that document hangs now.
    #[must_use]
    pub fn carry(&self, old: &Self, id: NodeId) -> Option<NodeId> {
        let (root, steps) = old.trace(id);
        let root = old.get(root)?;
        let now = match root.blob {
            Some(blob) => self.first_with(blob),
            None => self.first_with_layer(root.layer?),
        };
        self.follow(now?, &steps)
    }
}
