//! What is to be said of the evidence of all images that are open, for the total, the tree's marks and the lists of findings.

use std::rc::Rc;

use super::findings::{elsewhere, findings};
use super::matrix::nodes;
use crate::image::document::Content;
use crate::inspect::NodeId;
use crate::limits;
use crate::session::evidence::Expected;
use crate::session::{Counts, Marks, Model};
use crate::view::detail::NodeFinding;

/// What is to be said of all evidence that is here, put with what is said of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Total {
    key: Option<Key>,
    /// The findings, in the order of the tree.
    pub findings: Rc<[NodeFinding]>,
    /// All findings, those of documents too.
    pub counts: Counts,
    /// The tree's marks, with these.
    pub marks: Marks,
}

/// What it was made of.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    evidence: u64,
    inspection: u64,
    expected: Expected,
    counts: Counts,
    marks: Marks,
}

/// Looks at the model again, unless it is as it was `before`.
#[must_use]
pub fn total(model: &Model, before: &Rc<Total>) -> Rc<Total> {
    let key = Key {
        evidence: model.evidence.revision(),
        inspection: model.inspection.revision(),
        expected: model.view.expected.clone(),
        counts: model.tally.counts,
        marks: model.tally.marks.clone(),
    };
    if before.key.as_ref() == Some(&key) {
        return Rc::clone(before);
    }
    // While answers of the verifier are to come, each of them would have all of it made again.
    let is_same = before.key.as_ref().is_some_and(|before| before.inspection == key.inspection);
    let findings = match is_same && model.evidence.is_verifying() {
        true => Rc::clone(&before.findings),
        false => of_all(model).into(),
    };
    let mut counts = key.counts;
    findings.iter().for_each(|found| counts.add(found.finding.severity));
    let tree = &model.inspection.tree;
    let marks = key.marks.with(tree, findings.iter().map(|found| (found.node, found.finding.severity)));
    Rc::new(Total { key: Some(key), findings, counts, marks })
}

/// What is to be said of the evidence of all images, image by image.
pub(super) fn of_all(model: &Model) -> Vec<NodeFinding> {
    if model.evidence.entries.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut left = limits::EVIDENCE_ROWS;
    for root in model.inspection.tree.roots().iter().filter(|root| is_image(model, **root)) {
        let mut nodes = nodes(&model.inspection, *root);
        nodes.truncate(left);
        left = left.saturating_sub(nodes.len());
        if nodes.is_empty() {
            break;
        }
        let is_index = nodes.len() > 1;
        let nodes: Vec<_> = nodes.into_iter().enumerate().map(|(at, id)| (id, is_index && at == 0)).collect();
        found.extend(findings(model, &nodes));
    }
    found.extend(elsewhere(model));
    found
}

fn is_image(model: &Model, root: NodeId) -> bool {
    let blob = model.inspection.tree.get(root).and_then(|node| model.inspection.blobs.get(node.blob?));
    blob.is_some_and(|blob| matches!(blob.document.content, Content::Index(_) | Content::Manifest(_)))
}

/// Puts what is said of evidence with what else is listed, the worst first; no more than `limit`.
#[must_use]
pub fn with_evidence<'a>(
    (mut found, is_more): (Vec<NodeFinding>, bool),
    evidence: impl Iterator<Item = &'a NodeFinding>,
    limit: usize,
) -> (Vec<NodeFinding>, bool) {
    found.extend(evidence.cloned());
    let mut found = crate::sorting::sorted_by_key(found, |found| std::cmp::Reverse(found.finding.severity));
    let is_more = is_more || found.len() > limit;
    found.truncate(limit);
    (found, is_more)
}
