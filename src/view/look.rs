//! What of the page takes long to work out, kept from one message to the next.

use std::rc::Rc;

use super::box_hint::{BoxHint, told_text};
use super::evidence::{self, EvidenceLook};
use super::fetching::{self, FetchLook};
use super::matrix::{ShownMatrix, matrix};
use crate::session::Model;

/// What of the page takes long to work out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// What is shown of fetching.
    pub fetch: Rc<FetchLook>,
    /// What is shown of the chosen node's evidence.
    pub evidence: Rc<EvidenceLook>,
    /// All hosts by all clients, while that is open.
    pub matrix: Option<Rc<ShownMatrix>>,
    /// What the text in the box is.
    pub box_hint: BoxHint,
    /// That text, as far as it is to be said what it is.
    box_text: String,
}

/// Looks at the model again; what it did not change is taken from `before`.
#[must_use]
pub fn look(model: &Model, before: &Look) -> Look {
    let box_text = told_text(model);
    let is_same = before.box_text == box_text;
    Look {
        fetch: Rc::new(fetching::look(model, &before.fetch)),
        evidence: evidence::look(model, &before.evidence),
        matrix: matrix(model, before.matrix.as_ref()),
        box_hint: if is_same { before.box_hint.clone() } else { BoxHint::of(box_text) },
        box_text: box_text.to_owned(),
    }
}
