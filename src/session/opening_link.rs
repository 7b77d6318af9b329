//! A link that is being opened: it is unpacked a piece at a time, so that a long one holds up no frame.

use super::view::View;
use crate::share::Unpacking;

/// A link that is being unpacked.
#[derive(Clone, Debug)]
pub struct OpeningLink {
    pub(super) unpacking: Unpacking,
    /// What it holds, as the address has it.
    pub(super) payload: String,
    /// What it shows.
    pub(super) view: View,
}
