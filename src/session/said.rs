//! What is to be said, as values: the words are the view's.

use std::rc::Rc;

use super::choice::Choice;
use super::news::News;
use crate::fetch::{Problem, Question};
use crate::image::reference::typed::TypedError;
use crate::inspect::{LayerId, Origin};
use crate::layers::{Failure, Layer, Layers, NotSaved};

/// One thing to be said, with what its words depend on.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A sentence as it is.
    Sentence(String),
    /// What is told in a sentence.
    News(News),
    /// So many were said before the others that are shown, and are not shown any more.
    LeftOut(usize),
    /// So many documents and files were removed, and can be put back.
    Removed {
        /// Documents.
        documents: usize,
        /// Archives and layers.
        files: usize,
    },
    /// What the chosen client does on the chosen host.
    Choice(Rc<Choice>),
    /// The text in the box names no image.
    NoReference(TypedError),
    /// So many images are offered that a tool's output names.
    Offers(usize),
    /// The visitor is asked.
    Question(Box<Question>),
    /// What was asked for did not come, in short.
    NotFetched(Rc<Problem>),
    /// The same, with what to do.
    Refused(Box<Problem>),
    /// An archive or a layer can't be read.
    NotRead(Failure),
    /// A file can't be saved.
    NotSaved(NotSaved, WhereLayer),
    /// A document that came in this way is too large.
    TooLarge(Box<Origin>),
    /// A report takes more than a frame.
    ReportUnderWay,
    /// Nothing was copied.
    NotCopied(NotCopied),
}

/// Where a layer lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhereLayer {
    /// In a file that was dropped.
    File,
    /// At a registry.
    Registry,
}

impl WhereLayer {
    /// Where this layer lies.
    pub(super) fn of(layers: &Layers, layer: LayerId) -> Self {
        match layers.layer(layer).and_then(Layer::remote) {
            Some(_) => Self::Registry,
            None => Self::File,
        }
    }
}

/// Why bytes are not copied as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCopied {
    /// They are no text.
    NotText,
    /// They hold what nobody sees, and a terminal may act on.
    Unseen,
}
