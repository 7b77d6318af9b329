//! A file of the Files tab.

use crate::archive::files::NodeId;

/// A file, and where it can't be seen any more, the layer that had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which file.
    pub node: NodeId,
    /// The layer, of a wasted file.
    pub layer: Option<u16>,
}
