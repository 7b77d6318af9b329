//! A document split into lines, rows and folds.

use std::rc::Rc;

use crate::json::{Fold, Lines, Reading, Rows, folds_in_pieces};
use crate::limits;
use crate::pace::{Pace, at_once};

/// A document split into lines, rows and folds. A clone shares all of it.
#[derive(Clone, Debug)]
pub struct RawText {
    pub(super) bytes: Rc<[u8]>,
    pub(super) lines: Rc<Lines>,
    pub(super) rows: Rc<Rows>,
    pub(super) folds: Rc<[Fold]>,
    is_whole: bool,
}

impl RawText {
    /// All of a document, in rows of at most `width` characters.
    #[must_use]
    pub fn new(bytes: &Rc<[u8]>, reading: &Reading, width: usize) -> Self {
        at_once(Self::in_pieces(bytes, reading, width, &Pace::default()))
    }

    /// As [`Self::new`], a piece at a time.
    pub async fn in_pieces(bytes: &Rc<[u8]>, reading: &Reading, width: usize, pace: &Pace) -> Self {
        let lines = Lines::new_in_pieces(bytes, pace).await;
        let rows = Rows::new_in_pieces(bytes, &lines, width, pace).await;
        let folds = folds_in_pieces(&reading.tape, &lines, pace).await;
        let bytes = Rc::clone(bytes);
        Self { bytes, lines: Rc::new(lines), rows: Rc::new(rows), folds: folds.into(), is_whole: true }
    }

    /// The beginning of a long document, to be shown until all of it is split.
    #[must_use]
    pub fn beginning(bytes: &Rc<[u8]>, width: usize) -> Self {
        let some = bytes.get(..limits::SPLIT_AT_ONCE_BYTES).unwrap_or(bytes);
        let lines = Lines::new(some);
        let rows = Rows::new(some, &lines, width);
        let bytes = Rc::clone(bytes);
        Self { bytes, lines: Rc::new(lines), rows: Rc::new(rows), folds: Rc::from([]), is_whole: false }
    }

    /// Whether a document is so long that it is split in pieces.
    #[must_use]
    pub const fn is_long(bytes: &[u8]) -> bool {
        bytes.len() > limits::SPLIT_AT_ONCE_BYTES
    }

    /// Whether it is all of the document.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }
}
