//! What is to be said of the archive or the file that a node is the first thing of, or should be in.

use super::place::Node;
use super::{Crossed, Found, Within};
use crate::findings::Finding;
use crate::findings::archive::of_absent_layer;
use crate::inspect::held::Thing;
use crate::inspect::node::Role;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let mut add = |finding: Finding| found.0.push(Crossed { finding, within: Within::Own });
    for thing in node.things() {
        node.layers().said_of_archive(thing).iter().cloned().for_each(&mut add);
    }
    if let Some(finding) = absent(node) {
        add(finding);
    }
}

/// A layer that `manifest.json` names and the archive doesn't have; nothing of one that is here another way.
fn absent(node: &Node<'_>) -> Option<Finding> {
    let Role::Layer(at) = node.node.role else { return None };
    if node.node.layer.is_some() || node.node.blob.is_some() {
        return None;
    }
    let holder = node.holder()?;
    let stack_of = |node: &Node<'_>| node.layers().stack(node.node.blob?).cloned();
    let stack = stack_of(&holder).or_else(|| stack_of(&holder.config_node()?))?;
    let absent = stack.layers.get(at as usize).filter(|layer| layer.layer.is_none())?;
    Some(of_absent_layer(&stack.archive, &absent.path))
}

impl Node<'_> {
    /// The document or the layer of this node, where no node before has it.
    fn things(&self) -> impl Iterator<Item = Thing> {
        let blob = self.node.blob.filter(|blob| self.is_first(*blob)).map(Thing::Blob);
        blob.into_iter().chain(self.node.layer.map(Thing::Layer))
    }
}
