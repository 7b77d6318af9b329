//! A link that holds no documents, opened where they are not.

use crate::session::Model;

/// What to say where the address names a place in documents, and none are here.
#[must_use]
pub fn nothing_here(model: &Model) -> Option<&'static str> {
    let is_empty = model.inspection.blobs.is_empty() && model.opening_link.is_none();
    let names_a_place = model.view.node.is_some() && model.view.reference.is_empty();
    (is_empty && names_a_place && model.payload.is_none()).then_some(
        "This address names a place in documents that are not in it: they were pasted or dropped on the page where \
         it was copied. Open them again here, or have the link copied from Share there, which holds them.",
    )
}
