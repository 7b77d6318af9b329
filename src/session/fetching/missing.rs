//! What the chosen image names, is not here, and can be fetched all at once.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::{Rc, Weak};

use super::super::model::{Inspection, Model};
use super::want::{is_to_come, repository};
use crate::fetch::Repository;
use crate::inspect::{Node, NodeId, Role};

/// How many documents are missing, and what that was counted from: an index may name ten thousand, which is too
/// much to go through at every message.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    /// Those that no job is for.
    pub(super) count: usize,
    nodes: Vec<NodeId>,
    /// Weak, so that it is not copied when it is changed; as long as this is here, no other has its place.
    inspection: Weak<Inspection>,
    root: Option<NodeId>,
    jobs: (u64, usize),
}

/// Counts again, where the documents, the chosen image or the jobs have changed.
pub(super) fn refresh(model: &mut Model) {
    let (root, inspection) = (model.root(), &model.inspection);
    let fetching = &mut model.fetching;
    // A job that is added takes a number, and one that is taken away leaves its digest.
    let jobs = (fetching.next, fetching.by_digest.len());
    let missing = &mut fetching.missing;
    let is_same = missing.root == root && missing.inspection.as_ptr() == Rc::as_ptr(inspection);
    if is_same && missing.jobs == jobs {
        return;
    }
    if !is_same {
        let of = root.and_then(|root| repository(inspection, root)).map(|of| [of].into());
        missing.nodes = of.map(|of| self::missing(inspection, &of)).unwrap_or_default();
        (missing.inspection, missing.root) = (Rc::downgrade(inspection), root);
    }
    missing.jobs = jobs;
    let digest = |node: &NodeId| inspection.tree.get(*node).and_then(Node::stated_digest);
    let is_job = |node: &NodeId| digest(node).is_some_and(|it| fetching.by_digest.contains_key(it));
    missing.count = missing.nodes.iter().filter(|node| !is_job(node)).count();
}

/// Nodes of these repositories whose bytes are not here, each digest once.
pub(super) fn missing(inspection: &Inspection, of: &BTreeSet<Repository>) -> Vec<NodeId> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    // What hangs under one node is in one repository.
    let mut known: HashMap<Option<NodeId>, bool> = HashMap::new();
    for (id, node) in inspection.tree.iter().filter(|(_, node)| is_to_come(node)) {
        let Some(digest) = node.stated_digest() else { continue };
        // A subject is another image: it comes when it is asked for.
        let is_of = || repository(inspection, id).is_some_and(|repository| of.contains(&repository));
        let counts = node.role != Role::Subject && *known.entry(node.parent).or_insert_with(is_of);
        if counts && seen.insert(digest.as_str()) {
            found.push(id);
        }
    }
    found
}
