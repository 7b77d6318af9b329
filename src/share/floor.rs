//! What a link cannot be shorter than.

use std::collections::BTreeSet;

use super::SharedDocument;
use crate::image::digest::HashAlgorithm;
use crate::verify::hash::digest_of;

/// Characters of a link's alphabet that the digests alone take, each distinct one once: its 32 bytes are
/// random to everyone, and nothing makes them shorter. The digest of a document that is in the link as
/// well is not counted, since it follows from that document.
#[must_use]
pub fn floor(documents: &[SharedDocument]) -> usize {
    let mut digests: BTreeSet<&[u8]> = BTreeSet::new();
    for document in documents {
        let pin = document.pin.as_deref().unwrap_or_default().as_bytes();
        for text in [document.bytes.as_slice(), pin] {
            digests.extend(sha256_digests(text));
        }
    }
    for document in documents {
        let digest = digest_of(HashAlgorithm::Sha256, &document.bytes);
        digests.remove(digest.encoded().as_bytes());
    }
    (digests.len() * 32 * 8).div_ceil(6)
}

/// The 64 digits of each SHA-256 digest that `text` names.
fn sha256_digests(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    const PREFIX: &[u8] = b"sha256:";
    text.windows(PREFIX.len() + 64)
        .filter_map(|window| window.strip_prefix(PREFIX))
        .filter(|digits| digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')))
}
