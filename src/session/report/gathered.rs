//! What a report says, whatever its format.

use serde::Serialize;

use crate::findings::Finding;
use crate::image::digest::Registered;
use crate::inspect::{Blob, BlobId, Node, NodeId, Origin, Role, label, own_findings, totals};
use crate::json::Lines;
use crate::session::model::Inspection;
use crate::verify::Word;

/// The version of the JSON report's schema.
const VERSION: u32 = 1;

/// The report. Sizes are in bytes; lines and columns count from 1.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The version of this schema.
    pub bayplan_report: u32,
    /// Whether the tree ends before all that the documents name.
    pub truncated: bool,
    /// Each root, added up.
    pub images: Vec<Image>,
    /// Every node, a parent before its children.
    pub tree: Vec<TreeNode>,
    /// Every document.
    pub documents: Vec<DocumentReport>,
}

/// A root of the tree, added up.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// The root's path.
    pub path: String,
    /// What it is.
    pub name: String,
    /// Its digest, by SHA-256.
    pub digest: Option<String>,
    /// Entries that are images.
    pub platforms: usize,
    /// Bytes, with a shared blob counted as often as it is named.
    pub bytes: u64,
    /// Bytes, with a shared blob counted once.
    pub distinct_bytes: u64,
    /// Blobs that are named.
    pub blobs: usize,
    /// Blobs whose bytes were hashed and are what they should be.
    pub verified: usize,
    /// Blobs whose digest is right, and whose size nobody states in a way that can be read.
    pub size_unknown: usize,
    /// Blobs that have the digest that came along with them, which says not whose they are.
    pub agreeing: usize,
}

/// A node of the tree.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeNode {
    /// Its path, as in a link: `0.3.c`.
    pub path: String,
    /// How deep it hangs.
    pub depth: u16,
    /// What it is to the document that names it.
    pub role: &'static str,
    /// Its name on the page.
    pub name: String,
    /// The media type that its descriptor states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The digest that its descriptor states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The size that its descriptor states, or else that of its bytes.
    pub size: Option<u64>,
    /// Whether its bytes are what they should be.
    pub state: &'static str,
    /// The state in a sentence.
    pub state_in_words: String,
    /// By whose word the bytes have the digest that they were compared with: see [`Word::id`].
    pub compared_with: &'static str,
    /// The document with its bytes, by its place in `documents`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<usize>,
}

/// A document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentReport {
    /// Its kind, as a stable word.
    pub kind: &'static str,
    /// Its kind, as a name.
    pub kind_name: &'static str,
    /// Its digest, by SHA-256; absent while it is being hashed.
    pub digest: Option<String>,
    /// Its bytes.
    pub size: u64,
    /// How it came.
    pub origin: String,
    /// The digest that is expected of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<String>,
    /// By whose word: see [`Word::id`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin_by: Option<&'static str>,
    /// Why its digest is not the expected one, where that was looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// What is to be said of it.
    pub findings: Vec<FindingReport>,
}

/// A finding.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingReport {
    /// The stable code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The sentence.
    pub message: String,
    /// The line of the place, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column of the place, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The section that the rule comes from.
    pub section: &'static str,
    /// Where that can be read.
    pub section_url: &'static str,
}

impl Report {
    /// Gathers all that `inspection` holds.
    pub fn of(inspection: &Inspection) -> Self {
        let Inspection { blobs, tree, .. } = inspection;
        Self {
            bayplan_report: VERSION,
            truncated: tree.is_truncated(),
            images: tree.roots().iter().map(|root| image(inspection, *root)).collect(),
            tree: tree.iter().map(|(id, node)| tree_node(inspection, id, node)).collect(),
            documents: blobs.iter().map(|(id, blob)| document(inspection, id, blob)).collect(),
        }
    }
}

fn image(inspection: &Inspection, root: NodeId) -> Image {
    let totals = totals(&inspection.blobs, &inspection.tree, root);
    let blob = inspection.tree.get(root).and_then(|node| inspection.blobs.get(node.blob?));
    Image {
        path: inspection.tree.path(root).to_string(),
        name: label(&inspection.blobs, &inspection.tree, root).name,
        digest: blob.and_then(sha256),
        platforms: totals.platforms,
        bytes: totals.bytes,
        distinct_bytes: totals.distinct_bytes,
        blobs: totals.blobs,
        verified: totals.verified,
        size_unknown: totals.size_unknown,
        agreeing: totals.agreeing,
    }
}

fn tree_node(inspection: &Inspection, id: NodeId, node: &Node) -> TreeNode {
    let label = label(&inspection.blobs, &inspection.tree, id);
    let descriptor = node.descriptor.as_deref();
    TreeNode {
        path: inspection.tree.path(id).to_string(),
        depth: node.depth,
        role: match node.role {
            Role::Root => "root",
            Role::Entry => "entry",
            Role::Attestation(_) => "attestation",
            Role::Config => "config",
            Role::Layer(_) => "layer",
            Role::Subject => "subject",
        },
        name: label.name,
        media_type: descriptor.and_then(|descriptor| descriptor.media_type.clone()),
        digest: descriptor.and_then(|descriptor| descriptor.digest_text.clone()),
        size: label.size,
        state: node.state.word(),
        state_in_words: node.state.to_string(),
        compared_with: node.compared.word().map_or("nothing", Word::id),
        document: node.blob.and_then(|blob| inspection.blobs.position(blob)),
    }
}

fn document(inspection: &Inspection, id: BlobId, blob: &Blob) -> DocumentReport {
    let Inspection { blobs, tree, explanations } = inspection;
    let explanation = explanations.get(&id);
    // Lines are worked out only where a finding has a place.
    let lines = blob.findings.iter().any(|finding| finding.span.is_some()).then(|| Lines::new(&blob.bytes));
    DocumentReport {
        kind: blob.document.kind.id(),
        kind_name: blob.document.name(),
        digest: sha256(blob),
        size: blob.size(),
        origin: origin(&blob.origin),
        pin: blob.pin.as_ref().map(|pin| pin.digest.to_string()),
        pin_by: blob.pin.as_ref().map(|pin| pin.word.id()),
        explanation: explanation.map(|(explanation, _)| explanation.to_string()),
        findings: own_findings(blobs, tree, id).map(|finding| reported(finding, lines.as_ref())).collect(),
    }
}

fn sha256(blob: &Blob) -> Option<String> {
    blob.digest(Registered::Sha256).map(ToString::to_string)
}

fn reported(finding: &Finding, lines: Option<&Lines>) -> FindingReport {
    let place = finding.span.and_then(|span| Some(lines?.position(span.start)));
    FindingReport {
        code: finding.code,
        severity: finding.severity.word(),
        message: finding.message.clone(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        section: finding.section.title,
        section_url: finding.section.url,
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Paste => "pasted".to_owned(),
        Origin::File(name) => format!("file {name}"),
        Origin::Example(name) => format!("example {name}"),
        Origin::Registry(reference) => format!("registry {reference}"),
        Origin::Link => "link".to_owned(),
        Origin::Recovered(change) => format!("recovered: {change}"),
        Origin::Archive { file, member } => format!("{member} in archive {file}"),
        Origin::Embedded => "embedded in a descriptor".to_owned(),
        Origin::Saved(said) => format!("saved file, which says: {}", self::origin(said)),
    }
}
