//! What a report says, whatever its format.

use serde::Serialize;

use super::choice::{ChoiceReport, SeveralReport};
use super::documents::DocumentReport;
use super::fetching::FetchingReport;
use super::findings::{FindingReport, findings};
use super::layers::{LayerReport, layers};
use super::matrix::MatrixReport;
use super::tree::{Image, TreeNode, in_order};
use crate::session::model::{Inspection, Model, Notice, Tone};

/// The version of the JSON report's schema. Another one has members of another meaning, or lacks some; members
/// that are added don't change it.
const VERSION: u32 = 2;

/// The report. Sizes are in bytes; lines and columns count from 1. Each member is always there, `null` where there is
/// nothing to say.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The version of this schema.
    pub schema_version: u32,
    /// Whether the tree ends before all that the documents name.
    pub truncated: bool,
    /// Whether documents belong together by what they are, and none is what another names.
    pub nothing_fits: bool,
    /// What the page said of what was done.
    pub notices: Vec<NoticeReport>,
    /// Each root, added up.
    pub images: Vec<Image>,
    /// Every node, each after the one that it stands under and before the next of the same depth.
    pub tree: Vec<TreeNode>,
    /// Every document.
    pub documents: Vec<DocumentReport>,
    /// Every finding, the worst first.
    pub findings: Vec<FindingReport>,
    /// Every layer that is no document.
    pub layers: Vec<LayerReport>,
    /// What was asked of registries.
    pub fetching: FetchingReport,
    /// The images of a layout that names several, where none of them is chosen, and so no client's choice is told.
    pub several_images: Option<SeveralReport>,
    /// What each client takes on the chosen host, where there is an index.
    pub choice: Option<ChoiceReport>,
    /// What each client takes on each host, where there is an index.
    pub matrix: Option<MatrixReport>,
}

/// A sentence of the page.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeReport {
    /// `ok`, `warning` or `bad`.
    pub tone: &'static str,
    /// The sentence.
    pub text: String,
}

impl Report {
    /// Gathers all that the page shows of its documents.
    pub fn of(model: &Model) -> Self {
        let inspection = &*model.inspection;
        let Inspection { blobs, tree, .. } = inspection;
        let order = in_order(tree);
        Self {
            schema_version: VERSION,
            truncated: tree.is_truncated(),
            nothing_fits: model.tally.nothing_fits,
            notices: model.notices.iter().map(NoticeReport::of).collect(),
            images: tree.roots().iter().map(|root| Image::of(inspection, *root)).collect(),
            tree: order.iter().filter_map(|id| TreeNode::of(model, *id)).collect(),
            documents: blobs.iter().map(|(id, blob)| DocumentReport::of(inspection, id, blob)).collect(),
            findings: findings(inspection, &order),
            layers: layers(model, &order),
            fetching: FetchingReport::of(model),
            several_images: model.several_images().map(|several| SeveralReport::of(tree, several)),
            choice: model.choice.as_ref().map(|choice| ChoiceReport::of(&model.inspection.tree, choice)),
            matrix: model.choice.as_ref().map(|choice| MatrixReport::of(choice)),
        }
    }
}

impl NoticeReport {
    fn of(notice: &Notice) -> Self {
        let tone = match notice.tone {
            Tone::Ok => "ok",
            Tone::Note => "note",
            Tone::Warn => "warning",
            Tone::Bad => "bad",
        };
        Self { tone, text: notice.text.clone() }
    }
}
