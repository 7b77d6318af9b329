//! The hex view of a document, row by row.

use crate::json::Span;

/// One row: where it stands and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HexRow {
    /// Offset of the first byte, in hex, eight digits.
    pub offset: String,
    /// The bytes, in hex, in groups of eight.
    pub hex: String,
    /// The bytes as ASCII, a dot for what has no picture there.
    pub text: String,
}

/// Characters of a row with sixteen bytes: its offset, three a byte, its text, and room between.
const WIDE: usize = 80;

/// Bytes of a row where there is room for `columns` characters.
const fn width(columns: usize) -> usize {
    if columns < WIDE { 8 } else { 16 }
}

impl HexRow {
    /// How many rows `bytes` bytes make in `columns` characters.
    #[must_use]
    pub const fn count(bytes: usize, columns: usize) -> usize {
        bytes.div_ceil(width(columns))
    }

    /// The row where `span` begins.
    #[must_use]
    pub const fn at(span: Span, columns: usize) -> usize {
        span.start as usize / width(columns)
    }

    /// The row at `index`, counted from 0; a row after the end is empty.
    #[must_use]
    pub fn get(bytes: &[u8], columns: usize, index: usize) -> Self {
        let width = width(columns);
        let start = index.saturating_mul(width);
        let row = bytes.get(start..bytes.len().min(start.saturating_add(width))).unwrap_or_default();
        let mut hex = String::with_capacity(width * 3 + 1);
        for (at, byte) in row.iter().enumerate() {
            match at {
                0 => {}
                _ if at % 8 == 0 => hex.push_str("  "),
                _ => hex.push(' '),
            }
            hex.extend([byte >> 4, byte & 0xf].map(digit));
        }
        let seen = |byte: &u8| if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '·' };
        let offset = (0..8).rev().map(|place| digit((start >> (4 * place)) as u8 & 0xf)).collect();
        Self { offset, hex, text: row.iter().map(seen).collect() }
    }
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_sixteen() {
        let bytes: Vec<u8> = (0..0x23).collect();
        assert_eq!(HexRow::count(bytes.len(), WIDE), 3);
        assert_eq!(HexRow::count(bytes.len(), WIDE - 1), 5);
        assert_eq!(HexRow::at(Span::new(0x21, 0x23), WIDE), 2);
        let row = HexRow::get(&bytes, WIDE, 2);
        assert_eq!(
            (row.offset.as_str(), row.hex.as_str(), row.text.as_str()),
            ("00000020", "20 21 22", " !\"")
        );
        let row = HexRow::get(&bytes, WIDE, 1);
        assert_eq!(row.hex, "10 11 12 13 14 15 16 17  18 19 1a 1b 1c 1d 1e 1f");
        assert_eq!(row.text, "·".repeat(16));
        assert_eq!(HexRow::get(&bytes, WIDE, 9).hex, "", "after the end");
    }
}
