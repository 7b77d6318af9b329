//! Whether what was compared of a signed manifest is its payload alone.

use super::blobs::Blobs;
use super::node::{Compared, Node};
use super::payload::Payload;

/// The payload of a signed manifest, where that is what the digest was compared with: its signatures, and the
/// bytes as they stand, were not.
#[must_use]
pub fn matched_payload<'a>(blobs: &'a Blobs, node: &Node) -> Option<&'a Payload> {
    let payload = blobs.get(node.blob?)?.payload.as_ref()?;
    let expected = match &node.compared {
        Compared::Pin(pin) => &pin.digest,
        _ => node.stated_digest()?,
    };
    (node.state.is_match() && payload.digest == *expected).then_some(payload)
}
