//! The white space between a JSON document's tokens, told from a few facts instead of being spelled.
//!
//! Go's, Python's and JavaScript's printers and `jq` all put their white space by the same rules, with an
//! indentation, a space after colons or commas, and an end of line of their own. With these facts known,
//! the white space in front of a token follows; only where a document departs from it is it spelled out.
//! This works on any bytes: what is not JSON has a layout without white space of its own.

/// How far into JSON the bytes so far have led. Any sequence of bytes has such a state.
#[derive(Clone, Copy, Default)]
pub(super) struct Scanner {
    in_string: bool,
    escaped: bool,
    /// Open braces and brackets.
    depth: u32,
    /// The byte before, white space between tokens not counted; 0 at the start.
    last: u8,
}

impl Scanner {
    /// Whether the next byte stands between tokens or starts one, so that white space means nothing.
    pub(super) const fn is_between_tokens(&self) -> bool {
        !self.in_string
    }

    pub(super) const fn is_escaped(&self) -> bool {
        self.escaped
    }

    /// Steps over one byte that is not white space between tokens.
    pub(super) const fn step(&mut self, byte: u8) {
        if self.in_string {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.in_string = false;
            }
        } else {
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.last = byte;
    }
}

/// Whether `byte` is white space to JSON.
pub(super) const fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What a printer was set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// 0: all in one line; 1 to 8: so many spaces a level; 9: a tab a level.
    pub(super) indent: u8,
    /// A space after `:`.
    pub(super) colon_space: bool,
    /// A space after `,` when all is in one line.
    pub(super) comma_space: bool,
    /// Lines end with CR LF.
    pub(super) crlf: bool,
    /// The document ends with the end of a line.
    pub(super) final_newline: bool,
}

/// White space in front of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    newline: &'static [u8],
    fill: u8,
    count: usize,
}

impl Gap {
    const NONE: Self = Self { newline: b"", fill: b' ', count: 0 };

    /// How many bytes it is.
    pub(super) const fn len(&self) -> usize {
        self.newline.len().saturating_add(self.count)
    }

    /// Writes it.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.newline);
        out.resize(out.len().saturating_add(self.count), self.fill);
    }

    /// Whether `bytes` are just this.
    fn is(&self, bytes: &[u8]) -> bool {
        bytes
            .strip_prefix(self.newline)
            .is_some_and(|fill| fill.len() == self.count && fill.iter().all(|byte| *byte == self.fill))
    }
}

