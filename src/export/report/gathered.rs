//! What a report says, whatever its format.

use std::collections::VecDeque;

use serde::Serialize;

use super::choice::{ChoiceReport, SeveralReport};
use super::comparison::ComparisonReport;
use super::documents::DocumentReport;
use super::draft::DraftReport;
use super::evidence::EvidenceReport;
use super::fetching::FetchingReport;
use super::findings::FindingReport;
use super::layers::LayerReport;
use super::matrix::MatrixReport;
use super::tree::{Image, TreeNode};
use crate::session::{Model, Notice, Tone};
use crate::view;

/// The version of the JSON report's schema. Another one has members of another meaning, or lacks some; members
/// that are added don't change it.
const VERSION: u32 = 2;

/// The report. Sizes are in bytes; lines and columns count from 1. Each member is always there, `null` where there is
/// nothing to say.
#[derive(Clone, Debug, Serialize)]
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
    pub images: VecDeque<Image>,
    /// Every node, each after the one that it stands under and before the next of the same depth.
    pub tree: VecDeque<TreeNode>,
    /// Every document.
    pub documents: VecDeque<DocumentReport>,
    /// Every finding, the worst first.
    pub findings: VecDeque<FindingReport>,
    /// Every layer that is no document.
    pub layers: VecDeque<LayerReport>,
    /// What was asked of registries.
    pub fetching: FetchingReport,
    /// The images of a layout that names several, where none of them is chosen, and so no client's choice is told.
    pub several_images: Option<SeveralReport>,
    /// What each client takes on the chosen host, where there is an index.
    pub choice: Option<ChoiceReport>,
    /// What each client takes on each host, where there is an index.
    pub matrix: Option<MatrixReport>,
    /// Two nodes beside each other, where the page shows them so.
    pub comparison: Option<ComparisonReport>,
    /// The draft of an index, while there is one.
    pub draft: Option<DraftReport>,
    /// The evidence that is here.
    pub evidence: Option<EvidenceReport>,
}

/// A sentence of the page.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeReport {
    /// `ok`, `warning` or `bad`.
    pub tone: &'static str,
    /// The sentence.
    pub text: String,
}

impl Report {
    /// What is known of a report before its lists are gathered.
    pub fn begun(model: &Model) -> Self {
        Self {
            schema_version: VERSION,
            truncated: model.inspection.tree.is_truncated(),
            nothing_fits: model.tally.nothing_fits,
            notices: notices(model),
            images: VecDeque::new(),
            tree: VecDeque::new(),
            documents: VecDeque::new(),
            findings: VecDeque::new(),
            layers: VecDeque::new(),
            fetching: FetchingReport::of(model),
            several_images: None,
            choice: None,
            matrix: None,
            comparison: None,
            draft: None,
            evidence: None,
        }
    }
}

/// What the page says, and what it says at the box, of the text that is in it.
fn notices(model: &Model) -> Vec<NoticeReport> {
    let fault = view::box_hint(model).fault().map(|fault| NoticeReport {
        tone: "bad",
        text: format!("What is in the box names no image that could be opened. {fault}"),
    });
    model.notices.iter().map(NoticeReport::of).chain(fault).collect()
}

impl NoticeReport {
    fn of(notice: &Notice) -> Self {
        let tone = match notice.tone {
            Tone::Ok => "ok",
            Tone::Note => "note",
            Tone::Warn => "warning",
            Tone::Bad => "bad",
        };
        Self { tone, text: view::sentence(&notice.said) }
    }
}
