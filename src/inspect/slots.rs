//! The layers that an image is made of, by their places.

use super::ids::NodeId;
use super::node::Role;
use super::tree::Tree;
use crate::archive::layer::LayerId;

/// A layer of an image, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its node.
    pub node: NodeId,
    /// The file that has it, where it is here.
    pub layer: Option<LayerId>,
}

/// The layers that node `id` is made of, base first: of a manifest, of the image that a config is for, or the
/// node itself where it is a layer.
#[must_use]
pub fn slots(tree: &Tree, id: NodeId) -> Vec<Slot> {
    let Some(node) = tree.get(id) else { return Vec::new() };
    if node.layer.is_some() || matches!(node.role, Role::Layer(_)) {
        return vec![Slot { node: id, layer: node.layer }];
    }
    let of = |id: NodeId| {
        let children = tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
        let children = children.iter().filter_map(|id| Some((*id, tree.get(*id)?)));
        let layers = children.filter(|(_, node)| matches!(node.role, Role::Layer(_)));
        layers.map(|(node, of)| Slot { node, layer: of.layer }).collect::<Vec<_>>()
    };
    match (node.role.clone(), node.holder) {
        (Role::Config, Some(manifest)) => of(manifest),
        _ => of(id),
    }
}

/// The layers of the image that node `id` belongs to, base first, and the node's own place among them where
/// it is a layer.
#[must_use]
pub fn stack(tree: &Tree, id: NodeId) -> (Vec<Slot>, Option<u16>) {
    let Some(node) = tree.get(id) else { return Default::default() };
    match (&node.role, node.holder) {
        (Role::Layer(_), Some(holder)) => {
            let slots = slots(tree, holder);
            let own = slots.iter().position(|slot| slot.node == id);
            (slots, own.and_then(|own| u16::try_from(own).ok()))
        }
        _ => {
            let slots = slots(tree, id);
            let own = (node.layer.is_some()).then_some(0);
            (slots, own)
        }
    }
}
