//! Lines and columns.

use super::Span;
use crate::limits;
use crate::pace::{Pace, at_once};

/// Where the lines of a document start; at most [`limits::LINES`]. A line ends with a line feed; a
/// carriage return in front of it is no part of the line's text.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Offset of each line's first byte; the first is 0.
    starts: Vec<u32>,
    /// Offset after each line's text.
    ends: Vec<u32>,
    wide: Wide,
}

impl Lines {
    /// Finds the lines of `bytes`. An empty document has one, empty.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        at_once(Self::new_in_pieces(bytes, &Pace::default()))
    }

    /// As [`Self::new`], a piece at a time.
    pub async fn new_in_pieces(bytes: &[u8], pace: &Pace) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut starts = vec![0];
        let mut ends = Vec::new();
        for at in memchr::memchr_iter(b'\n', bytes).take(limits::LINES - 1) {
            pace.spend(1).await;
            let carriage_return = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r');
            ends.push(offset(if carriage_return { at - 1 } else { at }));
            starts.push(offset(at + 1));
        }
        ends.push(offset(bytes.len()));
        Self { starts, ends, wide: Wide::new(bytes, pace).await }
    }

    /// How many there are. A line feed at the end of the document starts one more, empty line.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line and the column of the byte at `offset`, both counted from 1, the column in characters.
    #[must_use]
    pub fn position(&self, offset: u32) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let end = self.ends.last().copied().unwrap_or_default();
        let offset = offset.min(end).max(start);
        let continued = self.wide.before(offset).saturating_sub(self.wide.before(start));
        (line, (offset - start).saturating_sub(continued) as usize + 1)
    }

    /// The text of line `number`, counted from 1, without its line break.
    #[must_use]
    pub fn span_of_line(&self, number: usize) -> Option<Span> {
        let index = number.checked_sub(1)?;
        Some(Span::new(*self.starts.get(index)?, *self.ends.get(index)?))
    }
}

/// Which bytes continue a character in UTF-8, one bit a byte, with a running count for each 64. Nothing
/// is kept for a document in ASCII.
#[derive(Clone, Debug, Default)]
struct Wide {
    bits: Vec<u64>,
    before: Vec<u32>,
}

impl Wide {
    async fn new(bytes: &[u8], pace: &Pace) -> Self {
        let mut wide = Self::default();
        if bytes.is_ascii() {
            return wide;
        }
        let mut count = 0;
        for chunk in bytes.chunks(64) {
            let continues = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
            let bits = chunk.iter().rev().fold(0, |bits, byte| bits << 1 | u64::from(continues(byte)));
            wide.bits.push(bits);
            wide.before.push(count);
            count += bits.count_ones();
            pace.spend(4).await;
        }
        wide
    }

    /// How many such bytes are in front of `offset`.
    fn before(&self, offset: u32) -> u32 {
        let index = offset as usize / 64;
        let (Some(bits), Some(before)) = (self.bits.get(index), self.before.get(index)) else {
            // After the last chunk, or in a document of ASCII.
            return self.bits.last().map_or(0, |bits| bits.count_ones())
                + self.before.last().copied().unwrap_or_default();
        };
        before + (bits & ((1 << (offset % 64)) - 1)).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_lines_from_one_and_columns_in_characters() {
        let text = "ab\r\né€x\n";
        let lines = Lines::new(text.as_bytes());
        assert_eq!(lines.count(), 3);
        assert_eq!(lines.span_of_line(1), Some(Span::new(0, 2)));
        assert_eq!(lines.span_of_line(2), Some(Span::new(4, 10)));
        assert_eq!(lines.span_of_line(3), Some(Span::new(11, 11)));
        assert_eq!(lines.span_of_line(0), None);
        assert_eq!(lines.span_of_line(4), None);
        for (offset, position) in [
            (0, (1, 1)),
            (1, (1, 2)),
            // The line break belongs to its line.
            (3, (1, 4)),
            (4, (2, 1)),
            (6, (2, 2)),
            (9, (2, 3)),
            (10, (2, 4)),
            (11, (3, 1)),
            // What is after the end counts as the end.
            (99, (3, 1)),
        ] {
            assert_eq!(lines.position(offset), position, "{offset}");
        }
        assert_eq!(Lines::new(b"").position(0), (1, 1));
    }

    proptest! {
        #[test]
        fn columns_are_as_counted_one_by_one(text in "[a-cé€😀\n]{0,300}") {
            let lines = Lines::new(text.as_bytes());
            let (mut line, mut column) = (1, 1);
            for (at, character) in text.char_indices() {
                prop_assert_eq!(lines.position(at as u32), (line, column));
                (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            prop_assert_eq!(lines.position(text.len() as u32), (line, column));
        }
    }
}
