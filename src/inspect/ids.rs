//! What tells documents and nodes apart: a number each.

/// Tells a blob of [`super::Blobs`] from all others of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(pub u32);

/// Tells a node of a [`super::Tree`] from the others. It holds for that tree only; where other documents take the
/// place of all that were here, none of their nodes has a number that was given before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);
