//! Problems as they are found, up to a bound.

use super::{Problem, ProblemKind, Span};
use crate::limits;

/// The problems of a document that is being read.
#[derive(Default)]
pub(super) struct Problems {
    pub(super) list: Vec<Problem>,
    pub(super) unlisted: usize,
}

impl Problems {
    /// Adds one, where there is room for it in the list.
    pub(super) fn push(&mut self, span: Span, kind: impl FnOnce() -> ProblemKind) {
        if self.list.len() < limits::JSON_PROBLEMS {
            self.list.push(Problem { span, kind: kind() });
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds the one that stops reading.
    pub(super) fn stop(&mut self, span: Span, kind: ProblemKind) {
        self.list.push(Problem { span, kind });
    }
}
