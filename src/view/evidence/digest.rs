//! The digest by which evidence is put to a node.

use crate::inspect::NodeId;
use crate::session::Inspection;

/// The digest of a node's own bytes, as its descriptor states it or as they were hashed.
pub(super) fn digest_of(inspection: &Inspection, id: NodeId) -> Option<String> {
    Some(inspection.digest(id)?.as_str().to_owned())
}
