//! What of a node is to be shown.

use crate::inspect::NodeId;
use crate::session::tab::Tab;

/// What of a node is to be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum SelectMsg {
    /// A node was chosen.
    Node(NodeId),
    /// Another tab was chosen.
    Tab(Tab),
    /// Show a place of the chosen node's document in the Raw tab.
    Span(crate::json::Span),
    /// Open or close the list of all findings.
    AllFindings(bool),
    /// Show the findings of this node.
    Findings(NodeId),
}
