//! What the model has read before it reads the first document.
//!
//! The dictionary is part of the format: with any byte of it changed, links made before no longer open. A
//! better one takes a new version (see `VERSION`), and the old one stays beside it.

use super::layout::Layout;

/// Typical documents, one a line.
pub(super) const DOCUMENTS: &str = include_str!("dictionary.txt");

/// Stands for a digest not seen before.
pub(super) const NEW: u8 = b'|';
/// Stands for the digest of a document in the same link.
pub(super) const DOCUMENT: u8 = b'~';
/// Stands for a digest seen before.
pub(super) const AGAIN: u8 = b'^';
/// Stands for a git commit.
pub(super) const COMMIT: u8 = b'`';

/// Stands for any decimal digit: what differs from document to document is to be expected to.
pub(super) const DIGIT: u8 = b'$';

const fn lines(indent: u8, final_newline: bool) -> Layout {
    Layout { indent, colon_space: true, comma_space: false, crlf: false, final_newline }
}

const ONE_LINE: Layout =
    Layout { indent: 0, colon_space: false, comma_space: false, crlf: false, final_newline: false };

/// Layouts as often as they are met.
pub(super) const LAYOUTS: [Layout; 14] = [
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::digest::Registered;
    use crate::verify::hash::digest_of;

    /// Fails when the dictionary was changed. It must not be, nor may this digest: see the module.
    #[test]
    fn the_dictionary_is_that_of_version_1() {
        let digest = digest_of(Registered::Sha256, DOCUMENTS.as_bytes());
        assert_eq!(
            digest.as_str(),
            "sha256:44a719af2033bd9c43c541257c28f094a8ed71ea1d650193cccbce0e3418dc6c"
        );
    }
}
