//! Archives and layers of the page: what the engine for them ([`crate::layers`]) is told and commands, put into effect.
//!
//! The shell holds the files, workers read them; here is what comes of it for the page. Documents of an archive become
//! blobs as any others, and its layers are put to the nodes that name them ([`crate::inspect::HeldLayers`]), so that
//! verification is one and the same wherever bytes come from.

mod acts;
mod asked;
mod content;
mod file;
mod opening;
mod pane;
mod perform;
mod row;
mod show;
mod stacked;
mod standing;
mod status;
#[cfg(test)]
mod tests;
mod words;

use crate::inspect::{LayerId, NodeId, Role, Tree};

pub(super) use acts::{act, refresh};
pub(super) use asked::{list, open, stop_node};
pub(super) use opening::files_held;
pub(super) use perform::{done, footer, sending, tell};

pub use acts::FilesMsg;
pub use content::Content;
pub use file::{Details, FileState, OpenFile};
pub use pane::{Chosen, FilesPane, stack};
pub use row::FileRow;
pub use show::Show;
pub use standing::proof_of_file;
pub use status::{HowFar, LayerStatus, Status, how_far, status};

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
