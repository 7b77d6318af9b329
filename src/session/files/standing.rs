//! What is proved of the file that is open.

use super::shown::FilesShown;
use crate::inspect::LayerId;
use crate::session::inspection::Inspection;
use crate::verify::Verification;

/// What is to be said of the bytes of the file that is open: that they are those of its layer, and what is known of
/// that; `None` where none is open.
#[must_use]
pub fn proof_of_file(inspection: &Inspection, shown: &FilesShown) -> Option<String> {
    let layer: LayerId = shown.content(shown.opened.as_ref()?.chosen)?.0;
    let node = inspection.tree.get(inspection.tree.first_with_layer(layer)?)?;
    let of_layer = match &node.state {
        Verification::Unpinned => "nothing says which digest that should have".to_owned(),
        state => format!("{} {}", state.sign(), state.word()),
    };
    Some(format!("the bytes that were hashed when the layer was read \u{b7} the layer: {of_layer}"))
}
