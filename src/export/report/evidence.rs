//! The report's evidence: each piece that is here, how it stands, and what is to be said of all of them.

use serde::Serialize;

use super::cut;
use super::lines::line;
use crate::findings::Severity;
use crate::session::Model;
use crate::session::evidence::Expected;
use crate::text::markdown;
use crate::view::detail::NodeFinding;
use crate::view::evidence::{PieceView, Tone, all};

/// The evidence that is here.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceReport {
    /// Who is expected to have signed; `null` where nobody is.
    pub identity: Option<String>,
    /// By whose word; `null` where nobody's is asked for.
    pub issuer: Option<String>,
    /// Each piece.
    pub pieces: Vec<PieceReport>,
    /// Pieces that are here and not listed.
    pub left_out: usize,
    /// What is to be said of them.
    pub findings: Vec<EvidenceFinding>,
}

/// One piece of evidence.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PieceReport {
    /// The path of its node.
    pub node: String,
    /// What it is.
    pub title: String,
    /// The digests that it says it is about; the first of them.
    pub about: Vec<String>,
    /// `as-expected`, `fails`, or `open` for all else.
    pub standing: &'static str,
    /// How it stands, in a few words.
    pub state: String,
    /// The same in a sentence.
    pub headline: String,
    /// What the verifier says besides.
    pub detail: Option<String>,
    /// What was checked, with success.
    pub checked: Vec<&'static str>,
    /// What was not checked.
    pub unchecked: Vec<&'static str>,
}

/// What is to be said of evidence.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceFinding {
    /// The stable code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
    /// The path of the node that it is said of.
    pub node: String,
}

/// Digests that are told of one piece.
const ABOUT: usize = 20;

impl EvidenceReport {
    /// The evidence of all that is open; `None` where there is none.
    pub fn of(model: &Model) -> Option<Self> {
        let (pieces, left_out, findings) = all(model);
        let Expected { identity, issuer, .. } = &model.view.expected;
        let said = |text: &String| (!text.is_empty()).then(|| cut(text));
        let path = |node| model.inspection.tree.path(node).to_string();
        let piece = |view: &PieceView| PieceReport {
            node: path(view.node),
            title: cut(&view.title),
            about: view.piece.speaks_of.iter().take(ABOUT).map(cut).collect(),
            standing: match view.state.tone {
                Tone::Good => "as-expected",
                Tone::Bad => "fails",
                Tone::Plain | Tone::Pending | Tone::Nothing => "open",
            },
            state: view.state.word.clone(),
            headline: view.headline.clone(),
            detail: view.detail.as_ref().map(cut),
            checked: view.checked.clone(),
            unchecked: view.unchecked.clone(),
        };
        let finding = |found: &NodeFinding| EvidenceFinding {
            code: found.finding.code,
            severity: found.finding.severity,
            message: found.finding.message.clone(),
            node: path(found.node),
        };
        (!pieces.is_empty()).then(|| Self {
            identity: said(identity),
            issuer: said(issuer),
            pieces: pieces.iter().map(piece).collect(),
            left_out,
            findings: findings.iter().map(finding).collect(),
        })
    }
}

/// Writes the evidence as Markdown.
pub fn write_evidence(text: &mut String, report: &EvidenceReport) {
    text.push_str("\n## Evidence\n\n");
    for piece in &report.pieces {
        let (title, state) = (markdown::text(&piece.title), markdown::text(&piece.state));
        line(
            text,
            format_args!(
                "- {}: {title}: {state}. {}",
                markdown::code(&piece.node),
                markdown::text(&piece.headline)
            ),
        );
        for (name, words) in [("Checked", &piece.checked), ("Not checked", &piece.unchecked)] {
            if !words.is_empty() {
                line(text, format_args!("  - {name}: {}", markdown::text(&words.join("; "))));
            }
        }
    }
    if report.left_out > 0 {
        line(text, format_args!("- {} more pieces are not listed.", report.left_out));
    }
    for found in &report.findings {
        let message = markdown::text(&found.message);
        line(text, format_args!("- {}: {message} ({})", found.severity.word(), markdown::code(found.code)));
    }
}
