//! The matrix of all hosts by all clients, while it is picked.

use std::rc::Rc;

use crate::inspect::NodeId;
use crate::select::matrix::Matrix;

/// The matrix as far as it is picked, and the entries that it is made of.
#[derive(Clone, Debug)]
pub struct Picked {
    /// The matrix.
    pub matrix: Rc<Matrix>,
    /// The entries, by their revision.
    pub of: (u64, NodeId),
    /// Whether the next piece is to come after the frame.
    pub(super) is_due: bool,
}
