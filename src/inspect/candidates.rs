//! An index of the tree as what clients choose among.

use std::sync::Arc;

use super::blobs::Blobs;
use super::ids::NodeId;
use super::node::{Node, Role};
use super::path::Step;
use super::tree::Tree;
use crate::image::annotations::ZSTD;
use crate::image::descriptor::Descriptor;
use crate::image::document::{Content, Kind};
use crate::image::index::Index;
use crate::image::media_type::{self, Meaning};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::select::{Candidate, Candidates, ConfigPlatform, Format, Target};

/// Steps that an entry comes to.
const STEPS_OF_AN_ENTRY: usize = 20;

/// The entries of the index at node `id`; `None` where that node is no index.
///
/// What an entry leads to counts only where its bytes are what its descriptor says: a client would get
/// those, and no others.
///
/// The first [`limits::CHOICE_ENTRIES`] of each index are looked at.
#[must_use]
pub fn candidates(blobs: &Blobs, tree: &Tree, id: NodeId) -> Option<Candidates> {
    at_once(candidates_in_pieces(blobs, tree, id, &Pace::default()))
}

/// As [`candidates`], a piece at a time.
pub async fn candidates_in_pieces(blobs: &Blobs, tree: &Tree, id: NodeId, pace: &Pace) -> Option<Candidates> {
    of_index(blobs, tree, id, limits::INDEX_DEPTH, pace).await
}

/// The node of the entry that `path` leads to: an index into the entries of `index`, and one more for
/// each index inside.
#[must_use]
pub fn entry_node(tree: &Tree, index: NodeId, path: &[usize]) -> Option<NodeId> {
    path.iter().try_fold(index, |at, entry| tree.held(at, Step::Entry(u32::try_from(*entry).ok()?)))
}

/// The index that the choice at node `id` is made in: the outermost index at or above it, but for a layout's
/// table of contents, which clients do not choose from.
#[must_use]
pub fn outermost_index(blobs: &Blobs, tree: &Tree, id: NodeId) -> Option<NodeId> {
    let is_contents =
        |id: NodeId| tree.get(id).and_then(|node| node.blob).is_some_and(|blob| tree.is_contents(blob));
    let above = tree.ancestors(tree.meant(id));
    above.filter(|id| index_of(blobs, tree, *id).is_some() && !is_contents(*id)).last()
}

fn index_of<'a>(blobs: &'a Blobs, tree: &Tree, id: NodeId) -> Option<(&'a Index, Kind)> {
    let blob = blobs.get(tree.get(id)?.blob?)?;
    match &blob.document.content {
        Content::Index(index) => Some((index, blob.document.kind)),
        _ => None,
    }
}

async fn of_index(blobs: &Blobs, tree: &Tree, id: NodeId, depth: usize, pace: &Pace) -> Option<Candidates> {
    let (index, kind) = index_of(blobs, tree, id)?;
    let depth = depth.checked_sub(1)?;
    let count = index.manifests.len().min(limits::CHOICE_ENTRIES);
    let mut nodes: Vec<Option<(&Node, NodeId)>> = vec![None; count];
    for child in tree.get(id)?.held.iter().copied() {
        let Some(node) = tree.get(child) else { continue };
        let Some(Step::Entry(at)) = node.step else { continue };
        if let Some(slot) = usize::try_from(at).ok().and_then(|at| nodes.get_mut(at)) {
            *slot = Some((node, child));
        }
        pace.spend(1).await;
    }
    let mut entries = Vec::with_capacity(count);
    for (entry, node) in index.manifests.iter().zip(nodes) {
        entries.push(Candidate {
            platform: entry.platform.clone(),
            digest: entry.digest_text.clone().unwrap_or_default(),
            zstd: entry.annotations.get(ZSTD) == Some("true"),
            target: target(blobs, tree, entry, node, depth, pace).await,
        });
        pace.spend(STEPS_OF_AN_ENTRY).await;
    }
    let format = if kind == Kind::DockerList { Format::Docker } else { Format::Oci };
    Some(Candidates { format, entries })
}

async fn target(
    blobs: &Blobs,
    tree: &Tree,
    entry: &Descriptor,
    node: Option<(&Node, NodeId)>,
    depth: usize,
    pace: &Pace,
) -> Target {
    let here = node.filter(|(node, _)| node.state.is_match()).map(|(_, id)| id);
    let stated = entry.media_type.as_deref().and_then(media_type::meaning);
    match here {
        Some(id) if index_of(blobs, tree, id).is_some() => {
            let inside = Box::pin(of_index(blobs, tree, id, depth, pace));
            Target::Index(inside.await.map(Arc::new))
        }
        None if stated == Some(Meaning::Index) => Target::Index(None),
        Some(id) => Target::Manifest(config_platform(blobs, tree, id)),
        None => Target::Manifest(ConfigPlatform::NotLoaded),
    }
}

fn config_platform(blobs: &Blobs, tree: &Tree, manifest: NodeId) -> ConfigPlatform {
    let config = tree.child_with_role(manifest, &Role::Config).and_then(|config| tree.get(config));
    let blob = config.filter(|config| config.state.is_match()).and_then(|config| blobs.get(config.blob?));
    match blob.map(|blob| &blob.document.content) {
        Some(Content::Config(config)) => ConfigPlatform::Loaded(config.platform.clone()),
        _ => ConfigPlatform::NotLoaded,
    }
}
