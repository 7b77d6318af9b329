//! What an image names, is not here, and can be fetched all at once.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::inspection::Inspection;
use super::wanted::{is_to_come, repository};
use crate::fetch::Repository;
use crate::image::digest::Digest;
use crate::inspect::{NodeId, Role};
use crate::keyed::{HashMap, HashSet};

/// Nodes of these repositories whose bytes are not here and for whose digests `is_wanted` holds, each digest once, and
/// the repository of each.
pub fn missing(
    inspection: &Inspection,
    of: &BTreeSet<Repository>,
    is_wanted: impl Fn(&Digest) -> bool,
) -> impl Iterator<Item = (NodeId, Rc<Repository>)> {
    let mut seen: HashSet<&str> = HashSet::default();
    // What stands under one node is in one repository.
    let mut known: HashMap<Option<NodeId>, Option<Rc<Repository>>> = HashMap::default();
    // A subject is another image: it comes when it is asked for.
    let to_come = inspection.tree.iter().filter(|(_, node)| is_to_come(node) && node.role != Role::Subject);
    to_come.filter_map(move |(id, node)| {
        let digest = node.stated_digest().filter(|digest| is_wanted(digest))?;
        let is_of = || repository(inspection, id).filter(|repository| of.contains(repository)).map(Rc::new);
        let repository = known.entry(node.parent).or_insert_with(is_of).as_ref()?;
        seen.insert(digest.as_str()).then(|| (id, Rc::clone(repository)))
    })
}
