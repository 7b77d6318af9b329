//! What the model has read before it reads the first document.
//!
//! The dictionary is part of the format: with any byte of it changed, links made before no longer open. A
//! better one takes a new version (see `VERSION`).

use std::sync::OnceLock;

use super::layout::Layout;
use super::signs;

/// Typical documents, one a line.
pub(super) const DOCUMENTS: &str = include_str!("dictionary.txt");

/// Stands for a digest not seen before.
const NEW: u8 = b'|';
/// Stands for the digest of a document in the same link.
const DOCUMENT: u8 = b'~';
/// Stands for a digest seen before.
const AGAIN: u8 = b'^';
/// Stands for a git commit.
const COMMIT: u8 = b'`';
/// Stands for any decimal digit: what differs from document to document is to be expected to.
const DIGIT: u8 = b'$';

const COMMIT_BYTES: u8 = 20;

const fn lines(indent: u8, final_newline: bool) -> Layout {
    Layout { indent, colon_space: true, comma_space: false, crlf: false, final_newline }
}

const ONE_LINE: Layout =
    Layout { indent: 0, colon_space: false, comma_space: false, crlf: false, final_newline: false };

/// Layouts, as often as they are met.
const LAYOUTS: [Layout; 14] = [
    ONE_LINE,
    lines(2, false),
    lines(2, true),
    lines(3, false),
    ONE_LINE,
    lines(2, false),
    lines(9, true),
    lines(4, true),
    ONE_LINE,
    lines(2, false),
    lines(3, true),
    lines(2, true),
    ONE_LINE,
    lines(2, false),
];

/// The typical documents as symbols; see [`signs`].
pub(super) fn symbols() -> &'static [u8] {
    static SYMBOLS: OnceLock<Vec<u8>> = OnceLock::new();
    SYMBOLS.get_or_init(|| {
        let mut symbols = Vec::with_capacity(DOCUMENTS.len());
        for (document, layout) in DOCUMENTS.lines().zip(LAYOUTS.iter().cycle()) {
            symbols.extend([0, layout.to_byte()]);
            let mut random = document.len() as u32;
            for byte in document.bytes() {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                match byte {
                    NEW => symbols.push(signs::DIGEST),
                    DOCUMENT => symbols.push(signs::NEXT_DOCUMENT),
                    AGAIN => symbols.push(signs::NEXT_NUMBER),
                    COMMIT => symbols.extend([signs::NUMBER, COMMIT_BYTES]),
                    DIGIT => symbols.push(b'0' + ((random >> 16) % 10) as u8),
                    _ => symbols.push(byte),
                }
            }
            symbols.push(signs::END);
        }
        symbols
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::HashAlgorithm;
    use crate::verify::hash::digest_of;

    /// Fails when the dictionary was changed. It must not be, nor may this digest: see the module.
    #[test]
    fn the_dictionary_is_that_of_version_2() {
        let digest = digest_of(HashAlgorithm::Sha256, symbols());
        assert_eq!(
            digest.as_str(),
            "sha256:3cd1ddf09ed3e994b7c4bfc11849a3fc0e69002060f58b55dcf862142a0272b8"
        );
    }
}
