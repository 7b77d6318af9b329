//! What happens to the Raw tab itself, beside the session.

use super::list::Measures;
use crate::view::detail::RawText;

pub enum Act {
    Measured(Measures),
    /// All of a long document is split into rows of so many columns.
    Split((RawText, usize)),
    Hex(bool),
    Toggle(usize),
    FoldAll(bool),
    Search(String),
    Step(bool),
}
