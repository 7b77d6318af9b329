//! What bytes begin as: an archive or a layer, a document, or neither.

use super::codec::Codec;
use super::foreign::Foreign;
use super::tar;

/// Whether bytes begin as an archive or a layer does: compressed, with a tar's first header, or as some other format.
#[must_use]
pub fn is_packed(bytes: &[u8]) -> bool {
    Codec::of(bytes) != Codec::Plain
        || bytes.get(257..262) == Some(b"ustar")
        || tar::begins(bytes)
        || Foreign::of(bytes).is_some()
        // A tar of nothing.
        || bytes.first_chunk::<1024>().is_some_and(|first| first.iter().all(|byte| *byte == 0))
}

/// Whether a blob is no document: an encrypted layer, or what an artifact holds.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| !matches!(byte, b'{' | b'['))
}
