//! A layout of several images: why no client's choice is shown, and which images there are to choose from.

use crate::inspect::{NodeId, Role, label};
use crate::limits;
use crate::session::{Inspection, Model};
use crate::text::size::grouped;

/// A layout that names several images, of which none is chosen yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeveralImages {
    /// The layout's table of contents.
    pub layout: NodeId,
    /// How many there are, and what to do.
    pub sentence: String,
    /// The first of them, by what they are called.
    pub images: Vec<(NodeId, String)>,
    /// How many are not among them.
    pub more: usize,
}

/// The images of the layout whose table of contents is chosen, where it names more than one.
#[must_use]
pub fn several_images(model: &Model) -> Option<SeveralImages> {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let layout = model.selected.or_else(|| tree.roots().first().copied())?;
    let node = tree.get(layout).filter(|node| node.blob.is_some_and(|blob| tree.is_contents(blob)))?;
    let is_image = |id: &NodeId| tree.get(*id).is_some_and(|node| node.role == Role::Entry);
    let count = node.held.iter().filter(|id| is_image(id)).count();
    let listed = node.held.iter().copied().filter(is_image).take(limits::LISTED_IMAGES);
    let images: Vec<(NodeId, String)> = listed.map(|id| (id, label(blobs, tree, id).name)).collect();
    (count > 1).then(|| SeveralImages {
        layout,
        sentence: format!(
            "This layout names {} images: choose one. Clients take one by its name, and choose by platform inside it.",
            grouped(count as u64)
        ),
        more: count.saturating_sub(images.len()),
        images,
    })
}
