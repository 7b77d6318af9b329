//! What is shown of the evidence of the chosen node, kept from one message to the next.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::digest::digest_of;
use super::findings::{elsewhere, findings};
use super::line::line;
use super::matrix::{Row, rows};
use super::piece::{PieceView, piece_view};
use super::total::{Total, of_all, total};
use crate::evidence::piece::Piece;
use crate::inspect::{BlobId, NodeId, label};
use crate::limits;
use crate::session::evidence::{Entry, Expected, PackageList, RootState, Whose, roots};
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
    /// What is to be said of all evidence, with the totals.
    pub total: Rc<Total>,
    /// The pieces that are about it, or that it is itself.
    pub pieces: Vec<PieceView>,
    /// Pieces that are here and not shown, for there are too many.
    pub left_out: usize,
    /// The lists of packages that somebody looked for or sorted.
    pub packages: BTreeMap<BlobId, PackageList>,
    /// Whether documents are still being read.
    pub is_reading: bool,
    /// What is expected.
    pub expected: Expected,
    /// By whose word.
    pub whose: Whose,
    /// Whether its registry can be asked for evidence.
    pub can_look: bool,
    /// The root that is trusted in the place of the embedded ones, as far as it is here.
    pub root: RootState,
    /// Roots that are open here and not trusted: what each is called, and its digest.
    pub roots: Vec<(String, String)>,
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
    let total = total(model, &before.total);
    if before.key.as_ref() == Some(&key) && Rc::ptr_eq(&total, &before.total) {
        return Rc::clone(before);
    }
    Rc::new(EvidenceLook { key: Some(key), total, ..made(model) })
}

fn made(model: &Model) -> EvidenceLook {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let Some(chosen) = model.selected else { return EvidenceLook::default() };
    let blob = tree.get(chosen).and_then(|node| node.blob);
    let own = blob.and_then(|id| model.evidence.piece(id, blobs.get(id)?)).cloned();
    let digest = digest_of(&model.inspection, chosen);
    let mut look = EvidenceLook {
        line: digest.as_deref().and_then(|digest| line(model, digest)),
        packages: model.evidence.packages.clone(),
        is_reading: model.evidence.is_reading(),
        expected: model.view.expected.clone(),
        whose: model.evidence.whose(&model.view.expected),
        root: model.evidence.root.clone(),
        roots: other_roots(model),
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
        look.findings.extend(elsewhere(model));
    }
    look
}

/// The roots that are open and not trusted; the first of them.
fn other_roots(model: &Model) -> Vec<(String, String)> {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let roots = roots(blobs).filter(|(_, digest)| digest.as_str() != model.view.expected.root.trim());
    let name = |id| tree.first_with(id).map(|node| label(blobs, tree, node).name).unwrap_or_default();
    roots.take(ROOTS).map(|(id, digest)| (name(id), digest.as_str().to_owned())).collect()
}

/// Roots that are offered.
const ROOTS: usize = 5;

/// All pieces that are here, how many are not listed, and what is to be said of the evidence of all images: for a report.
#[must_use]
pub fn all(model: &Model) -> (Vec<PieceView>, usize, Vec<NodeFinding>) {
    let view = |entry: &Entry| piece_view(model, entry, entry.target().unwrap_or_default());
    let pieces: Vec<PieceView> = model.evidence.entries.iter().map(view).collect();
    (pieces, model.evidence.left_out, of_all(model))
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
