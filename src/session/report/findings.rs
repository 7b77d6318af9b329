//! The report's findings: what documents say of themselves, and of each other.

use std::cmp::Reverse;

use serde::Serialize;

use crate::findings::{Finding, Severity};
use crate::inspect::cross::{self, Within};
use crate::inspect::{BlobId, NodeId, own_findings};
use crate::json::Lines;
use crate::keyed::HashMap;
use crate::session::model::Inspection;
use crate::sorting::sort_by_key;

/// A finding.
#[derive(Debug, Serialize)]
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

/// All findings: the worst first, then in the order of the tree. `order` is that order.
pub fn findings(inspection: &Inspection, order: &[NodeId]) -> Vec<FindingReport> {
    let Inspection { blobs, tree, .. } = inspection;
    let mut crossed: HashMap<NodeId, Vec<cross::Crossed>> = HashMap::default();
    for (node, found) in cross::all(blobs, tree) {
        crossed.entry(node).or_default().push(found);
    }
    let mut gathering = Gathering { inspection, lines: HashMap::default(), found: Vec::new() };
    for id in order {
        let Some(node) = tree.get(*id) else { continue };
        if let Some(blob) = node.blob.filter(|blob| tree.first_with(*blob) == Some(*id)) {
            gathering.own(Some(*id), blob);
        }
        for found in crossed.remove(id).unwrap_or_default() {
            let place = match found.within {
                Within::Own => node.blob,
                Within::Holder => node.holder.and_then(|holder| tree.get(holder)?.blob),
            };
            gathering.add(&found.finding, Some(*id), place);
        }
    }
    for (blob, _) in blobs.iter().filter(|(blob, _)| tree.first_with(*blob).is_none()) {
        gathering.own(None, blob);
    }
    let mut found = gathering.found;
    sort_by_key(&mut found, |finding| Reverse(finding.severity));
    found
}

struct Gathering<'a> {
    inspection: &'a Inspection,
    /// Of each document in which something was found.
    lines: HashMap<BlobId, Lines>,
    found: Vec<FindingReport>,
}

impl Gathering<'_> {
    /// What a document says of itself.
    fn own(&mut self, node: Option<NodeId>, id: BlobId) {
        let Inspection { blobs, tree, .. } = self.inspection;
        for finding in own_findings(blobs, tree, id) {
            self.add(finding, node, Some(id));
        }
    }

    fn add(&mut self, finding: &Finding, node: Option<NodeId>, place: Option<BlobId>) {
        let Inspection { blobs, tree, .. } = self.inspection;
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
