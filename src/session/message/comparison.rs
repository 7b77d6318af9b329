//! Two nodes beside each other.

use std::rc::Rc;

use crate::compare::Listing;
use crate::inspect::NodeId;
use crate::session::beside::{ComparedContents, ComparedPackages, ListedFiles};
use crate::session::comparison::Comparison;
use crate::session::file_comparison::ComparedFiles;

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
    /// List others of the files that are different, or in another order.
    List(Listing),
    /// A list of them was worked out.
    Listed(Box<ListedFiles>),
    /// Open a file of both, by its path, or close it.
    File(Option<String>),
    /// Two contents were compared.
    Contents(Box<ComparedContents>),
    /// Packages were compared.
    Packages(Box<ComparedPackages>),
    /// A comparison of files was worked out.
    Files(Box<ComparedFiles>),
    /// A comparison was worked out.
    Made(Rc<Comparison>),
}
