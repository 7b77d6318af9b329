//! How programs lay a document out: the white space between its tokens.
//!
//! The keys keep their order, and numbers stay as they are written. Meant for documents that are JSON;
//! of others every token is kept, and the white space is a guess.

use super::strings::Strings;
use super::tokens::{TokenKind, tokens};
use crate::limits;

/// One step of indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indent {
    /// So many spaces.
    Spaces(u8),
    /// A tab.
    Tab,
}

impl Indent {
    const fn unit(self) -> (u8, usize) {
        match self {
            Self::Spaces(count) => (b' ', count as usize),
            Self::Tab => (b'\t', 1),
        }
    }
}

/// The white space of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// As it stands.
    AsWritten,
    /// None: Go's `json.Marshal`, JavaScript's `JSON.stringify`.
    Compact,
    /// One line with a space after each comma and colon: Python's `json.dumps`.
    Spaced,
    /// A line for each element, with nothing between the brackets of an empty one: Go's
    /// `json.MarshalIndent`, `JSON.stringify` and Python's `json.dumps` with an indent, jq.
    Indented(Indent),
    /// The same, with a space after each comma at the end of its line: `json.dumps` with an indent
    /// before Python 3.4.
    IndentedWithSpaces(Indent),
}

/// Writes the document again; `None` when that takes more than [`limits::DOCUMENT_BYTES`], as deep
/// nesting with wide indentation may.
#[must_use]
pub fn write(bytes: &[u8], layout: Layout, strings: Strings, line_break: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut fits = true;
    pieces(bytes, |piece| {
        fits = fits && out.len() <= limits::DOCUMENT_BYTES;
        match (piece, layout) {
            _ if !fits => {}
            (Piece::Token(token), _) => out.extend_from_slice(token),
            (Piece::String(raw), _) => strings.write(&mut out, raw),
            (Piece::Space(space), Layout::AsWritten) => out.extend_from_slice(space),
            (Piece::Break { depth }, Layout::Indented(indent) | Layout::IndentedWithSpaces(indent)) => {
                out.extend_from_slice(line_break);
                let (byte, count) = indent.unit();
                out.extend(std::iter::repeat_n(byte, count * depth));
            }
            (Piece::Colon, Layout::Spaced | Layout::Indented(_) | Layout::IndentedWithSpaces(_))
            | (Piece::Comma, Layout::Spaced | Layout::IndentedWithSpaces(_)) => out.push(b' '),
            _ => {}
        }
    });
    (fits && out.len() <= limits::DOCUMENT_BYTES).then_some(out)
}

/// What a document's length depends on: measured once, it gives the length of every layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    content: u64,
    spaces: u64,
    colons: u64,
    commas: u64,
    breaks: u64,
    depths: u64,
}

impl Measure {
    /// Measures a document, with its strings written in this way.
    #[must_use]
    pub fn new(bytes: &[u8], strings: Strings) -> Self {
        let mut measure = Self::default();
        let mut scratch = Vec::new();
        pieces(bytes, |piece| match piece {
            Piece::Token(token) => measure.content += token.len() as u64,
            Piece::String(raw) => {
                scratch.clear();
                strings.write(&mut scratch, raw);
                measure.content += scratch.len() as u64;
            }
            Piece::Space(space) => measure.spaces += space.len() as u64,
            Piece::Colon => measure.colons += 1,
            Piece::Comma => measure.commas += 1,
            Piece::Break { depth } => {
                measure.breaks += 1;
                measure.depths += depth as u64;
            }
        });
        measure
    }

    /// Whether this layout gives other bytes than a simpler one: an empty object can't be indented, and a
    /// document without commas has no spaces after them.
    #[must_use]
    pub fn tells_apart(&self, layout: Layout) -> bool {
        match layout {
            Layout::AsWritten | Layout::Compact => true,
            Layout::Spaced => self.colons + self.commas > 0,
            Layout::Indented(_) => self.breaks > 0,
            Layout::IndentedWithSpaces(_) => self.commas > 0,
        }
    }

    /// How many bytes [`write()`] gives for this layout, with line breaks of so many bytes.
    #[must_use]
    pub fn length(&self, layout: Layout, line_break: u64) -> u64 {
        let indented = |indent: Indent| {
            let (_, unit) = indent.unit();
            self.content + self.colons + self.breaks * line_break + self.depths * unit as u64
        };
        match layout {
            Layout::AsWritten => self.content + self.spaces,
            Layout::Compact => self.content,
            Layout::Spaced => self.content + self.colons + self.commas,
            Layout::Indented(indent) => indented(indent),
            Layout::IndentedWithSpaces(indent) => indented(indent) + self.commas,
        }
    }
}

