//! What is fetched of what is named: what is looked at, or all.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::{Inspection, Model};
use super::ask::{Then, What, ask};
use super::job::{Goal, State, Wanted};
use super::landing::is_enough;
use super::missing::missing;
use super::queue::pump;
use super::{queue, trouble};
use crate::fetch::Repository;
use crate::image::digest::Digest;
use crate::image::media_type::{self, Meaning};
use crate::inspect::{Node, NodeId, Origin, Role};
use crate::limits;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::resource::Resource;
use crate::verify::Verification;

/// Nodes in view that are asked for at once: more are on no screen.
const IN_VIEW: usize = 100;

/// The repository that a node's bytes are in: that of the nearest document above it that came from one. What
/// is not what it should be says nothing of what is to be fetched.
pub(super) fn repository(inspection: &Inspection, node: NodeId) -> Option<Repository> {
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

/// What to fetch for a node whose bytes are not here; `None` where they can't be told, or are a layer's.
fn goal(node: &Node) -> Option<Goal> {
    if node.state == Verification::NotLoaded { goal_of(node) } else { None }
}

pub(super) fn goal_of(node: &Node) -> Option<Goal> {
    let (descriptor, make) = (node.descriptor.as_ref()?, what(node)?);
    let (digest, media_type) = (descriptor.digest.clone()?, descriptor.media_type.clone());
    Some(make(Wanted { digest, size: descriptor.size, media_type }))
}

/// What a node's bytes are fetched as.
fn what(node: &Node) -> Option<fn(Wanted) -> Goal> {
    let descriptor = node.descriptor.as_ref().filter(|descriptor| descriptor.digest.is_some())?;
    match (descriptor.media_type.as_deref().and_then(media_type::meaning), &node.role) {
        (Some(Meaning::Layer(_)), _) => None,
        (Some(Meaning::Index | Meaning::Manifest | Meaning::Schema1), _) => Some(Goal::Manifest),
        (Some(_), _) | (None, Role::Config) => Some(Goal::Blob),
        (None, Role::Entry | Role::Attestation(_) | Role::Subject) => Some(Goal::Manifest),
        (None, Role::Layer(_) | Role::Root) => None,
    }
}

/// Whether a node's bytes are not here, and can be told.
pub(super) fn is_to_come(node: &Node) -> bool {
    node.state == Verification::NotLoaded && what(node).is_some()
}

/// Whether a node's bytes are a document that is not here, or another than it should be, and can be fetched.
pub(super) fn can_come(inspection: &Inspection, id: NodeId) -> bool {
    let Some(node) = inspection.tree.get(id).filter(|node| is_absent(node)) else { return false };
    what(node).is_some() && above(inspection, id).is_some()
}

/// Puts a node's bytes in the queue; whether they are to come.
pub(super) fn want(model: &mut Model, node: NodeId, urgent: bool) -> bool {
    let inspection = Rc::clone(&model.inspection);
    let Some(goal) = inspection.tree.get(node).and_then(goal) else { return false };
    let Some(repository) = repository(&inspection, node) else { return false };
    fetch(model, goal, repository, urgent)
}

fn fetch(model: &mut Model, goal: Goal, repository: Repository, urgent: bool) -> bool {
    if !model.fetching.may_ask(&repository.registry) {
        return false;
    }
    let Some(registry) = endpoint(&repository.registry) else { return false };
    let (resource, size, most) = match &goal {
        Goal::Manifest(wanted) => {
            (Resource::Manifest(wanted.digest.clone()), wanted.size, limits::MANIFEST_BYTES)
        }
        Goal::Blob(wanted) => (Resource::Blob(wanted.digest.clone()), wanted.size, limits::DOCUMENT_BYTES),
        _ => return false,
    };
    let refused = size.filter(|size| *size > most as u64).map(Trouble::TooLarge).or_else(|| is_enough(model));
    let url = resource.url(&registry, &repository.name);
    let Some(id) = model.fetching.enqueue(&Rc::new(repository), goal, url, urgent) else { return false };
    let is_failed =
        |model: &Model| model.fetching.jobs.get(&id).is_none_or(|job| matches!(job.state, State::Failed(_)));
    if let Some(refused) = refused.filter(|_| !is_failed(model)) {
        trouble::fail(model, id, &refused, None);
    }
    !is_failed(model)
}

/// The digest of the chosen node.
pub(super) fn digest_of_selected(model: &Model) -> Option<Digest> {
    model.inspection.tree.get(model.selected?)?.stated_digest().cloned()
}

/// A node was chosen: what it is made of comes.
pub(in super::super) fn selected(model: &mut Model) -> Vec<Effect> {
    let Some(node) = model.selected else { return Vec::new() };
    want(model, node, true);
    let config = model.inspection.tree.child_with_role(node, &Role::Config);
    if let Some(config) = config {
        want(model, config, true);
    }
    pump(model)
}

/// These nodes are on the screen.
pub(in super::super) fn in_view(model: &mut Model, nodes: &[NodeId]) -> Vec<Effect> {
    for node in nodes.iter().take(IN_VIEW) {
        want(model, *node, false);
    }
    pump(model)
}

/// The user wants the bytes of this node, also where they failed to come, or their registry is to be allowed.
///
/// Bytes that came and are not what they should be are asked for again.
pub(in super::super) fn fetch_node(model: &mut Model, node: NodeId) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let Some(goal) = inspection.tree.get(node).filter(|it| is_absent(it)).and_then(goal_of) else {
        return Vec::new();
    };
    let Some(repository) = above(&inspection, node) else { return Vec::new() };
    if !model.fetching.may_ask(&repository.registry) {
        let then = Then::Node(inspection.tree.path(node));
        return ask(model, What::Registry { registry: repository.registry, then });
    }
    let digest = inspection.tree.get(node).and_then(Node::stated_digest);
    if let Some(id) = digest.and_then(|digest| model.fetching.by_digest.get(digest)).copied() {
        queue::again_if_failed(&mut model.fetching, id);
    }
    fetch(model, goal, repository, true);
    pump(model)
}

/// Whether a node's bytes are not here, or are not what they should be.
fn is_absent(node: &Node) -> bool {
    node.state == Verification::NotLoaded || node.state.is_mismatch()
}

/// The repository that what hangs at `node` is in, whatever hangs there now.
fn above(inspection: &Inspection, node: NodeId) -> Option<Repository> {
    repository(inspection, inspection.tree.get(node)?.parent?)
}

/// The user wants all that the chosen image names.
pub(in super::super) fn fetch_all(model: &mut Model) -> Vec<Effect> {
    let Some(root) = model.root() else { return Vec::new() };
    let Some(repository) = repository(&model.inspection, root) else { return Vec::new() };
    if !model.fetching.may_ask(&repository.registry) {
        return ask(model, What::Registry { registry: repository.registry, then: Then::All });
    }
    model.fetching.in_vain.remove(&repository);
    model.fetching.all.insert(repository);
    let mut effects = everything_found(model);
    effects.extend(pump(model));
    effects
}

/// Puts in the queue what is missing of the repositories of which all is to come.
pub(super) fn everything_found(model: &mut Model) -> Vec<Effect> {
    let all: BTreeSet<Repository> = model.fetching.all.clone();
    if all.is_empty() {
        return Vec::new();
    }
    for node in missing(&model.inspection, &all) {
        if !want(model, node, false) && is_enough(model).is_some() {
            break;
        }
    }
    if model.fetching.pending() == 0 {
        model.fetching.all.clear();
    }
    Vec::new()
}
