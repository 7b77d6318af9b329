//! Bytes that are not here, and what they are.

use crate::image::media_type::{self, Meaning};
use crate::inspect::{Node, Role};
use crate::verify::Verification;

/// What a node is whose bytes are not here, and what may be done to fill it in.
#[must_use]
pub fn missing(node: &Node) -> &'static str {
    let media_type = node.descriptor.as_ref().and_then(|descriptor| descriptor.media_type.as_deref());
    if node.state == Verification::Unread {
        return "The bytes are in a file that you gave to this page, and were not kept: open the layer to verify \
                them and to see its files.";
    }
    match (media_type.and_then(media_type::meaning), &node.role) {
        (Some(Meaning::Layer(_)), _) => {
            "This is a layer: a packed file system. Its bytes are not needed to see what the image is made \
             of. To see its files, fetch it where its registry is known, or drop the image as an archive, or the layer \
             as a file: its digest tells where it belongs."
        }
        (_, Role::Config) => {
            "This is the image\u{2019}s config. Paste or drop it, and the page shows how the image runs and \
             what made each layer."
        }
        (_, Role::Attestation(_)) => {
            "This is an attestation manifest: not an image to run, but what was said of one. Paste or drop \
             it, then the statements that it names."
        }
        (Some(Meaning::Index), _) => "This is an index. Paste or drop it to see its entries.",
        (_, Role::Entry) if node.descriptor.as_ref().is_none_or(|it| it.platform.is_none()) => {
            "This is what the descriptor names. Paste or drop it, and what it names in turn appears here."
        }
        (_, Role::Entry) => {
            "This is the manifest for one platform. Paste or drop it, and its config and layers appear here."
        }
        (_, Role::Subject) => "This is what the document speaks of. Paste or drop it to see it beside.",
        _ => "The bytes are not here. Paste or drop them, and they are verified and shown.",
    }
}