/// What a document is made of, for one who lays it out.
enum Piece<'a> {
    Token(&'a [u8]),
    String(&'a [u8]),
    /// White space as it stands.
    Space(&'a [u8]),
    /// The place after a colon.
    Colon,
    /// The place after a comma.
    Comma,
    /// Where a line starts when each element has its own.
    Break {
        depth: usize,
    },
}

fn pieces<'a>(bytes: &'a [u8], mut take: impl FnMut(Piece<'a>)) {
    let mut depth = 0_usize;
    // An open bracket whose line break waits to see whether it is closed at once.
    let mut opened = false;
    for token in tokens(bytes) {
        let text = token.span.of(bytes);
        if token.kind == TokenKind::Space {
            take(Piece::Space(text));
            continue;
        }
        let closes = matches!(text, b"}" | b"]");
        if closes {
            depth = depth.saturating_sub(1);
        }
        if opened != closes {
            take(Piece::Break { depth });
        }
        opened = matches!(text, b"{" | b"[");
        match token.kind {
            TokenKind::Key | TokenKind::String => take(Piece::String(text)),
            _ => take(Piece::Token(text)),
        }
        match text {
            b"{" | b"[" => depth += 1,
            b":" => take(Piece::Colon),
            b"," => {
                take(Piece::Comma);
                take(Piece::Break { depth });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINIMAL: &str = r#"{"a":[1,{"b":[]},{}],"c":{"d":"e, f: g"}}"#;

    #[test]
    fn lays_out_as_each_program_does() {
        let written = |layout| {
            let bytes = write(MINIMAL.as_bytes(), layout, Strings::AsWritten, b"\n").unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(written(Layout::AsWritten), MINIMAL);
        assert_eq!(written(Layout::Compact), MINIMAL);
        assert_eq!(written(Layout::Spaced), r#"{"a": [1, {"b": []}, {}], "c": {"d": "e, f: g"}}"#);
        let two = "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    },\n    {}\n  ],\n  \"c\": {\n    \
                   \"d\": \"e, f: g\"\n  }\n}";
        assert_eq!(written(Layout::Indented(Indent::Spaces(2))), two);
        assert_eq!(written(Layout::Indented(Indent::Tab)), two.replace("  ", "\t"));
        assert_eq!(written(Layout::IndentedWithSpaces(Indent::Spaces(2))), two.replace(",\n", ", \n"));
        let value: serde_json::Value = serde_json::from_str(MINIMAL).unwrap();
        assert_eq!(serde_json::to_string_pretty(&value).unwrap(), two, "serde_json writes the same");
    }

    /// Documents as serde_json writes them.
    pub(crate) fn documents() -> impl proptest::strategy::Strategy<Value = String> {
        use serde_json::Value;
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-z<>&\"\\\\é\u{2028}😀\u{7f}\n ]{0,8}".prop_map(Value::from),
        ];
        let any = leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::btree_map("[a-z<é]{0,4}", inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        });
        any.prop_map(|value| value.to_string())
    }

    pub(crate) fn layouts() -> impl proptest::strategy::Strategy<Value = Layout> {
        let indent = || prop_oneof![(1..9_u8).prop_map(Indent::Spaces), Just(Indent::Tab)];
        prop_oneof![
            Just(Layout::AsWritten),
            Just(Layout::Compact),
            Just(Layout::Spaced),
            indent().prop_map(Layout::Indented),
            indent().prop_map(Layout::IndentedWithSpaces),
        ]
    }

    #[test]
    fn refuses_to_write_more_than_a_document_may_hold() {
        // 128 deep, and half a million lines there: a gigabyte of indentation.
        let deep = format!("{}0{}{}", "[".repeat(128), ",0".repeat(500_000), "]".repeat(128));
        let indent = Layout::Indented(Indent::Spaces(16));
        assert_eq!(write(deep.as_bytes(), indent, Strings::AsWritten, b"\n"), None);
        assert!(Measure::new(deep.as_bytes(), Strings::AsWritten).length(indent, 1) > 1_000_000_000);
    }

    proptest! {
        #[test]
        fn compact_and_pretty_and_compact_is_where_it_began(
            document in documents(), layout in layouts(), strings in proptest::sample::select(&Strings::ALL[..]),
        ) {
            let laid_out = write(document.as_bytes(), layout, strings, b"\r\n").unwrap();
            let back = write(&laid_out, Layout::Compact, Strings::Plain, b"").unwrap();
            prop_assert_eq!(String::from_utf8(back).unwrap(), document.as_str());
            let value: serde_json::Value = serde_json::from_slice(&laid_out).unwrap();
            prop_assert_eq!(value.to_string(), document);
        }

        #[test]
        fn lengths_are_those_of_what_is_written(
            document in prop_oneof![documents(), "[\\[\\]{}:,\"a1 é\n\r\\\\]{0,80}"],
            before in layouts(), layout in layouts(), strings in proptest::sample::select(&Strings::ALL[..]),
        ) {
            let document = write(document.as_bytes(), before, Strings::AsWritten, b"\n").unwrap();
            let measure = Measure::new(&document, strings);
            for line_break in [&b"\n"[..], b"\r\n"] {
                let written = write(&document, layout, strings, line_break).unwrap().len() as u64;
                prop_assert_eq!(measure.length(layout, line_break.len() as u64), written);
            }
        }

        #[test]
        fn indented_is_as_serde_json_indents(document in documents()) {
            let value: serde_json::Value = serde_json::from_str(&document).unwrap();
            let theirs = serde_json::to_string_pretty(&value).unwrap();
            let indent = Layout::Indented(Indent::Spaces(2));
            let ours = write(document.as_bytes(), indent, Strings::AsWritten, b"\n").unwrap();
            prop_assert_eq!(String::from_utf8(ours).unwrap(), theirs);
        }
    }
}
