//! What is done in the Files tab.

use crate::archive::files::{Scope, SortedBy};
use crate::session::files::{Chosen, Show};
use crate::session::key::Key;

/// One thing that was done in the Files tab.
#[derive(Clone, Debug, PartialEq)]
pub enum FilesMsg {
    /// There is time for a piece of the work.
    Step,
    /// Look at the changes of a layer, or at the image after it.
    Scope(Scope),
    /// Show others of the files.
    Show(Show),
    /// The filter's text changed.
    Filter(String),
    /// The head of a column was pressed: the files are to be in its order.
    Sort(SortedBy),
    /// A row was chosen.
    Choose(Chosen),
    /// A row was pressed: a directory is opened or closed, and a file is opened.
    Press(Chosen),
    /// A directory is to be opened or closed.
    Toggle(Chosen),
    /// A key was pressed among the rows.
    Key(Key),
    /// The chosen file is to be opened.
    Open,
    /// The open file is to be closed.
    Close,
    /// The chosen file is to be saved.
    Save,
}
