//! The matrix: an index and its platforms, by kinds of evidence.

use super::cell::{CellView, of_all};
use super::digest::digest_of;
use super::places::{answers, asked, named_by_index, told};
use crate::evidence::statement::Kind;
use crate::inspect::{NodeId, Role, label};
use crate::limits;
use crate::session::evidence::Entry;
use crate::session::{Inspection, Model};

/// One row: what may have evidence, and the state of each of [`Kind::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The node.
    pub node: NodeId,
    /// What it is called.
    pub name: String,
    /// Whether it is the index above the others.
    pub is_index: bool,
    /// The states, in the order of [`Kind::ALL`].
    pub cells: Vec<CellView>,
    /// Which places were asked, and what each answered; empty where none was.
    pub asked: String,
}

/// The node and what of it are platforms, in the order of the tree; attestations are evidence themselves.
pub(super) fn nodes(inspection: &Inspection, id: NodeId) -> Vec<NodeId> {
    let mut nodes = vec![id];
    let mut at = 0;
    while let Some(id) = nodes.get(at).copied().filter(|_| nodes.len() < limits::EVIDENCE_ROWS) {
        at += 1;
        let children = inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
        let is_entry =
            |child: &&NodeId| inspection.tree.get(**child).is_some_and(|node| node.role == Role::Entry);
        nodes.extend(children.iter().filter(is_entry));
    }
    nodes.truncate(limits::EVIDENCE_ROWS);
    nodes
}

/// The rows for a node that was chosen: for one of an index's platforms that index, too.
pub(super) fn rows(model: &Model, chosen: NodeId) -> Vec<Row> {
    let inspection = &*model.inspection;
    let parent = inspection.tree.get(chosen).filter(|node| node.role == Role::Entry);
    let above = parent.and_then(|node| node.parent);
    let shown = above.into_iter().chain(nodes(inspection, chosen));
    let mut rows = Vec::new();
    for id in shown {
        let Some(digest) = digest_of(inspection, id) else { continue };
        let of: Vec<&Entry> = model.evidence.entries.iter().filter(|entry| entry.is_of(&digest)).collect();
        let answers = answers(model, &digest);
        let (named, missing) = named_by_index(model, id);
        let cells = Kind::ALL.map(|kind| {
            let of: Vec<&Entry> = of.iter().copied().filter(|entry| entry.piece.kind == kind).collect();
            if !of.is_empty() {
                return of_all(model, &of, &digest);
            }
            match asked(&answers, kind) {
                Some(asked) => {
                    CellView { word: "none found".into(), more: Some(asked), ..CellView::nothing() }
                }
                None => CellView::nothing(),
            }
        });
        let index = (named > 0).then(|| match missing {
            0 => format!("attestation entries: {named} in the index"),
            _ => format!("attestation entries: {named} in the index, {missing} not here"),
        });
        let asked = told(&answers).into_iter().chain(index).collect::<Vec<_>>().join(" · ");
        let label = label(&inspection.blobs, &inspection.tree, id);
        let children = inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
        let is_index = children
            .iter()
            .any(|child| inspection.tree.get(*child).is_some_and(|node| node.role == Role::Entry));
        rows.push(Row { node: id, name: label.name, is_index, cells: cells.into(), asked });
    }
    rows
}
