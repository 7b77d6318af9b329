//! What is to be said of a node, with the places where one can see it.

use crate::sorting::sort_by_key;
use std::cmp::Reverse;

use crate::findings::{Finding, Severity};
use crate::inspect::cross::{self, Crossed, Within};
use crate::inspect::{BlobId, NodeId, own_findings};
use crate::json::Lines;
use crate::session::Inspection;

/// A finding as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeFinding {
    /// What is to be said.
    pub finding: Finding,
    /// The node that it is said of.
    pub node: NodeId,
    /// The node in whose bytes its place lies.
    pub place: NodeId,
    /// Line and column of the place, from 1.
    pub position: Option<(usize, usize)>,
}

/// What is to be said of node `id` alone, by its own document, by what is around it, and by the document
/// that holds its descriptor: the worst first, then in the order of the bytes.
#[must_use]
pub fn findings(inspection: &Inspection, id: NodeId) -> Vec<NodeFinding> {
    let mut gathering = Gathering::new(inspection);
    gathering.own(id);
    gathering.of_descriptor(id);
    gathering.finish()
}

/// What of `found` points into the bytes of node `id`: the marks of its Raw tab.
#[must_use]
pub fn marks(found: &[NodeFinding], id: NodeId) -> Vec<Finding> {
    found.iter().filter(|found| found.place == id).map(|found| found.finding.clone()).collect()
}

/// How many of `found` are errors or warnings, and the worst of these.
#[must_use]
pub fn heeded(found: &[NodeFinding]) -> (usize, Severity) {
    let [(_, errors), (_, warnings), _] = counts(found);
    (errors + warnings, if errors > 0 { Severity::Error } else { Severity::Warning })
}

/// What is to be said of all that hangs under `id`, node by node, the worst first; and whether there was
/// more than `limit`. A document that hangs there twice is told of once.
#[must_use]
pub fn findings_below(inspection: &Inspection, id: NodeId, limit: usize) -> (Vec<NodeFinding>, bool) {
    let mut gathering = Gathering::new(inspection);
    if let Some(blob) = inspection.tree.get(id).and_then(|node| node.blob) {
        gathering.is_new(blob);
    }
    let children = |id| inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let mut open: Vec<NodeId> = children(id).iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        gathering.own(id);
        if gathering.found.len() > limit {
            break;
        }
        open.extend(children(id).iter().rev());
    }
    let more = gathering.found.len() > limit;
    gathering.found.truncate(limit);
    (gathering.finish(), more)
}

/// Findings while they are gathered.
struct Gathering<'a> {
    inspection: &'a Inspection,
    /// For each document: its lines, where something was found in it.
    lines: Vec<Option<Lines>>,
    /// For each document: its own findings are in.
    told: Vec<bool>,
    found: Vec<NodeFinding>,
}

impl<'a> Gathering<'a> {
    fn new(inspection: &'a Inspection) -> Self {
        let mut lines = Vec::new();
        lines.resize_with(inspection.blobs.len(), || None);
        Self { inspection, lines, told: vec![false; inspection.blobs.len()], found: Vec::new() }
    }

    /// Whether this is the first time that the document comes.
    fn is_new(&mut self, blob: BlobId) -> bool {
        let at = self.inspection.blobs.position(blob);
        at.and_then(|at| self.told.get_mut(at)).is_some_and(|told| !std::mem::replace(told, true))
    }

    fn own(&mut self, id: NodeId) {
        let Inspection { blobs, tree, .. } = self.inspection;
        let Some(node) = tree.get(id) else { return };
        if let Some(blob) = node.blob.filter(|blob| self.is_new(*blob)) {
            for finding in own_findings(blobs, tree, blob) {
                self.add(finding.clone(), id, id);
            }
        }
        for Crossed { finding, within } in cross::of_node(blobs, tree, id) {
            let place = match within {
                Within::Own => id,
                Within::Holder => node.holder.unwrap_or(id),
            };
            self.add(finding, id, place);
        }
    }

    /// What the document that holds the descriptor of `id` has to hear of that descriptor.
    fn of_descriptor(&mut self, id: NodeId) {
        let Inspection { blobs, tree, .. } = self.inspection;
        let descriptor = tree.get(id).and_then(|node| Some((node.descriptor.as_ref()?.span, node.holder?)));
        let Some((around, holder)) = descriptor else { return };
        let document = tree.get(holder).and_then(|node| node.blob);
        for finding in document.into_iter().flat_map(|document| own_findings(blobs, tree, document)) {
            if finding.span.is_some_and(|span| around.start <= span.start && span.end <= around.end) {
                self.add(finding.clone(), id, holder);
            }
        }
    }

    fn add(&mut self, finding: Finding, node: NodeId, place: NodeId) {
        let blob = self.inspection.tree.get(place).and_then(|node| node.blob);
        let document = blob.and_then(|blob| Some((blob, self.inspection.blobs.get(blob)?)));
        let position = finding.span.zip(document).and_then(|(span, (blob, document))| {
            let lines = self.lines.get_mut(self.inspection.blobs.position(blob)?)?;
            Some(lines.get_or_insert_with(|| Lines::new(&document.bytes)).position(span.start))
        });
        self.found.push(NodeFinding { finding, node, place, position });
    }

    /// The worst first; the sort is stable, so that in one severity the order stays.
    fn finish(mut self) -> Vec<NodeFinding> {
        sort_by_key(&mut self.found, |found| Reverse(found.finding.severity));
        self.found
    }
}

/// How many of each severity there are: errors, warnings, notes.
#[must_use]
pub fn counts(found: &[NodeFinding]) -> [(Severity, usize); 3] {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| (severity, found.iter().filter(|found| found.finding.severity == severity).count()))
}
