//! What is to be said of the archive or the file that a node is the first thing of, or should be in.

use super::place::Node;
use super::{Crossed, Found, Within};
use crate::findings::Finding;
use crate::findings::archive::{of_absent_blob, of_absent_layer};
use crate::image::media_type::{Meaning, meaning};
use crate::inspect::held::Thing;
use crate::inspect::node::Role;
use crate::inspect::origin::Origin;
use crate::verify::Verification;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    let mut add = |finding: Finding| found.0.push(Crossed { finding, within: Within::Own });
    for thing in node.things() {
        node.layers().said_of_archive(thing).iter().cloned().for_each(&mut add);
    }
    if let Some(finding) = absent(node).or_else(|| absent_blob(node)) {
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

/// A config or a layer that a manifest names which came in an archive, where nothing here has it. Manifests of other
/// platforms are left out of archives on purpose, and so is what is not to be distributed.
fn absent_blob(node: &Node<'_>) -> Option<Finding> {
    let what = match node.node.role {
        Role::Config => "config",
        Role::Layer(_) => "layer",
        _ => return None,
    };
    let descriptor = node.node.descriptor.as_ref().filter(|_| node.node.state == Verification::NotLoaded)?;
    let means = descriptor.media_type.as_deref().and_then(meaning);
    let is_elsewhere =
        !descriptor.urls.is_empty() || matches!(means, Some(Meaning::Layer(layer)) if layer.foreign);
    let Origin::Archive { file, .. } = &node.holder_blob()?.origin else { return None };
    (!is_elsewhere && descriptor.digest.is_some()).then(|| of_absent_blob(file, what))
}

impl Node<'_> {
    /// The document or the layer of this node, where no node before has it.
    fn things(&self) -> impl Iterator<Item = Thing> {
        let blob = self.node.blob.filter(|blob| self.is_first(*blob)).map(Thing::Blob);
        blob.into_iter().chain(self.node.layer.map(Thing::Layer))
    }
}
