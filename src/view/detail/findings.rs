//! What is to be said of a node, with the places where one can see it.

use crate::sorting::sort_by_key;
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
    let mut gathering = Gathering::new(inspection);
    gathering.only(severities, limit.saturating_add(1));
    if let Some(blob) = told {
        gathering.is_new(blob);
    }
    let mut open: Vec<NodeId> = nodes.iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        let Found { here, below, .. } = marks.of(id);
        if gathering.wants(here) {
            gathering.own(id);
        }
        if gathering.wants(below) {
            let node = inspection.tree.get(id);
            open.extend(node.iter().flat_map(|node| &node.children).rev());
        }
    }
    let mut found = gathering.found;
    sort_by_key(&mut found, |found| Reverse(found.finding.severity));
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
    told: Vec<bool>,
    /// How many more of each severity are gathered; of all of them any number where nothing else is said.
    room: [(Severity, usize); 3],
    found: Vec<NodeFinding>,
}

impl<'a> Gathering<'a> {
    fn new(inspection: &'a Inspection) -> Self {
        let mut lines = Vec::new();
        lines.resize_with(inspection.blobs.len(), || None);
        let told = vec![false; inspection.blobs.len()];
        let room = Severity::ALL.map(|severity| (severity, usize::MAX));
        Self { inspection, lines, told, room, found: Vec::new() }
    }

    /// Gathers only so many of each of these severities.
    fn only(&mut self, severities: &[Severity], most: usize) {
        for (severity, room) in &mut self.room {
            *room = if severities.contains(severity) { most } else { 0 };
        }
    }

    /// Whether some of these would be gathered.
    fn wants(&self, counts: Counts) -> bool {
        self.room.iter().any(|(severity, room)| *room > 0 && counts.of(*severity) > 0)
    }

    /// Whether there is room for a finding of this severity, which it takes. With the last of it, what is less bad has
    /// none any more.
    fn has_room(&mut self, severity: Severity) -> bool {
        let mut room = self.room.iter_mut().skip_while(|(of, _)| *of != severity);
        let Some((_, left)) = room.next().filter(|(_, left)| *left > 0) else { return false };
        *left -= 1;
        if *left == 0 {
            room.for_each(|(_, left)| *left = 0);
        }
        true
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
        if !self.has_room(finding.severity) {
            return;
        }
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
    Severity::ALL
        .map(|severity| (severity, found.iter().filter(|found| found.finding.severity == severity).count()))
}
