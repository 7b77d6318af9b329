//! Rows of a bounded width, for a view that shows a document's exact bytes and only the rows in sight.

use super::tokens::{Token, TokenKind, tokens, tokens_from};
use super::{Lines, Span};
use crate::limits;
use crate::pace::{Pace, at_once};

/// Steps that a row comes to, whose characters and tokens are counted.
const STEPS_OF_A_ROW: usize = 8;

/// A document split into rows: one a line, or more where a line is longer than the width.
///
/// A compact document of 4 MiB is one line; no view can lay that out at once. Each row keeps the token
/// that it starts in, so that any row is coloured without a look at the rows in front of it.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    starts: Vec<Start>,
}

#[derive(Clone, Copy, Debug)]
struct Start {
    at: u32,
    /// The line, counted from 1.
    line: u32,
    /// Where the token ends that the row starts in.
    token_end: u32,
    token: TokenKind,
    continues: bool,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// Its bytes, without a line break.
    pub span: Span,
    /// The line that it is of, counted from 1.
    pub line: usize,
    /// Whether the line started in a row before this one.
    pub continues: bool,
}

impl Rows {
    /// Splits `bytes`, whose lines are `lines`, into rows of at most `width` characters; at most
    /// [`limits::LINES`] rows, the last of which then holds the rest.
    #[must_use]
    pub fn new(bytes: &[u8], lines: &Lines, width: usize) -> Self {
        at_once(Self::new_in_pieces(bytes, lines, width, &Pace::default()))
    }

    /// As [`Self::new`], a piece at a time.
    pub async fn new_in_pieces(bytes: &[u8], lines: &Lines, width: usize, pace: &Pace) -> Self {
        let width = width.max(1);
        let mut starts = Vec::with_capacity(lines.count());
        let mut tokens = tokens(bytes).peekable();
        for line in 1..=lines.count() {
            let Some(span) = lines.span_of_line(line) else { break };
            let mut at = span.start;
            let mut continues = false;
            loop {
                while tokens.next_if(|token| token.span.end <= at).is_some() {}
                let token = tokens.peek().copied();
                starts.push(Start {
                    at,
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                    token_end: token.map_or(at, |token| token.span.end),
                    token: token.map_or(TokenKind::Space, |token| token.kind),
                    continues,
                });
                if starts.len() >= limits::LINES {
                    return Self { starts };
                }
                pace.spend(STEPS_OF_A_ROW).await;
                let rest = Span::new(at, span.end).of(bytes);
                let length = row_length(rest, width);
                if length >= rest.len() {
                    break;
                }
                at += u32::try_from(length).unwrap_or(u32::MAX);
                continues = true;
            }
        }
        Self { starts }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none; an empty document has one, empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The row at `index`, counted from 0.
    #[must_use]
    pub fn get(&self, lines: &Lines, index: usize) -> Option<TextRow> {
        let start = self.starts.get(index)?;
        let end_of_line = lines.span_of_line(start.line as usize)?.end;
        let end = match self.starts.get(index + 1) {
            Some(next) if next.continues => next.at,
            _ => end_of_line,
        };
        let span = Span::new(start.at, end);
        Some(TextRow { span, line: start.line as usize, continues: start.continues })
    }

    /// The row, counted from 0, that shows the byte at `offset`, or the last one.
    #[must_use]
    pub fn row_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| start.at <= offset).saturating_sub(1)
    }

    /// The first row, counted from 0, of this line, counted from 1; the number of rows after the last.
    #[must_use]
    pub fn first_row_of_line(&self, line: usize) -> usize {
        self.starts.partition_point(|start| (start.line as usize) < line)
    }

    /// The tokens of the row at `index`, cut at its ends, covering each of its bytes once.
    #[must_use]
    pub fn tokens(&self, bytes: &[u8], lines: &Lines, index: usize) -> Vec<Token> {
        let (Some(row), Some(start)) = (self.get(lines, index), self.starts.get(index)) else {
            return Vec::new();
        };
        let first = Token { kind: start.token, span: Span::new(start.at, start.token_end) };
        let rest = tokens_from(bytes, start.token_end as usize);
        let in_row = std::iter::once(first).chain(rest).take_while(|token| token.span.start < row.span.end);
        in_row
            .map(|token| Token {
                span: Span::new(token.span.start, token.span.end.min(row.span.end)),
                ..token
            })
            .filter(|token| token.span.start < token.span.end)
            .collect()
    }
}

