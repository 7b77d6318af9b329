//! What is done in the tree.

use std::rc::Rc;

use crate::inspect::NodeId;
use crate::session::key::Key;
use crate::session::tree_filter::Kept;

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
    /// What it keeps was looked for beside the page.
    Filtered(Rc<Kept>),
}
