//! Which nodes of the tree a filter keeps: at once where the tree is small, and beside the page else.

use std::rc::Rc;

use super::inspection::Inspection;
use crate::inspect::{Node, NodeId, label};
use crate::keyed::HashSet;
use crate::pace::Pace;

/// Steps that it takes to look at a node's words.
const STEPS: usize = 20;

/// What is filtered by: a text in lower case, and what it is looked for in.
#[derive(Clone, Debug, PartialEq)]
pub struct Filtering {
    /// What a node's words have to hold.
    pub(super) needle: Rc<str>,
    /// The tree, as it is then.
    pub(super) inspection: Rc<Inspection>,
}

/// The nodes that a filter keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What was filtered by.
    pub(super) of: Filtering,
    /// Those whose words hold the text, and all that they hang under.
    pub(super) nodes: HashSet<NodeId>,
}

impl Filtering {
    /// Looks for it, a piece at a time.
    pub(super) async fn done(self, pace: &Pace) -> Kept {
        let mut nodes = HashSet::default();
        for (id, node) in self.inspection.tree.iter() {
            if self.holds(id, node) {
                nodes.extend(self.inspection.tree.ancestors(id));
            }
            pace.spend(STEPS).await;
        }
        Kept { of: self, nodes }
    }

    /// Whether a node's words hold the text. A layer's own words are its command; its digest is searched too.
    fn holds(&self, id: NodeId, node: &Node) -> bool {
        let label = label(&self.inspection.blobs, &self.inspection.tree, id);
        let digest = node.descriptor.as_deref().and_then(|descriptor| descriptor.digest_text.as_deref());
        let texts = [label.name.as_str(), label.what.as_str(), digest.unwrap_or_default()];
        texts.iter().any(|text| holds(text, &self.needle)) || node.state.word() == &*self.needle
    }
}

/// Whether a text holds `needle`, which is in lower case, in ASCII letters of either case.
fn holds(text: &str, needle: &str) -> bool {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let Some(first) = needle.first() else { return true };
    memchr::memchr2_iter(*first, first.to_ascii_uppercase(), text)
        .any(|at| text.get(at..at + needle.len()).is_some_and(|part| part.eq_ignore_ascii_case(needle)))
}