/// How many bytes of `rest` make a row: at most `width` characters, none of them cut. Bytes that are not
/// UTF-8 may all look like the middle of a character; four for each is the most that a character has.
fn row_length(rest: &[u8], width: usize) -> usize {
    if rest.len() <= width {
        return rest.len();
    }
    // Most rows are: a look at each character takes as long as all else together.
    if rest.get(..=width).is_some_and(<[u8]>::is_ascii) {
        return width;
    }
    let longest = rest.len().min(width.saturating_mul(4));
    let starts =
        rest.iter().take(longest).enumerate().filter(|(_, byte)| **byte & 0b1100_0000 != 0b1000_0000);
    starts.map(|(at, _)| at).nth(width).unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits_long_lines_and_keeps_their_colours() {
        let bytes = "{\"key\":\"é€é€é€é€\"}\n[]".as_bytes();
        let lines = Lines::new(bytes);
        let rows = Rows::new(bytes, &lines, 8);
        let texts: Vec<_> = (0..rows.len())
            .filter_map(|n| rows.get(&lines, n))
            .map(|row| (row.line, row.continues, String::from_utf8_lossy(row.span.of(bytes)).into_owned()))
            .collect();
        let row = |line, continues, text: &str| (line, continues, text.to_owned());
        assert_eq!(
            texts,
            [
                row(1, false, "{\"key\":\""),
                row(1, true, "é€é€é€é€"),
                row(1, true, "\"}"),
                row(2, false, "[]")
            ]
        );
        let kinds: Vec<_> = rows.tokens(bytes, &lines, 2).iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::String, TokenKind::Punctuation]);
        assert_eq!(rows.row_of(0), 0);
        assert_eq!(rows.row_of(8), 1);
        assert_eq!(rows.row_of(999), 3);
        assert_eq!(rows.first_row_of_line(2), 3);
    }

    proptest! {
        #[test]
        fn show_every_byte_but_line_breaks(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..200),
                "[\\[\\]{}:,\"a1 é\n\r]{0,80}".prop_map(String::into_bytes),
            ],
            width in 0usize..9,
        ) {
            let lines = Lines::new(&bytes);
            let rows = Rows::new(&bytes, &lines, width);
            let whole: Vec<Token> = tokens(&bytes).collect();
            let mut shown = 0;
            for index in 0..rows.len() {
                let row = rows.get(&lines, index).unwrap();
                prop_assert!(row.span.end as usize - row.span.start as usize <= width.max(1) * 4);
                shown += row.span.of(&bytes).len();
                let mut at = row.span.start;
                for token in rows.tokens(&bytes, &lines, index) {
                    prop_assert_eq!(token.span.start, at);
                    at = token.span.end;
                    let of = whole.iter().find(|t| t.span.start <= token.span.start && token.span.start < t.span.end);
                    prop_assert_eq!(of.map(|t| t.kind), Some(token.kind));
                }
                prop_assert_eq!(at, row.span.end);
                if row.span.start < row.span.end {
                    prop_assert_eq!(rows.row_of(row.span.start), index);
                }
            }
            let breaks: usize = (1..lines.count())
                .map(|n| (lines.span_of_line(n + 1).unwrap().start - lines.span_of_line(n).unwrap().end) as usize)
                .sum();
            prop_assert_eq!(shown + breaks, bytes.len());
        }
    }
}
