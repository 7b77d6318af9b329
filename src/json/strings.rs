//! How programs write strings: what they escape, and what they leave.

use super::text::{Meaning, escape_at};

/// Which characters of a string are written as escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strings {
    /// As they stand.
    AsWritten,
    /// Go's `json.Marshal`: `<`, `>`, `&`, U+2028 and U+2029 as `\u003c` and so on.
    Go,
    /// Go's encoder after `SetEscapeHTML(false)`: U+2028 and U+2029 alone.
    GoWithoutHtml,
    /// Python's `json.dumps`: everything but printable ASCII, in pairs of surrogates beyond U+FFFF.
    Python,
    /// Nothing but what the grammar asks for: JavaScript, Rust, jq, Python with `ensure_ascii=False`.
    Plain,
}

impl Strings {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AsWritten, Self::Go, Self::GoWithoutHtml, Self::Python, Self::Plain];

    /// Writes the string `raw`, quotes included, to `out`. Half of a surrogate pair has no text to write
    /// again: it stays as it stands.
    pub(super) fn write(self, out: &mut Vec<u8>, raw: &[u8]) {
        if self == Self::AsWritten || !raw.iter().any(|byte| may_change(*byte)) {
            return out.extend_from_slice(raw);
        }
        let Some(inside) = raw.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
            return out.extend_from_slice(raw);
        };
        out.push(b'"');
        let mut rest = inside;
        while let Some(backslash) = rest.iter().position(|byte| *byte == b'\\') {
            let (plain, escape) = rest.split_at_checked(backslash).unwrap_or_default();
            self.text(out, plain);
            let (meaning, taken) = escape_at(escape);
            match meaning {
                Meaning::Character(character) => self.character(out, character),
                Meaning::LoneSurrogate | Meaning::Bad => {
                    out.extend_from_slice(escape.get(..taken).unwrap_or_default());
                }
            }
            rest = escape.get(taken..).unwrap_or_default();
        }
        self.text(out, rest);
        out.push(b'"');
    }

    fn text(self, out: &mut Vec<u8>, plain: &[u8]) {
        for chunk in plain.utf8_chunks() {
            for character in chunk.valid().chars() {
                self.character(out, character);
            }
            out.extend_from_slice(chunk.invalid());
        }
    }

    fn character(self, out: &mut Vec<u8>, character: char) {
        match character {
            '"' | '\\' => out.extend([b'\\', character as u8]),
            '\n' => out.extend(b"\\n"),
            '\r' => out.extend(b"\\r"),
            '\t' => out.extend(b"\\t"),
            '\u{8}' => out.extend(b"\\b"),
            '\u{c}' => out.extend(b"\\f"),
            _ if self.escapes(character) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    out.extend(b"\\u");
                    for shift in [12, 8, 4, 0] {
                        let digit = char::from_digit(u32::from(*unit >> shift & 15), 16);
                        out.extend(digit.map(|digit| digit as u8));
                    }
                }
            }
            _ => out.extend(character.encode_utf8(&mut [0; 4]).bytes()),
        }
    }

    fn escapes(self, character: char) -> bool {
        match character {
            '\0'..='\u{1f}' => true,
            '<' | '>' | '&' => self == Self::Go,
            '\u{2028}' | '\u{2029}' => matches!(self, Self::Go | Self::GoWithoutHtml | Self::Python),
            ' '..='~' => false,
            _ => self == Self::Python,
        }
    }
}

/// Whether the ways of writing strings may differ on this document. Most manifests are ASCII with nothing
/// to escape, and they do not.
#[must_use]
pub fn strings_may_change(document: &[u8]) -> bool {
    document.iter().any(|byte| may_change(*byte))
}

fn may_change(byte: u8) -> bool {
    matches!(byte, b'\\' | b'<' | b'>' | b'&' | 0x7f..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn write_as_each_program_does() {
        // Go: appendString of encoding/json/encode.go (1.22 and later). Python: ESCAPE_ASCII of
        // Lib/json/encoder.py. Plain: JSON.stringify.
        let raw = r#""a<\u003e&\/\"\\\u0008\u001F\u00e9é\u2028😀""#;
        let written = |strings: Strings| {
            let mut out = Vec::new();
            strings.write(&mut out, raw.as_bytes());
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(Strings::AsWritten), raw);
        assert_eq!(written(Strings::Go), r#""a\u003c\u003e\u0026/\"\\\b\u001féé\u2028😀""#);
        assert_eq!(written(Strings::GoWithoutHtml), r#""a<>&/\"\\\b\u001féé\u2028😀""#);
        assert_eq!(written(Strings::Python), r#""a<>&/\"\\\b\u001f\u00e9\u00e9\u2028\ud83d\ude00""#);
        assert_eq!(written(Strings::Plain), "\"a<>&/\\\"\\\\\\b\\u001féé\u{2028}😀\"");
    }

    #[test]
    fn leave_what_has_no_text() {
        for strings in Strings::ALL {
            for raw in [&br#""\ud800""#[..], b"\"\xff\"", br#""\q""#, b"\"unfinished<"] {
                let mut out = Vec::new();
                strings.write(&mut out, raw);
                assert_eq!(out, raw, "{strings:?}");
            }
        }
    }
}
