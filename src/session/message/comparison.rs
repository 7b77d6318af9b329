//! Two nodes beside each other.

use std::rc::Rc;

use crate::inspect::NodeId;
use crate::session::comparison::Comparison;
use crate::session::file_comparison::FileComparison;

/// Two nodes beside each other.
#[derive(Clone, Debug, PartialEq)]
pub enum ComparisonMsg {
    /// Compare the chosen node with this one.
    With(NodeId),
    /// Compare these two, whatever is chosen.
    Of(NodeId, NodeId),
    /// The second in the place of the first, and the first in the place of the second.
    Swap,
    /// Have the layers of both read.
    Open,
    /// A comparison of files was worked out.
    Files(Rc<FileComparison>),
    /// A comparison was worked out.
    Made(Rc<Comparison>),
}
