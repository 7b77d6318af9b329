//! Tokens for the eye: what each byte of a document is, broken or not.

use super::{Span, number, scan};

/// What a run of bytes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A string with a colon after it.
    Key,
    /// Any other string.
    String,
    /// A number by the grammar.
    Number,
    /// `true`, `false`, `null`.
    Literal,
    /// One of `{`, `}`, `[`, `]`, `,` and `:`.
    Punctuation,
    /// White space.
    Space,
    /// Anything that JSON has no place for.
    Other,
}

/// A run of bytes of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

/// The tokens of a document: in order, with no gap and no overlap, whatever the bytes are.
///
/// White space ends after each line feed, and a string that lacks its closing quote ends with its line,
/// so that every line starts a token, and a mistake doesn't colour the rest of the document.
#[must_use]
pub fn tokens(bytes: &[u8]) -> Tokens<'_> {
    Tokens { bytes, at: 0 }
}

/// The tokens from a place on that is known to start one.
pub(super) fn tokens_from(bytes: &[u8], at: usize) -> Tokens<'_> {
    Tokens { bytes, at }
}

/// The iterator that [`tokens`] gives.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let first = *self.bytes.get(start)?;
        let (kind, end) = match first {
            b' ' | b'\n' | b'\r' | b'\t' => (TokenKind::Space, self.space_end()),
            b'"' => self.string(),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => (TokenKind::Punctuation, start + 1),
            b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => self.word(),
            b'#' => (TokenKind::Other, scan::line_end(self.bytes, start)),
            b'/' if self.bytes.get(start + 1) == Some(&b'/') => {
                (TokenKind::Other, scan::line_end(self.bytes, start))
            }
            _ => (TokenKind::Other, scan::stray_end(self.bytes, start)),
        };
        self.at = end.max(start + 1);
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Token { kind, span: Span::new(offset(start), offset(self.at)) })
    }
}

impl Tokens<'_> {
    fn space_end(&self) -> usize {
        let end = scan::space_end(self.bytes, self.at);
        let space = self.bytes.get(self.at..end).unwrap_or_default();
        space.iter().position(|byte| *byte == b'\n').map_or(end, |feed| self.at + feed + 1)
    }

    fn string(&self) -> (TokenKind, usize) {
        let mut at = self.at + 1;
        loop {
            at = scan::string_end(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => break,
                // Whatever is escaped, but not a line break.
                Some(b'\\') if !matches!(self.bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
                None | Some(b'\n' | b'\r') => return (TokenKind::String, at),
                Some(_) => at += 1,
            }
        }
        let after = scan::space_end(self.bytes, at + 1);
        let kind = if self.bytes.get(after) == Some(&b':') { TokenKind::Key } else { TokenKind::String };
        (kind, at + 1)
    }

    fn word(&self) -> (TokenKind, usize) {
        let end = scan::word_end(self.bytes, self.at);
        let kind = match self.bytes.get(self.at..end).unwrap_or_default() {
            b"true" | b"false" | b"null" => TokenKind::Literal,
            written if !matches!(number::check(written), number::Check::Bad(_)) => TokenKind::Number,
            _ => TokenKind::Other,
        };
        (kind, end)
    }
}

#[cfg(test)]
mod tests {
    use super::TokenKind::{Key, Literal, Number, Other, Punctuation, Space, String};
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text.as_bytes())
            .map(|token| (token.kind, std::str::from_utf8(token.span.of(text.as_bytes())).unwrap()))
            .filter(|(kind, _)| !matches!(kind, Space | Punctuation))
            .collect()
    }

    #[test]
    fn tells_keys_from_strings_and_good_from_bad() {
        assert_eq!(
            kinds("{\"a\" : \"b\", \"c\\\"\":[1, 01, true, None]}"),
            [
                (Key, "\"a\""),
                (String, "\"b\""),
                (Key, "\"c\\\"\""),
                (Number, "1"),
                (Other, "01"),
                (Literal, "true"),
                (Other, "None")
            ]
        );
        // A mistake ends with its line.
        assert_eq!(
            kinds("{\"a\": \"b,\n\"c\": 1}"),
            [(Key, "\"a\""), (String, "\"b,"), (Key, "\"c\""), (Number, "1")]
        );
        assert_eq!(kinds("[\"a\\\n1]"), [(String, "\"a\\"), (Number, "1")]);
        assert_eq!(kinds("[1] // two\n[3]"), [(Number, "1"), (Other, "// two"), (Number, "3")]);
        assert_eq!(kinds("'é' 1"), [(Other, "'é'"), (Number, "1")]);
    }

    proptest! {
        #[test]
        fn cover_every_byte_once(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut at = 0;
            for token in tokens(&bytes) {
                prop_assert_eq!(token.span.start, at);
                prop_assert!(token.span.end > at);
                at = token.span.end;
            }
            prop_assert_eq!(at as usize, bytes.len());
        }

        #[test]
        fn start_anew_with_each_line(text in "[\\[\\]{}:,\"a\\\\1 #/\n\r]{0,60}") {
            let bytes = text.as_bytes();
            let starts: Vec<u32> = tokens(bytes).map(|token| token.span.start).collect();
            for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
                prop_assert!(at + 1 == bytes.len() || starts.contains(&(at as u32 + 1)));
            }
        }
    }
}
