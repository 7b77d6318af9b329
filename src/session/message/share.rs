//! What is done in the share dialog.

use crate::evidence::statement::Kind;
use crate::inspect::NodeId;

/// What is done in the share dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum ShareMsg {
    /// Open or close the share dialog.
    Open(bool),
    /// Whether a share link holds the configs.
    Configs(bool),
    /// Whether a share link holds the image of this root.
    Image(NodeId, bool),
    /// Whether a share link holds evidence of this kind.
    Evidence(Kind, bool),
    /// The share dialog is on the screen: a long link is to be packed now.
    Pack,
    /// Copy the share link (the page's own address is put before it).
    CopyLink {
        /// The page's address up to the `#`.
        base: String,
    },
}
