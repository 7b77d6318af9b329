//! The signs that stand among a document's bytes in a link.
//!
//! None of them is a byte of UTF-8. Where a document has such a byte, [`ESCAPE`] stands in front of it.
//!
//! A link's symbols are its documents one after the other, each as: a number (how many of the documents so far
//! come after it), the byte of its layout ([`NO_LAYOUT`] if it has none), its text, and [`END`], or [`PIN`]
//! with the text of the pin and [`END`]. A number is written in groups of seven bits, the lowest first, with
//! the highest bit set on all but the last.

/// From here on bytes are signs.
pub(super) const FIRST: u8 = 0xf7;
/// A known number of the link's documents follows the last one that was referred to.
pub(super) const NEXT_DOCUMENT: u8 = 0xf7;
/// The next symbol is a byte of the document, whatever it is.
pub(super) const ESCAPE: u8 = 0xf8;
/// The text ends, and the document with it.
pub(super) const END: u8 = 0xf9;
/// A SHA-256 digest that was not met before.
pub(super) const DIGEST: u8 = 0xfa;
/// The white space in front of the next token is not the layout's, and follows.
pub(super) const DEPARTURE: u8 = 0xfb;
/// A known number follows the last one that was referred to.
pub(super) const NEXT_NUMBER: u8 = 0xfc;
/// A known number: twice its distance from the end of its table follows, plus one for the documents' table.
pub(super) const BACK: u8 = 0xfd;
/// A hexadecimal number of another length that was not met before. The number of its bytes follows.
pub(super) const NUMBER: u8 = 0xfe;
/// The text ends, and the digest that is expected of the document follows.
pub(super) const PIN: u8 = 0xff;

/// In place of a layout: white space is bytes like others.
pub(super) const NO_LAYOUT: u8 = 0x0f;

/// Bytes of a SHA-256 digest.
pub(super) const DIGEST_BYTES: usize = 32;

/// Writes a number.
pub(super) fn write_number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a number of at most 28 bits off the front of `bytes`.
pub(super) fn read_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in [0, 7, 14, 21] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive() {
        for number in [0, 1, 127, 128, 300, 16_384, (1 << 28) - 1] {
            let mut bytes = Vec::new();
            write_number(number, &mut bytes);
            let mut rest = bytes.as_slice();
            assert_eq!(read_number(&mut rest), Some(number));
            assert!(rest.is_empty());
        }
        // More bits than any number here has, and a number that breaks off.
        assert_eq!(read_number(&mut [0xff; 5].as_slice()), None);
        assert_eq!(read_number(&mut [0x80].as_slice()), None);
    }
}
