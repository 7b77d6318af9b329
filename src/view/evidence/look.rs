//! What is shown of the evidence of the chosen node, kept from one message to the next.

use std::rc::Rc;

use super::digest::digest_of;
use super::findings::findings;
use super::line::line;
use super::matrix::{Row, rows};
use super::piece::{PieceView, piece_view};
use crate::evidence::piece::Piece;
use crate::inspect::NodeId;
use crate::limits;
use crate::session::evidence::{Entry, Expected};
use crate::session::{Inspection, Model, Tab, subject};
use crate::view::detail::NodeFinding;

/// What is shown of the evidence of the chosen node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvidenceLook {
    key: Option<Key>,
    /// What the node's own document is, where that is evidence.
    pub own: Option<Rc<Piece>>,
    /// What its evidence says, in one line.
    pub line: Option<String>,
    /// The matrix; empty where its tab is not shown.
    pub rows: Vec<Row>,
    /// What is to be said of its evidence.
    pub findings: Vec<NodeFinding>,
    /// The pieces that are about it, or that it is itself.
    pub pieces: Vec<PieceView>,
    /// Pieces that are here and not shown, for there are too many.
    pub left_out: usize,
    /// Whether documents are still being read.
    pub is_reading: bool,
    /// What is expected.
    pub expected: Expected,
    /// Whether that is the word of a link.
    pub of_link: bool,
    /// Whether its registry can be asked for evidence.
    pub can_look: bool,
    /// Whether a root was given in the place of the embedded ones.
    pub has_root: bool,
}

/// What it was made of.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    evidence: u64,
    inspection: u64,
    chosen: Option<NodeId>,
    tab: Tab,
    expected: Expected,
}

/// Looks at the model again, unless it is as it was `before`.
#[must_use]
pub fn look(model: &Model, before: &Rc<EvidenceLook>) -> Rc<EvidenceLook> {
    let key = Key {
        evidence: model.evidence.revision(),
        inspection: model.inspection.revision(),
        chosen: model.selected,
        tab: model.view.tab,
        expected: model.view.expected.clone(),
    };
    if before.key.as_ref() == Some(&key) {
        return Rc::clone(before);
    }
    Rc::new(EvidenceLook { key: Some(key), ..made(model) })
}

fn made(model: &Model) -> EvidenceLook {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let Some(chosen) = model.selected else { return EvidenceLook::default() };
    let blob = tree.get(chosen).and_then(|node| node.blob);
    let own = blob.and_then(|id| model.evidence.piece(id, blobs.get(id)?)).cloned();
    let digest = digest_of(&model.inspection, chosen);
    let mut look = EvidenceLook {
        line: digest.as_deref().and_then(|digest| line(model, digest)),
        is_reading: model.evidence.is_reading(),
        expected: model.view.expected.clone(),
        of_link: model.evidence.is_of_link(&model.view.expected),
        has_root: model.evidence.has_root(),
        can_look: own.is_none() && subject(&model.inspection, chosen).is_some(),
        own,
        ..EvidenceLook::default()
    };
    let (pieces, left_out) = pieces(model, chosen, digest.as_deref());
    (look.pieces, look.left_out) = (pieces, left_out + model.evidence.left_out);
    if model.view.tab == Tab::Evidence && look.own.is_none() {
        look.rows = rows(model, chosen);
        let nodes: Vec<_> = look.rows.iter().map(|row| (row.node, row.is_index)).collect();
        look.findings = findings(model, &nodes);
    }
    look
}

/// All pieces that are here, how many are not listed, and what is to be said of the evidence of the chosen image: for a report.
#[must_use]
pub fn all(model: &Model) -> (Vec<PieceView>, usize, Vec<NodeFinding>) {
    let view = |entry: &Entry| piece_view(model, entry, entry.target().unwrap_or_default());
    let pieces: Vec<PieceView> = model.evidence.entries.iter().map(view).collect();
    let root = model.root().filter(|_| !pieces.is_empty());
    let nodes = root.map(|root| rows(model, root)).unwrap_or_default();
    let nodes: Vec<_> = nodes.iter().map(|row| (row.node, row.is_index)).collect();
    let found = findings(model, &nodes);
    (pieces, model.evidence.left_out, found)
}

/// The pieces that are the node itself, stand under it, or are about it, and how many more there are.
fn pieces(model: &Model, chosen: NodeId, digest: Option<&str>) -> (Vec<PieceView>, usize) {
    let tree = &model.inspection.tree;
    let is_under = |entry: &&Entry| tree.ancestors(entry.node).any(|above| above == chosen);
    let is_of = |entry: &&Entry| digest.is_some_and(|digest| entry.is_of(digest));
    let mut shown = Vec::new();
    let mut left_out = 0;
    for entry in model.evidence.entries.iter().filter(|entry| is_of(entry) || is_under(entry)) {
        if shown.len() >= limits::EVIDENCE_SHOWN {
            left_out += 1;
            continue;
        }
        let about = if is_of(&entry) { digest } else { entry.target() };
        shown.push(piece_view(model, entry, about.unwrap_or_default()));
    }
    (shown, left_out)
}
