//! The digest by which evidence is put to a node.

use crate::image::digest::HashAlgorithm;
use crate::inspect::NodeId;
use crate::session::Inspection;

/// The digest of a node's own bytes, as its descriptor states it or as they were hashed.
pub(super) fn digest_of(inspection: &Inspection, id: NodeId) -> Option<String> {
    let node = inspection.tree.get(id)?;
    let own = || inspection.blobs.get(node.blob?)?.digest(HashAlgorithm::Sha256);
    Some(node.stated_digest().or_else(own)?.as_str().to_owned())
}
