//! What of an image is at a registry, and what is asked of that for it.

use std::rc::Rc;

use super::super::inspection::Inspection;
use crate::fetch::{Repository, WantedDocument};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::media_type::{self, Meaning};
use crate::inspect::{Node, NodeId, Origin, Role};
use crate::verify::Verification;

/// The repository that a node's bytes are in: that of the nearest document above it that came from one. What
/// is not what it should be says nothing of what is to be fetched.
#[must_use]
pub fn repository(inspection: &Inspection, node: NodeId) -> Option<Repository> {
    let Inspection { blobs, tree, .. } = inspection;
    for above in tree.ancestors(node) {
        let above = tree.get(above)?;
        if above.state.is_mismatch() {
            return None;
        }
        if let Some(Origin::Registry(reference)) =
            above.blob.and_then(|blob| blobs.get(blob)).map(|blob| &blob.origin)
        {
            return Some(Repository::of(reference));
        }
    }
    None
}

/// Whether a node's bytes are fetched as a manifest; `None` where they can't be told, or are a layer's.
fn is_manifest(node: &Node) -> Option<bool> {
    let descriptor = node.descriptor.as_ref().filter(|descriptor| descriptor.digest.is_some())?;
    match (descriptor.media_type.as_deref().and_then(media_type::meaning), &node.role) {
        (Some(Meaning::Layer(_)), _) => None,
        (Some(Meaning::Index | Meaning::Manifest | Meaning::Schema1), _) => Some(true),
        (Some(_), _) | (None, Role::Config) => Some(false),
        (None, Role::Entry | Role::Attestation(_) | Role::Subject) => Some(true),
        (None, Role::Layer(_) | Role::Root) => None,
    }
}

/// Whether a node's bytes are a document.
pub(super) fn is_document(node: &Node) -> bool {
    is_manifest(node).is_some()
}

/// What is wanted of a repository for a node; `None` where that can't be told, or is a layer's.
pub(super) fn wanted(node: &Node, repository: Rc<Repository>) -> Option<WantedDocument> {
    let (descriptor, is_manifest) = (node.descriptor.as_ref()?, is_manifest(node)?);
    let (digest, media_type) = (descriptor.digest.clone()?, descriptor.media_type.clone());
    Some(WantedDocument { repository, digest, size: descriptor.size, media_type, is_manifest })
}

/// Whether a node's bytes are a document that is not here.
pub(super) fn is_to_come(node: &Node) -> bool {
    node.state == Verification::NotLoaded && is_document(node)
}

/// Whether a node's bytes are a document that is not here, or another than it should be, and can be fetched.
#[must_use]
pub fn can_come(inspection: &Inspection, id: NodeId) -> bool {
    let Some(node) = inspection.tree.get(id).filter(|node| is_absent(node)) else { return false };
    is_document(node) && above(inspection, id).is_some()
}

/// What is wanted for a node whose bytes are not here.
pub(super) fn wanted_of(inspection: &Inspection, id: NodeId) -> Option<WantedDocument> {
    let node = inspection.tree.get(id).filter(|node| is_to_come(node))?;
    wanted(node, Rc::new(repository(inspection, id)?))
}

/// Whether a node's bytes are not here, or are not what they should be.
pub(super) fn is_absent(node: &Node) -> bool {
    node.state == Verification::NotLoaded || node.state.is_mismatch()
}

/// The repository that what stands at `node` is in, whatever stands there now.
pub(super) fn above(inspection: &Inspection, node: NodeId) -> Option<Repository> {
    repository(inspection, inspection.tree.get(node)?.parent?)
}

/// The repository and the digest of a node's own bytes.
#[must_use]
pub fn subject(inspection: &Inspection, node: NodeId) -> Option<(Repository, Digest)> {
    let repository = repository(inspection, node)?;
    let node = inspection.tree.get(node)?;
    let own = || inspection.blobs.get(node.blob?)?.digest(HashAlgorithm::Sha256);
    Some((repository, node.stated_digest().or_else(own)?.clone()))
}
