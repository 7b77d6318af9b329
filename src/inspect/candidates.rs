//! An index of the tree as what clients choose among.

use std::sync::Arc;

use super::blobs::Blobs;
use super::node::{Node, NodeId, Role};
use super::path::Step;
use super::tree::Tree;
use crate::image::annotations::ZSTD;
use crate::image::descriptor::Descriptor;
use crate::image::document::{Content, Kind};
use crate::image::index::Index;
use crate::image::media_type::{self, Meaning};
use crate::limits;
use crate::select::{Candidate, Candidates, ConfigPlatform, Format, Target};

/// The entries of the index at node `id`; `None` where that node is no index.
///
/// What an entry leads to counts only where its bytes are what its descriptor says: a client would get
/// those, and no others.
#[must_use]
pub fn candidates(blobs: &Blobs, tree: &Tree, id: NodeId) -> Option<Candidates> {
    of_index(blobs, tree, id, limits::INDEX_DEPTH)
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

fn of_index(blobs: &Blobs, tree: &Tree, id: NodeId, depth: usize) -> Option<Candidates> {
    let (index, kind) = index_of(blobs, tree, id)?;
    let depth = depth.checked_sub(1)?;
    let mut nodes: Vec<Option<&Node>> = vec![None; index.manifests.len()];
    let mut ids: Vec<Option<NodeId>> = vec![None; index.manifests.len()];
    for child in tree.get(id)?.held.iter().copied() {
        let Some(node) = tree.get(child) else { continue };
        let Some(Step::Entry(at)) = node.step else { continue };
        let Ok(at) = usize::try_from(at) else { continue };
        if let (Some(slot), Some(id)) = (nodes.get_mut(at), ids.get_mut(at)) {
            *slot = Some(node);
            *id = Some(child);
        }
    }
    let entries = index.manifests.iter().zip(nodes.iter().zip(&ids));
    let entries = entries.map(|(entry, (node, id))| Candidate {
        platform: entry.platform.clone(),
        digest: entry.digest_text.clone().unwrap_or_default(),
        zstd: entry.annotations.get(ZSTD) == Some("true"),
        target: target(blobs, tree, entry, node.zip(*id), depth),
    });
    let format = if kind == Kind::DockerList { Format::Docker } else { Format::Oci };
    Some(Candidates { format, entries: entries.collect() })
}

fn target(
    blobs: &Blobs,
    tree: &Tree,
    entry: &Descriptor,
    node: Option<(&Node, NodeId)>,
    depth: usize,
) -> Target {
    let here = node.filter(|(node, _)| node.state.is_match()).map(|(_, id)| id);
    let stated = entry.media_type.as_deref().and_then(media_type::meaning);
    match here {
        Some(id) if index_of(blobs, tree, id).is_some() => {
            Target::Index(of_index(blobs, tree, id, depth).map(Arc::new))
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
