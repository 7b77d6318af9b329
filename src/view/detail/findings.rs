//! What is to be said of a node, with the places where one can see it.

use crate::sorting::sorted_by_key;
use std::cmp::Reverse;

use crate::findings::{Finding, Severity};
use crate::inspect::cross::{self, Crossed, Within};
use crate::inspect::{BlobId, NodeId, own_findings};
use crate::json::Lines;
use crate::session::{Counts, Found, Inspection, Marks};

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
    Gathering::new(inspection).own(id).of_descriptor(id).finish()
}

/// What of `found` points into the bytes of node `id`: the marks of its Raw tab.
#[must_use]
pub fn marks(found: &[NodeFinding], id: NodeId) -> Vec<Finding> {
    found.iter().filter(|found| found.place == id).map(|found| found.finding.clone()).collect()
}

/// How many of `found` are errors or warnings, and the worst of these.
#[must_use]
pub fn alerts(found: &[NodeFinding]) -> (usize, Severity) {
    let [(_, errors), (_, warnings), _] = counts(found);
    (errors + warnings, if errors > 0 { Severity::Error } else { Severity::Warning })
}

/// What is to be said of all that is under `id`, the worst first; and whether there was more than `limit`.
#[must_use]
pub fn findings_below(
    inspection: &Inspection,
    marks: &Marks,
    id: NodeId,
    limit: usize,
) -> (Vec<NodeFinding>, bool) {
    let Some(node) = inspection.tree.get(id) else { return Default::default() };
    findings_of(inspection, marks, &node.children, node.blob, &Severity::ALL, limit)
}

/// What is to be said of all documents, of these severities.
#[must_use]
pub fn all_findings(
    inspection: &Inspection,
    marks: &Marks,
    severities: &[Severity],
    limit: usize,
) -> (Vec<NodeFinding>, bool) {
    findings_of(inspection, marks, inspection.tree.roots(), None, severities, limit)
}

/// What is to be said of `nodes` and of all that is under them, the worst first, then in the order of the tree. A
/// document that stands there twice is told of once, and `told` not at all. Looks only where `marks` says that
/// something was found, and no further once there is enough of what is worst.
fn findings_of(
    inspection: &Inspection,
    marks: &Marks,
    nodes: &[NodeId],
    told: Option<BlobId>,
    severities: &[Severity],
    limit: usize,
) -> (Vec<NodeFinding>, bool) {
    let mut gathering = Gathering::new(inspection).only(severities, limit.saturating_add(1));
    if let Some(blob) = told {
        gathering = gathering.told(blob);
    }
    let mut open: Vec<NodeId> = nodes.iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        let Found { here, below, .. } = marks.of(id);
        if gathering.wants(here) {
            gathering = gathering.own(id);
        }
        if gathering.wants(below) {
            let node = inspection.tree.get(id);
            open.extend(node.iter().flat_map(|node| &node.children).rev());
        }
    }
    let mut found = gathering.finish();
    let is_more = found.len() > limit;
    found.truncate(limit);
    (found, is_more)
}

/// Findings while they are gathered.
struct Gathering<'a> {
    inspection: &'a Inspection,
    /// For each document: its lines, where something was found in it.
    lines: Vec<Option<Lines>>,
    /// For each document: its own findings are in.
    is_told: Vec<bool>,
    /// How many more of each severity are gathered; of all of them any number where nothing else is said.
    room: [(Severity, usize); 3],
    found: Vec<NodeFinding>,
}

impl<'a> Gathering<'a> {
    fn new(inspection: &'a Inspection) -> Self {
        let mut lines = Vec::new();
        lines.resize_with(inspection.blobs.len(), || None);
        let is_told = vec![false; inspection.blobs.len()];
        let room = Severity::ALL.map(|severity| (severity, usize::MAX));
        Self { inspection, lines, is_told, room, found: Vec::new() }
    }

