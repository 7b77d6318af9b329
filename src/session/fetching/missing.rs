//! What the chosen image names, is not here, and can be fetched all at once.

use std::collections::BTreeSet;
use std::rc::{Rc, Weak};

use super::super::model::{Inspection, Model};
use super::named::{is_to_come, repository};
use crate::fetch::Repository;
use crate::inspect::{Node, NodeId, Role};
use crate::keyed::{HashMap, HashSet};

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
    jobs: u64,
}

/// Counts again, where the documents, the chosen image or the jobs have changed.
pub(super) fn refresh(model: &mut Model) {
    let (root, inspection, fetch) = (model.root(), &model.inspection, &model.fetch);
    let jobs = fetch.revision();
    let missing = &mut model.fetching.missing;
    let is_same = missing.root == root && missing.inspection.as_ptr() == Rc::as_ptr(inspection);
    if is_same && missing.jobs == jobs {
        return;
    }
    if !is_same {
        let of = root.and_then(|root| repository(inspection, root)).map(|of| [of].into());
        let nodes = of.map(|of| self::missing(inspection, &of)).unwrap_or_default();
        missing.nodes = nodes.into_iter().map(|(node, _)| node).collect();
        (missing.inspection, missing.root) = (Rc::downgrade(inspection), root);
    }
    missing.jobs = jobs;
    let digest = |node: &NodeId| inspection.tree.get(*node).and_then(Node::stated_digest);
    let is_job = |node: &NodeId| digest(node).is_some_and(|it| fetch.state_of(it).is_some());
    missing.count = missing.nodes.iter().filter(|node| !is_job(node)).count();
}

/// Nodes of these repositories whose bytes are not here, each digest once, and the repository of each.
pub(super) fn missing(inspection: &Inspection, of: &BTreeSet<Repository>) -> Vec<(NodeId, Rc<Repository>)> {
    let mut seen: HashSet<&str> = HashSet::default();
    let mut found = Vec::new();
    // What stands under one node is in one repository.
    let mut known: HashMap<Option<NodeId>, Option<Rc<Repository>>> = HashMap::default();
    for (id, node) in inspection.tree.iter().filter(|(_, node)| is_to_come(node)) {
        let Some(digest) = node.stated_digest() else { continue };
        // A subject is another image: it comes when it is asked for.
        if node.role == Role::Subject {
            continue;
        }
        let is_of = || repository(inspection, id).filter(|repository| of.contains(repository)).map(Rc::new);
        let repository = known.entry(node.parent).or_insert_with(is_of);
        if let Some(repository) = repository
            && seen.insert(digest.as_str())
        {
            found.push((id, Rc::clone(repository)));
        }
    }
    found
}
