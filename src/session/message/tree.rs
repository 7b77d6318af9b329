//! What is done in the tree.

use crate::inspect::NodeId;
use crate::session::key::Key;

/// What is done in the tree.
#[derive(Clone, Debug, PartialEq)]
pub enum TreeMsg {
    /// A node is to be opened or closed.
    Toggle(NodeId),
    /// All nodes are to be opened, or all closed.
    OpenAll(bool),
    /// A key was pressed in the tree.
    Key(Key),
    /// The tree's filter changed.
    Filter(String),
}
