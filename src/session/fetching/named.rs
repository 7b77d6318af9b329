//! What is fetched of what is named: what is looked at, what is asked for, or all.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::{Inspection, Model};
use super::tell::tell;
use crate::fetch::{Event, Repository, WantedDocument};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::media_type::{self, Meaning};
use crate::image::reference::Reference;
use crate::inspect::{Node, NodeId, Origin, Role};
use crate::verify::Verification;

/// Nodes in view that are asked for at once: more are on no screen.
const IN_VIEW: usize = 100;

/// The repository that a node's bytes are in: that of the nearest document above it that came from one. What
/// is not what it should be says nothing of what is to be fetched.
#[must_use]
pub fn repository(inspection: &Inspection, node: NodeId) -> Option<Repository> {
    let Inspection { blobs, tree, .. } = inspection;
    for above in tree.ancestors(node) {
        let above = tree.get(above)?;
        if above.state.is_mismatch() {
            return None;
        }
        if let Some(Origin::Registry(reference)) =
            above.blob.and_then(|blob| blobs.get(blob)).map(|blob| &blob.origin)
        {
            return Some(Repository::of(reference));
        }
    }
    None
}

/// Whether a node's bytes are fetched as a manifest; `None` where they can't be told, or are a layer's.
fn is_manifest(node: &Node) -> Option<bool> {
    let descriptor = node.descriptor.as_ref().filter(|descriptor| descriptor.digest.is_some())?;
    match (descriptor.media_type.as_deref().and_then(media_type::meaning), &node.role) {
        (Some(Meaning::Layer(_)), _) => None,
        (Some(Meaning::Index | Meaning::Manifest | Meaning::Schema1), _) => Some(true),
        (Some(_), _) | (None, Role::Config) => Some(false),
        (None, Role::Entry | Role::Attestation(_) | Role::Subject) => Some(true),
        (None, Role::Layer(_) | Role::Root) => None,
    }
}

/// Whether a node's bytes are a document.
pub(super) fn is_document(node: &Node) -> bool {
    is_manifest(node).is_some()
}

/// What is wanted of a repository for a node; `None` where that can't be told, or is a layer's.
pub(super) fn wanted(node: &Node, repository: Rc<Repository>) -> Option<WantedDocument> {
    let (descriptor, is_manifest) = (node.descriptor.as_ref()?, is_manifest(node)?);
    let (digest, media_type) = (descriptor.digest.clone()?, descriptor.media_type.clone());
    Some(WantedDocument { repository, digest, size: descriptor.size, media_type, is_manifest })
}

/// Whether a node's bytes are a document that is not here.
pub(super) fn is_to_come(node: &Node) -> bool {
    node.state == Verification::NotLoaded && is_document(node)
}

/// Whether a node's bytes are a document that is not here, or another than it should be, and can be fetched.
#[must_use]
pub fn can_come(inspection: &Inspection, id: NodeId) -> bool {
    let Some(node) = inspection.tree.get(id).filter(|node| is_absent(node)) else { return false };
    is_document(node) && above(inspection, id).is_some()
}

/// What is wanted for a node whose bytes are not here.
fn wanted_of(inspection: &Inspection, id: NodeId) -> Option<WantedDocument> {
    let node = inspection.tree.get(id).filter(|node| is_to_come(node))?;
    wanted(node, Rc::new(repository(inspection, id)?))
}

/// Has the bytes of these nodes fetched, where their registry may be asked.
pub(super) fn want(model: &mut Model, nodes: &[NodeId], urgent: bool) -> Vec<Effect> {
    let documents = nodes.iter().filter_map(|node| wanted_of(&model.inspection, *node)).collect();
    tell(model, Event::Want { documents, urgent })
}

/// A node was chosen: what it is made of comes.
pub(in super::super) fn selected(model: &mut Model) -> Vec<Effect> {
    let Some(node) = model.selected else { return Vec::new() };
    let config = model.inspection.tree.child_with_role(node, &Role::Config);
    let nodes: Vec<NodeId> = std::iter::once(node).chain(config).collect();
    let mut effects = want(model, &nodes, true);
    effects.extend(compared(model, node));
    effects
}

/// What the chosen node is compared with comes, and what both are made of.
fn compared(model: &mut Model, first: NodeId) -> Vec<Effect> {
    let Some(second) = model.compared_with() else { return Vec::new() };
    let tree = &model.inspection.tree;
    let is_entry = |id: &NodeId| tree.get(*id).is_some_and(|node| node.role == Role::Entry);
    let named = [first, second].into_iter().flat_map(|id| {
        let held = tree.get(id).map(|node| node.held.as_slice()).unwrap_or_default();
        let entries = held.iter().copied().filter(is_entry).take(IN_VIEW);
        entries.chain(tree.child_with_role(id, &Role::Config))
    });
    let nodes: Vec<NodeId> = std::iter::once(second).chain(named).collect();
    want(model, &nodes, true)
}

/// These nodes are on the screen.
pub(in super::super) fn in_view(model: &mut Model, nodes: &[NodeId]) -> Vec<Effect> {
    want(model, nodes.get(..IN_VIEW).unwrap_or(nodes), false)
}

/// The visitor wants the bytes of this node, also where they failed to come, or their registry is to be allowed.
///
/// Bytes that came and are not what they should be are asked for again.
pub(in super::super) fn fetch_node(model: &mut Model, id: NodeId) -> Vec<Effect> {
    let inspection = &model.inspection;
    let Some(node) = inspection.tree.get(id).filter(|node| is_absent(node)) else { return Vec::new() };
    let repository = above(inspection, id).map(Rc::new);
    match repository.and_then(|repository| wanted(node, repository)) {
        Some(wanted) => tell(model, Event::Fetch(wanted)),
        None => Vec::new(),
    }
}

/// Whether a node's bytes are not here, or are not what they should be.
fn is_absent(node: &Node) -> bool {
    node.state == Verification::NotLoaded || node.state.is_mismatch()
}

/// The repository that what stands at `node` is in, whatever stands there now.
fn above(inspection: &Inspection, node: NodeId) -> Option<Repository> {
    repository(inspection, inspection.tree.get(node)?.parent?)
}

/// The visitor wants all that the chosen image names.
pub(in super::super) fn fetch_all(model: &mut Model) -> Vec<Effect> {
    let repository = model.root().and_then(|root| repository(&model.inspection, root));
    repository.map(|repository| tell(model, Event::All(repository))).unwrap_or_default()
}

/// Lists the tags of the repository of `reference`, as a visitor wrote it.
pub(in super::super) fn fetch_tags(model: &mut Model, reference: &str) -> Vec<Effect> {
    let Ok(reference) = reference.parse::<Reference>() else { return Vec::new() };
    tell(model, Event::Tags(Repository::of(&reference)))
}

/// Lists what refers to the manifest of a node.
pub(in super::super) fn fetch_referrers(model: &mut Model, node: NodeId) -> Vec<Effect> {
    let subject = subject(&model.inspection, node);
    subject.map(|(of, subject)| tell(model, Event::Referrers(of, subject))).unwrap_or_default()
}

/// The repository and the digest of a node's own bytes.
#[must_use]
pub fn subject(inspection: &Inspection, node: NodeId) -> Option<(Repository, Digest)> {
    let repository = repository(inspection, node)?;
    let node = inspection.tree.get(node)?;
    let own = || inspection.blobs.get(node.blob?)?.digest(HashAlgorithm::Sha256);
    Some((repository, node.stated_digest().or_else(own)?.clone()))
}
