//! All hosts by all clients, while a person looks at them.

use std::rc::Rc;

use super::effect::Save;
use super::model::Model;
use crate::inspect::{NodeId, Tree, entry_node};
use crate::select::Candidates;
use crate::select::matrix::{Cell, Matrix};

/// The matrix, and the entries that it was made of.
#[derive(Clone, Debug)]
pub struct ShownMatrix {
    /// The matrix.
    pub matrix: Matrix,
    candidates: Rc<Candidates>,
    index: NodeId,
}

impl ShownMatrix {
    /// The place of the entry that a cell takes, among the index's own entries: what colours it.
    #[must_use]
    pub fn entry(cell: &Cell) -> Option<usize> {
        cell.outcome.picked().and_then(|path| path.first()).copied()
    }

    /// The node of the entry that a cell takes.
    #[must_use]
    pub fn node(&self, tree: &Tree, cell: &Cell) -> Option<NodeId> {
        entry_node(tree, self.index, cell.outcome.picked()?)
    }
}

impl PartialEq for ShownMatrix {
    /// By what it was made of.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.candidates, &other.candidates) && self.matrix.form == other.matrix.form
    }
}

/// Works the matrix out while it is open, from the entries that the choice is made among.
pub(super) fn refresh(model: &mut Model) {
    let Some(choice) = model.choice.as_ref().filter(|_| model.view.matrix) else {
        model.matrix = None;
        return;
    };
    let form = model.view.form;
    let stands = model
        .matrix
        .as_ref()
        .is_some_and(|shown| shown.matrix.form == form && Rc::ptr_eq(&shown.candidates, &choice.candidates));
    if !stands {
        let candidates = Rc::clone(&choice.candidates);
        let matrix = Matrix::new(&candidates, form);
        model.matrix = Some(Rc::new(ShownMatrix { matrix, candidates, index: choice.index }));
    }
}

/// The matrix as a file of comma-separated values.
pub(super) fn save_csv(model: &Model) -> Option<Save> {
    let text = model.matrix.as_ref()?.matrix.to_csv();
    Some(Save {
        name: "bayplan-matrix.csv".to_owned(),
        media_type: "text/csv",
        bytes: text.into_bytes().into(),
    })
}

/// The matrix as a table in Markdown.
pub(super) fn save_markdown(model: &Model) -> Option<Save> {
    let bytes = model.matrix.as_ref()?.matrix.to_markdown().into_bytes().into();
    Some(Save { name: "bayplan-matrix.md".to_owned(), media_type: "text/markdown", bytes })
}
