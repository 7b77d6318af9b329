//! The digest of bytes by itself, whatever size is stated beside it.

use super::blobs::Blobs;
use super::node::Node;
use crate::verify::Verification;

/// Whether the bytes of a node have the digest that its descriptor states; `None` where they were not hashed by that
/// algorithm.
#[must_use]
pub fn has_stated_digest(blobs: &Blobs, node: &Node) -> Option<bool> {
    let stated = node.stated_digest()?;
    let algorithm = stated.registered()?;
    if let Some(blob) = node.blob.and_then(|blob| blobs.get(blob)) {
        let is_payload = blob.payload.as_ref().is_some_and(|payload| payload.digest == *stated);
        return blob.digest(algorithm).map(|actual| is_payload || actual == stated);
    }
    let proof = blobs.layers.get(node.layer?)?.proof()?;
    (proof.digest.registered() == Some(algorithm)).then(|| proof.digest == *stated)
}

/// Whether what a node has is not what was meant there: other bytes, and not the right ones under a wrong size. What such
/// a document names is not vouched for by whoever named it.
#[must_use]
pub fn is_other(blobs: &Blobs, node: &Node) -> bool {
    match &node.state {
        Verification::SizeMismatch { .. } => has_stated_digest(blobs, node) != Some(true),
        state => state.is_mismatch(),
    }
}
