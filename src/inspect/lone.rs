//! Descriptors that came by themselves, and the images that they name.
//!
//! What such a descriptor names stands under it, and is held to it. The descriptor is no part of that image: no client
//! has it, and no registry.

use super::blob::Blob;
use super::blobs::Blobs;
use super::ids::NodeId;
use super::tree::Tree;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::{Content, Kind};

impl Blob {
    /// Whether it is a descriptor by itself, or several.
    #[must_use]
    pub fn is_descriptor(&self) -> bool {
        self.document.kind == Kind::Descriptor
    }

    /// The digest that is told of it at a glance: what a descriptor by itself names, or else its own.
    pub(super) fn telling_digest(&self) -> Option<&Digest> {
        match &self.document.content {
            Content::Descriptors(descriptors) => match descriptors.as_slice() {
                [descriptor] => descriptor.digest.as_ref(),
                _ => None,
            },
            _ => self.digest(HashAlgorithm::Sha256),
        }
    }
}

/// The image that node `id` is a part of, by its outermost node: the root above it, or what a descriptor there names.
#[must_use]
pub fn outermost(blobs: &Blobs, tree: &Tree, id: NodeId) -> NodeId {
    let is_descriptor = |id: &NodeId| {
        let blob = tree.get(*id).and_then(|node| blobs.get(node.blob?));
        blob.is_some_and(Blob::is_descriptor)
    };
    tree.ancestors(id).take_while(|above| *above == id || !is_descriptor(above)).last().unwrap_or(id)
}