    /// Gathers only so many of each of these severities.
    fn only(self, severities: &[Severity], most: usize) -> Self {
        let room = Severity::ALL;
        let room = room.map(|severity| (severity, if severities.contains(&severity) { most } else { 0 }));
        Self { room, ..self }
    }

    /// Whether some of these would be gathered.
    fn wants(&self, counts: Counts) -> bool {
        self.room.iter().any(|(severity, room)| *room > 0 && counts.of(*severity) > 0)
    }

    /// Whether this is the first time that the document comes.
    fn is_new(&self, blob: BlobId) -> bool {
        self.inspection.blobs.position(blob).and_then(|at| self.is_told.get(at)) == Some(&false)
    }

    /// The same, with all told of the document.
    fn told(mut self, blob: BlobId) -> Self {
        let at = self.inspection.blobs.position(blob);
        if let Some(is_told) = at.and_then(|at| self.is_told.get_mut(at)) {
            *is_told = true;
        }
        self
    }

    /// The same, with what is to be said of a node by its own document, and by what is around it.
    fn own(mut self, id: NodeId) -> Self {
        let Inspection { blobs, tree, .. } = self.inspection;
        let Some(node) = tree.get(id) else { return self };
        if let Some(blob) = node.blob.filter(|blob| self.is_new(*blob)) {
            self =
                own_findings(blobs, tree, blob).fold(self.told(blob), |all, it| all.with(it.clone(), id, id));
        }
        cross::of_node(blobs, tree, id).into_iter().fold(self, |all, Crossed { finding, within }| {
            let place = match within {
                Within::Own => id,
                Within::Holder => node.holder.unwrap_or(id),
            };
            all.with(finding, id, place)
        })
    }

    /// The same, with what the document that holds the descriptor of `id` has to hear of that descriptor.
    fn of_descriptor(self, id: NodeId) -> Self {
        let Inspection { blobs, tree, .. } = self.inspection;
        let descriptor = tree.get(id).and_then(|node| Some((node.descriptor.as_ref()?.span, node.holder?)));
        let Some((around, holder)) = descriptor else { return self };
        let document = tree.get(holder).and_then(|node| node.blob);
        let found = document.into_iter().flat_map(|document| own_findings(blobs, tree, document));
        let is_within = |finding: &&Finding| {
            finding.span.is_some_and(|span| around.start <= span.start && span.end <= around.end)
        };
        found.filter(is_within).fold(self, |all, finding| all.with(finding.clone(), id, holder))
    }

    /// The same with one more, where there is room for its severity. With the last of that, what is less bad has none
    /// any more.
    fn with(mut self, finding: Finding, node: NodeId, place: NodeId) -> Self {
        let mut room = self.room.iter_mut().skip_while(|(of, _)| *of != finding.severity);
        let Some((_, left)) = room.next().filter(|(_, left)| *left > 0) else { return self };
        *left -= 1;
        if *left == 0 {
            room.for_each(|(_, left)| *left = 0);
        }
        let blob = self.inspection.tree.get(place).and_then(|node| node.blob);
        let document = blob.and_then(|blob| Some((blob, self.inspection.blobs.get(blob)?)));
        let position = finding.span.zip(document).and_then(|(span, (blob, document))| {
            let lines = self.lines.get_mut(self.inspection.blobs.position(blob)?)?;
            Some(lines.get_or_insert_with(|| Lines::new(&document.bytes)).position(span.start))
        });
        self.found.push(NodeFinding { finding, node, place, position });
        self
    }

    /// The worst first; the sort is stable, so that in one severity the order stays.
    fn finish(self) -> Vec<NodeFinding> {
        sorted_by_key(self.found, |found| Reverse(found.finding.severity))
    }
}

/// How many of each severity there are: errors, warnings, notes.
#[must_use]
pub fn counts(found: &[NodeFinding]) -> [(Severity, usize); 3] {
    Severity::ALL
        .map(|severity| (severity, found.iter().filter(|found| found.finding.severity == severity).count()))
}
