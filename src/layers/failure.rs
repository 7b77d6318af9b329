//! Why something can't be read, as data: words are made of it where it is shown.

use std::rc::Rc;

use super::protocol::Done;
use super::work_error::WorkError;
use crate::archive::layer::WireError;

/// Why something can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The workers could not do it.
    Worker(WorkError),
    /// The workers answered something else than they were asked.
    Unasked,
    /// The list of its files arrived broken.
    Files(WireError),
    /// It was not fetched: what is said of it by what fetches.
    NotFetched(Rc<str>),
}

impl Failure {
    /// Of an answer that is not what the work was for.
    pub(super) fn of<I>(done: &Done<I>) -> Self {
        match done {
            Done::Failed(error) => Self::Worker(error.clone()),
            _ => Self::Unasked,
        }
    }
}
