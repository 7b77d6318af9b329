//! Documents that are not what somebody says they should be.

use std::collections::HashSet;

use super::blob::{Blob, BlobId, Blobs};
use super::node::{Compared, NodeId};
use super::tree::Tree;
use crate::image::descriptor::Descriptor;
use crate::image::media_type::{self, Meaning};
use crate::verify::{Expected, Verification};

/// A document, and the digests that it may have had before something changed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmatched {
    /// The document.
    pub blob: BlobId,
    /// What is wanted: the pin, the name's claim, or every descriptor whose bytes are not here.
    pub wanted: Vec<Expected>,
    /// The node that wants it, for each of `wanted`.
    pub nodes: Vec<NodeId>,
}

/// The roots that do not verify, each with what it could be meant for.
///
/// A root with a pin or a claim is wanted as that. One with neither may be a changed form of any
/// document that the others name and that is not here, if it is of the kind that is named; what a
/// document itself names is never the document.
#[must_use]
pub fn unmatched(blobs: &Blobs, tree: &Tree) -> Vec<Unmatched> {
    tree.roots().iter().filter_map(|root| of_root(blobs, tree, *root)).collect()
}

fn of_root(blobs: &Blobs, tree: &Tree, root: NodeId) -> Option<Unmatched> {
    let node = tree.get(root)?;
    let id = node.blob?;
    let blob = blobs.get(id)?;
    match (&node.compared, &node.state) {
        (Compared::Pin(pin), Verification::DigestMismatch { .. }) => {
            let wanted = vec![Expected { digest: pin.digest.clone(), size: None }];
            Some(Unmatched { blob: id, wanted, nodes: vec![root] })
        }
        (Compared::Nothing, Verification::Unpinned) => {
            let own: HashSet<_> = blob.descriptors().filter_map(|own| own.digest.as_ref()).collect();
            let missing = tree.iter().filter(|(_, node)| node.state == Verification::NotLoaded);
            let (mut wanted, mut nodes) = (Vec::new(), Vec::new());
            let mut seen = HashSet::new();
            for (at, node) in missing {
                let Some(descriptor) = node.descriptor.as_deref() else { continue };
                let Some(digest) = descriptor.digest.as_ref() else { continue };
                if could_be(blob, descriptor) && !own.contains(digest) && seen.insert(digest) {
                    wanted.push(Expected { digest: digest.clone(), size: descriptor.size });
                    nodes.push(at);
                }
            }
            (!wanted.is_empty()).then_some(Unmatched { blob: id, wanted, nodes })
        }
        _ => None,
    }
}

/// Whether a descriptor of this media type can mean a document of this kind.
fn could_be(blob: &Blob, descriptor: &Descriptor) -> bool {
    let named = descriptor.media_type.as_deref().and_then(media_type::meaning);
    let is = blob.document.kind.media_type().and_then(media_type::meaning);
    match (named, is) {
        (Some(Meaning::Layer(_)), _) => false,
        (Some(named), Some(is)) => named == is,
        // A document that can't be read any more may have been anything.
        (_, None) | (None, _) => true,
    }
}
