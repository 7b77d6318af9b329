//! A file that is open, as far as it is here.

use std::rc::Rc;

use super::chosen::Chosen;
use super::content::Content;
use crate::layers::{Failure, Progress};
use crate::session::said::WhereLayer;

/// A file that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenFile {
    /// Which.
    pub chosen: Chosen,
    /// Its path.
    pub path: String,
    /// How far that is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum FileState {
    /// It is being taken out of its layer: bytes of the layer.
    Reading(Progress),
    /// It is here.
    Read(Rc<Content>),
    /// It can't be shown: why.
    Failed(Failure),
    /// Its layer is another than the one that was proved. Nothing of it is shown.
    Changed(WhereLayer),
}
