//! The numbers that compressed bytes begin with.

/// Of a member of gzip: <https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1>.
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Of a frame of Zstandard: <https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1>.
pub(super) const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Of a skippable frame: <https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2>. Its lowest four bits are anything.
const SKIPPABLE: [u8; 4] = [0x50, 0x2a, 0x4d, 0x18];

/// Bytes of the longest of them.
pub const MAGIC_BYTES: usize = 4;

/// Whether these bytes begin with a skippable frame's number.
pub(super) fn is_skippable(bytes: &[u8]) -> bool {
    bytes.len() >= SKIPPABLE.len() && may_be_skippable(bytes)
}

/// Whether these bytes, of which there may be few yet, may be the beginning of a frame of either kind.
pub(super) fn may_be_a_frame(bytes: &[u8]) -> bool {
    !bytes.is_empty() && (bytes.iter().zip(ZSTD).all(|(byte, of)| *byte == of) || may_be_skippable(bytes))
}

fn may_be_skippable(bytes: &[u8]) -> bool {
    let bits = [0xf0, 0xff, 0xff, 0xff];
    bytes.iter().zip(bits).zip(SKIPPABLE).all(|((byte, bits), of)| byte & bits == of)
}
