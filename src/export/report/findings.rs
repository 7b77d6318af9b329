//! The report's findings: what documents say of themselves, and of each other.

use std::cmp::Reverse;

use serde::Serialize;

use crate::findings::{Finding, Severity};
use crate::inspect::cross::{self, Crossed, Listing, Within};
use crate::inspect::{BlobId, NodeId, own_findings};
use crate::json::Lines;
use crate::keyed::HashMap;
use crate::session::Inspection;
use crate::sorting::sort_by_key;

/// A finding.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingReport {
    /// The stable code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
    /// The path of the node that it is said of; `null` where the tree ends before that.
    pub node: Option<String>,
    /// The document in whose bytes its place lies, by its place in `documents`.
    pub document: Option<u32>,
    /// The line of the place, where there is one.
    pub line: Option<usize>,
    /// The column of the place, in characters.
    pub column: Option<usize>,
    /// The section that the rule comes from.
    pub section: &'static str,
    /// Where that can be read.
    pub section_url: &'static str,
}

/// Findings that are being gathered, node by node.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Those between documents, by the node that each is said of.
    crossed: HashMap<NodeId, Vec<Crossed>>,
    listing: Listing,
    /// Of each document in which something was found.
    lines: HashMap<BlobId, Lines>,
    found: Vec<FindingReport>,
}

impl Findings {
    /// Takes what is between the documents of a node: of all nodes, in the order of the tree.
    pub fn cross(&mut self, inspection: &Inspection, id: NodeId) {
        for found in cross::of_node(&inspection.blobs, &inspection.tree, id) {
            if self.listing.takes(id, &found.finding) {
                self.crossed.entry(id).or_default().push(found);
            }
        }
    }

    /// Counts what is between documents and is not listed.
    pub fn count(&mut self) {
        for (node, found) in std::mem::take(&mut self.listing).counted() {
            self.crossed.entry(node).or_default().push(found);
        }
    }

    /// Takes what is said of a node: of all nodes, in the order in which they are shown.
    pub fn of_node(&mut self, inspection: &Inspection, id: NodeId) {
        let tree = &inspection.tree;
        let Some(node) = tree.get(id) else { return };
        if let Some(blob) = node.blob.filter(|blob| tree.first_with(*blob) == Some(id)) {
            self.own(inspection, Some(id), blob);
        }
        for found in self.crossed.remove(&id).unwrap_or_default() {
            let place = match found.within {
                Within::Own => node.blob,
                Within::Holder => node.holder.and_then(|holder| tree.get(holder)?.blob),
            };
            self.add(inspection, &found.finding, Some(id), place);
        }
    }

    /// Takes what is said of a document that is not in the tree.
    pub fn of_unplaced(&mut self, inspection: &Inspection, id: BlobId) {
        if inspection.tree.first_with(id).is_none() {
            self.own(inspection, None, id);
        }
    }

    /// All of them, the worst first.
    pub fn sorted(mut self) -> Vec<FindingReport> {
        sort_by_key(&mut self.found, |finding| Reverse(finding.severity));
        self.found
    }

    /// What a document says of itself.
    fn own(&mut self, inspection: &Inspection, node: Option<NodeId>, id: BlobId) {
        for finding in own_findings(&inspection.blobs, &inspection.tree, id) {
            self.add(inspection, finding, node, Some(id));
        }
    }

    fn add(
        &mut self,
        inspection: &Inspection,
        finding: &Finding,
        node: Option<NodeId>,
        place: Option<BlobId>,
    ) {
        let Inspection { blobs, tree, .. } = inspection;
        let document = place.and_then(|id| Some((id, blobs.get(id)?)));
        let position = finding.span.zip(document).map(|(span, (id, blob))| {
            self.lines.entry(id).or_insert_with(|| Lines::new(&blob.bytes)).position(span.start)
        });
        self.found.push(FindingReport {
            code: finding.code,
            severity: finding.severity,
            message: finding.message.clone(),
            node: node.map(|node| tree.path(node).to_string()),
            document: place.and_then(|id| u32::try_from(blobs.position(id)?).ok()),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            section: finding.section.title,
            section_url: finding.section.url,
        });
    }
}
