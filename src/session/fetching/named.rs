//! What is fetched of what is named: what is looked at, what is asked for, or all.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::tell::tell;
use super::wanted::{above, is_absent, repository, subject, wanted, wanted_of};
use crate::fetch::{Event, Repository};
use crate::image::reference::Reference;
use crate::inspect::{NodeId, Role};

/// Nodes in view that are asked for at once: more are on no screen.
const IN_VIEW: usize = 100;

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
