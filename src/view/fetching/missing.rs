//! How many documents the chosen image names that are not here, and can be fetched all at once.

use crate::inspect::{Node, NodeId};
use crate::session::{self, Model, repository};

/// How many documents are missing, and what that was counted from: an index may name ten thousand, which is too
/// much to go through at every message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Those that no job is for.
    count: usize,
    nodes: std::rc::Rc<[NodeId]>,
    of: Option<(u64, Option<NodeId>)>,
    jobs: u64,
}

impl Missing {
    /// Counted, where the documents, the chosen image or the jobs are others than `before`.
    pub(super) fn of(model: &Model, before: &Self) -> Self {
        let (root, inspection, fetch) = (model.root(), &model.inspection, &model.fetch);
        let (of, jobs) = (Some((inspection.revision(), root)), fetch.revision());
        if before.of == of && before.jobs == jobs {
            return before.clone();
        }
        let nodes = match before.of == of {
            true => before.nodes.clone(),
            false => {
                let repository = root.and_then(|root| repository(inspection, root)).map(|it| [it].into());
                let missing = repository.iter().flat_map(|it| session::missing(inspection, it, |_| true));
                missing.into_iter().map(|(node, _)| node).collect()
            }
        };
        let digest = |node: &NodeId| inspection.tree.get(*node).and_then(Node::stated_digest);
        let is_job = |node: &NodeId| digest(node).is_some_and(|it| fetch.state_of(it).is_some());
        let count = nodes.iter().filter(|node| !is_job(node)).count();
        Self { count, nodes, of, jobs }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.count
    }
}
