//! What an image names, is not here, and can be fetched all at once.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::model::Inspection;
use super::named::{is_to_come, repository};
use crate::fetch::Repository;
use crate::inspect::{NodeId, Role};
use crate::keyed::{HashMap, HashSet};

/// Nodes of these repositories whose bytes are not here, each digest once, and the repository of each.
#[must_use]
pub fn missing(inspection: &Inspection, of: &BTreeSet<Repository>) -> Vec<(NodeId, Rc<Repository>)> {
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