impl Layout {
    const fn newline(self) -> &'static [u8] {
        if self.crlf { b"\r\n" } else { b"\n" }
    }

    fn line(self, depth: u32) -> Gap {
        let (fill, unit) = if self.indent == 9 { (b'\t', 1) } else { (b' ', usize::from(self.indent)) };
        Gap { newline: self.newline(), fill, count: unit.saturating_mul(depth as usize) }
    }

    const fn space(is_there: bool) -> Gap {
        Gap { count: is_there as usize, ..Gap::NONE }
    }

    /// The white space in front of `next`, which is `None` at the document's end.
    pub(super) fn gap(self, scanner: &Scanner, next: Option<u8>) -> Gap {
        let is_open = matches!(scanner.last, b'{' | b'[');
        match (scanner.last, next) {
            (_, None) if self.final_newline => Gap { newline: self.newline(), ..Gap::NONE },
            (_, None) | (0, _) => Gap::NONE,
            (_, Some(b'}' | b']')) if is_open || self.indent == 0 => Gap::NONE,
            (_, Some(b'}' | b']')) => self.line(scanner.depth.saturating_sub(1)),
            (b'{' | b'[' | b',', _) if self.indent > 0 => self.line(scanner.depth),
            (b',', _) => Self::space(self.comma_space),
            (b':', _) => Self::space(self.colon_space),
            _ => Gap::NONE,
        }
    }

    /// Whether the white space `bytes` in front of `next` is what the layout puts there.
    pub(super) fn is_gap(self, scanner: &Scanner, next: Option<u8>, bytes: &[u8]) -> bool {
        self.gap(scanner, next).is(bytes)
    }

    /// The layout of `document`, by its first tokens and its end; a guess that is right for what a printer
    /// wrote.
    pub(super) fn of(document: &[u8]) -> Self {
        let mut layout = Self { final_newline: document.ends_with(b"\n"), ..Self::default() };
        let mut scanner = Scanner::default();
        let (mut colon, mut comma) = (None, None);
        for (at, byte) in document.iter().enumerate() {
            if scanner.is_between_tokens() && is_white(*byte) {
                continue;
            }
            let between = scanner.is_between_tokens();
            scanner.step(*byte);
            let Some(after) = document.get(at + 1..).filter(|_| between) else { continue };
            match byte {
                b'{' | b'[' if layout.indent == 0 => {
                    layout.crlf = after.starts_with(b"\r\n");
                    if let Some(line) = after.strip_prefix(layout.newline()) {
                        let unit = line.iter().take_while(|byte| **byte == b' ').count();
                        layout.indent = if line.starts_with(b"\t") { 9 } else { unit.clamp(1, 8) as u8 };
                    }
                }
                b':' => _ = colon.get_or_insert(after.starts_with(b" ")),
                b',' => _ = comma.get_or_insert(after.starts_with(b" ")),
                _ => {}
            }
            if colon.is_some() && comma.is_some() {
                break;
            }
        }
        layout.colon_space = colon.unwrap_or_default();
        layout.comma_space = comma.unwrap_or_default() && layout.indent == 0;
        layout
    }

    /// The facts in one byte.
    pub(super) const fn to_byte(self) -> u8 {
        self.indent
            | (self.colon_space as u8) << 4
            | (self.comma_space as u8) << 5
            | (self.crlf as u8) << 6
            | (self.final_newline as u8) << 7
    }

    /// The facts from their byte. Any byte is some layout.
    pub(super) const fn from_byte(byte: u8) -> Self {
        let indent = byte & 15;
        Self {
            indent: if indent > 9 { 9 } else { indent },
            colon_space: byte & 16 != 0,
            comma_space: byte & 32 != 0,
            crlf: byte & 64 != 0,
            final_newline: byte & 128 != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many times `document` departs from its layout.
    fn departures(document: &[u8]) -> usize {
        let layout = Layout::of(document);
        let (mut scanner, mut gap, mut count) = (Scanner::default(), Vec::new(), 0);
        for byte in document {
            if scanner.is_between_tokens() && is_white(*byte) {
                gap.push(*byte);
            } else {
                if scanner.is_between_tokens() {
                    count += usize::from(!layout.is_gap(&scanner, Some(*byte), &gap));
                }
                gap.clear();
                scanner.step(*byte);
            }
        }
        count + usize::from(!layout.is_gap(&scanner, None, &gap))
    }

    #[test]
    fn what_a_printer_writes_has_a_layout() {
        let documents: [&[u8]; 9] = [
            br#"{"a":[1,{"b":{}},[]],"c":"x: y, z"}"#,
            b"{\n  \"a\": [\n    1,\n    {\n      \"b\": {}\n    },\n    []\n  ],\n  \"c\": \"x: y, z\"\n}",
            b"{\n   \"a\": [\n      1\n   ]\n}\n",
            b"{\n\t\"a\": [\n\t\t1\n\t]\n}",
            b"{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n",
            b"{\"a\": [1, 2], \"b\": {\"c\": \"\\\",\"}}",
            b"[]",
            b"",
            b"\n",
        ];
        for document in documents {
            assert_eq!(departures(document), 0, "{}", String::from_utf8_lossy(document));
        }
    }

    #[test]
    fn a_departure_is_one() {
        // A printer would have put the last brace on a line of its own.
        assert_eq!(departures(b"{\n  \"a\": 1 }"), 1);
        // Space in front of a colon, which no printer's layout has.
        assert_eq!(departures(b"{\"a\" :1}"), 1);
    }

    #[test]
    fn the_facts_survive_their_byte() {
        for byte in 0..=u8::MAX {
            let layout = Layout::from_byte(byte);
            assert_eq!(Layout::from_byte(layout.to_byte()), layout);
        }
    }
}
