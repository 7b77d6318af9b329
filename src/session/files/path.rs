//! The path of the chosen file.

use super::row::text;
use crate::session::model::Model;

/// The path of the chosen file, as the address names it.
pub fn path_of_chosen(model: &Model) -> Option<String> {
    let shown = model.files.as_ref()?.shown();
    Some(text(&shown.files()?.path(shown.chosen?.node)))
}
