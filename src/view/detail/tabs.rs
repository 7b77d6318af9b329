//! Which tabs a node has.

use super::commands::has_commands;
use crate::evidence::piece::Piece;
use crate::image::document::{Content, Kind};
use crate::image::media_type::{self, Meaning};
use crate::inspect::{Node, NodeId, Role};
use crate::session::{Inspection, Tab, noun};

/// The tabs that have something to show of node `id`, in the order of the page.
#[must_use]
pub fn tabs(inspection: &Inspection, id: NodeId) -> Vec<Tab> {
    let Some(node) = inspection.tree.get(id) else { return Vec::new() };
    let blob = node.blob.and_then(|blob| inspection.blobs.get(blob));
    let content = blob.map(|blob| &blob.document.content);
    let described = node.descriptor.as_ref().is_some_and(|descriptor| !descriptor.annotations.is_empty());
    // Artifacts and attestations run nowhere, though what is named as their config may look like one.
    let runs = match (content, blob.map(|blob| blob.document.kind)) {
        (_, Some(Kind::ArtifactManifest | Kind::AttestationManifest)) => false,
        (content, _) => matches!(content, Some(Content::Manifest(_) | Content::Config(_))),
    };
    let has = |tab: &Tab| match tab {
        Tab::Overview | Tab::Findings => true,
        Tab::Layers => {
            matches!(content, Some(Content::Manifest(_) | Content::Schema1(_) | Content::Config(_)))
        }
        Tab::Config => runs,
        Tab::Files => runs || is_layer(node),
        Tab::Annotations => {
            described
                || matches!(content, Some(Content::Index(_) | Content::Manifest(_) | Content::Config(_)))
        }
        Tab::Compare => noun(inspection, id).is_some(),
        Tab::Evidence => {
            matches!(content, Some(Content::Index(_) | Content::Manifest(_)))
                || blob.is_some_and(|blob| Piece::is_likely(&blob.bytes, blob.root()))
        }
        Tab::Raw => blob.is_some(),
        Tab::Commands => has_commands(inspection, node),
    };
    Tab::ALL.into_iter().filter(has).collect()
}

/// Whether a node is a layer, here or not; an artifact keeps what it likes in its layers, and where it is
/// here it is looked into.
fn is_layer(node: &Node) -> bool {
    let stated = node.descriptor.as_ref().and_then(|descriptor| descriptor.media_type.as_deref());
    node.layer.is_some()
        || (matches!(node.role, Role::Layer(_)) && node.blob.is_none())
            && stated.and_then(media_type::meaning).is_none_or(|meaning| matches!(meaning, Meaning::Layer(_)))
}

/// The tab that is shown where `wanted` is asked for: the same, or the first where the node has none such.
#[must_use]
pub fn tab_shown(tabs: &[Tab], wanted: Tab) -> Tab {
    if tabs.contains(&wanted) { wanted } else { Tab::Overview }
}
