//! From bytes to a tape, in one pass and without recursion.

use super::tape::{Node, NodeKind, Tape};
use super::text::{Meaning, escape_at};
use super::{Expected, Found, Problem, ProblemKind, Span, Value, keys, number, scan};
use crate::limits;

/// What reading a document gives: its values, as far as they can be told, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The values. After a problem that stops reading: those in front of it, with every object and array
    /// that was open closed at that place.
    pub tape: Tape,
    /// What is wrong, in the order of the bytes as far as one can tell; none for a good document. At most
    /// [`limits::JSON_PROBLEMS`], and the one that stopped reading.
    pub problems: Vec<Problem>,
    /// How many problems there are beyond those in the list.
    pub unlisted: usize,
}

impl Reading {
    /// The outermost value, if there is one. `bytes` must be those that were read.
    #[must_use]
    pub fn root<'a>(&'a self, bytes: &'a [u8]) -> Option<Value<'a>> {
        self.tape.root(bytes)
    }

    /// Whether the bytes are JSON by RFC 8259. Duplicate keys, lone surrogates, and numbers that readers
    /// disagree about are within its grammar.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.problems.iter().all(|problem| {
            matches!(
                problem.kind,
                ProblemKind::DuplicateKey { .. }
                    | ProblemKind::DuplicateKeyByCase { .. }
                    | ProblemKind::LoneSurrogate
                    | ProblemKind::NumberNotInterchangeable
            )
        })
    }
}

/// Reads a document. Never fails: what is wrong is told in [`Reading::problems`].
///
/// What is clear in spite of a mistake is read on: a comma too many or too few, a comment, a control
/// character or an unknown escape in a string, a number such as `01`. At anything else reading stops.
#[must_use]
pub fn read(bytes: &[u8]) -> Reading {
    let mut reader =
        Reader { bytes, at: 0, nodes: Vec::new(), open: Vec::new(), problems: Problems::default() };
    if u32::try_from(bytes.len()).is_err() {
        reader.problems.stop(Span::default(), ProblemKind::TooLarge);
    } else if reader.document().is_err() {
        reader.close_all();
    }
    let Reader { nodes, problems: Problems { mut list, unlisted }, .. } = reader;
    // Keys are compared when their object ends, behind the problems of what it holds.
    list.sort_by_key(|problem| problem.span.start);
    Reading { tape: Tape { nodes }, problems: list, unlisted }
}

/// Reading can't go on; the problem is in the list.
struct Stop;

type Step<T = ()> = Result<T, Stop>;

#[derive(Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    unlisted: usize,
}

impl Problems {
    pub(super) fn push(&mut self, span: Span, kind: impl FnOnce() -> ProblemKind) {
        if self.list.len() < limits::JSON_PROBLEMS {
            self.list.push(Problem { span, kind: kind() });
        } else {
            self.unlisted += 1;
        }
    }

    fn stop(&mut self, span: Span, kind: ProblemKind) {
        self.list.push(Problem { span, kind });
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    FirstItem,
    FirstKey,
    Item,
    Key,
    Colon,
    /// The value of a key.
    Of,
    Separator,
}

struct Open {
    node: u32,
    object: bool,
    /// Where the last comma of this container is.
    comma: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    open: Vec<Open>,
    problems: Problems,
}

/// `usize` to the `u32` of a span; the document's length was checked against `u32::MAX`.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Reader<'_> {
    fn document(&mut self) -> Step {
        self.encoding()?;
        self.space()?;
        if self.at == self.bytes.len() {
            return self.stop(self.at, self.at, ProblemKind::Empty);
        }
        let mut next = Next::Value;
        loop {
            next = self.step(next)?;
            if next == Next::Separator && self.open.is_empty() {
                break;
            }
        }
        self.space()?;
        if self.at < self.bytes.len() {
            return self.stop(self.at, self.bytes.len(), ProblemKind::TrailingBytes);
        }
        Ok(())
    }

    fn encoding(&mut self) -> Step {
        if self.bytes.starts_with(&[0xff, 0xfe]) || self.bytes.starts_with(&[0xfe, 0xff]) {
            return self.stop(0, 2, ProblemKind::Utf16);
        }
        if self.bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
            self.at = 3;
            self.problems.push(Span::new(0, 3), || ProblemKind::ByteOrderMark);
        }
        if let Err(error) = std::str::from_utf8(self.bytes) {
            let start = error.valid_up_to();
            let length = error.error_len().unwrap_or(self.bytes.len() - start);
            self.problems.push(self.span(start, start + length), || ProblemKind::NotUtf8);
        }
        Ok(())
    }

    fn step(&mut self, next: Next) -> Step<Next> {
        self.space()?;
        let Some(byte) = self.peek() else {
            return self.unexpected(expected(next, self.in_object()), Found::EndOfDocument);
        };
        match (next, byte) {
            (Next::FirstItem, b']') => Ok(self.close()),
            (Next::FirstKey, b'}') => Ok(self.close()),
            (Next::Item, b']') | (Next::Key, b'}') => {
                let comma = self.open.last().map_or(self.at, |open| open.comma);
                let expected = expected(next, self.in_object());
                self.note(comma, comma + 1, expected, Found::TrailingComma);
                Ok(self.close())
            }
            (Next::FirstKey | Next::Key, b'"') => {
                self.string()?;
                Ok(Next::Colon)
            }
            (Next::Colon, b':') => {
                self.at += 1;
                Ok(Next::Of)
            }
            (Next::Colon, b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                self.note(self.at, self.at, Expected::Colon, Found::MissingColon);
                Ok(Next::Of)
            }
            (Next::Separator, b',') => {
                let at = self.at;
                self.at += 1;
                let Some(open) = self.open.last_mut() else { return Ok(Next::Separator) };
                open.comma = at;
                Ok(if open.object { Next::Key } else { Next::Item })
            }
            (Next::Separator, b'}') if self.in_object() => Ok(self.close()),
            (Next::Separator, b']') if !self.in_object() => Ok(self.close()),
            (Next::Separator, b'"') if self.in_object() => {
                self.note(self.at, self.at, Expected::CommaOrObjectEnd, Found::MissingComma);
                Ok(Next::Key)
            }
            (Next::Separator, b'"' | b'{' | b'[' | b'-' | b'0'..=b'9') if !self.in_object() => {
                self.note(self.at, self.at, Expected::CommaOrArrayEnd, Found::MissingComma);
                Ok(Next::Item)
            }
            (Next::Value | Next::FirstItem | Next::Item | Next::Of, _) => self.value(next, byte),
            _ => self.unexpected_byte(next, byte),
        }
    }

    fn value(&mut self, next: Next, byte: u8) -> Step<Next> {
        match byte {
            b'"' => self.string()?,
            b'{' | b'[' => return self.open(byte == b'{'),
            b'-' | b'+' | b'.' | b'0'..=b'9' => self.number(next)?,
            b'a'..=b'z' | b'A'..=b'Z' => self.word(next)?,
            _ => return self.unexpected_byte(next, byte),
        }
        Ok(Next::Separator)
    }

    fn open(&mut self, object: bool) -> Step<Next> {
        if self.open.len() >= limits::JSON_DEPTH {
            let kind = ProblemKind::TooDeep { limit: limits::JSON_DEPTH };
            return self.stop(self.at, self.at + 1, kind);
        }
        let node = offset(self.nodes.len());
        self.push(self.at, self.at + 1, if object { NodeKind::Object } else { NodeKind::Array })?;
        self.open.push(Open { node, object, comma: self.at });
        self.at += 1;
        Ok(if object { Next::FirstKey } else { Next::FirstItem })
    }

    /// Closes the innermost container at the bracket that stands here.
    fn close(&mut self) -> Next {
        self.at += 1;
        if let Some(open) = self.open.pop() {
            self.finish(&open);
        }
        Next::Separator
    }

    fn finish(&mut self, open: &Open) {
        let behind = offset(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(open.node as usize) {
            node.span.end = offset(self.at);
            node.next = behind;
        }
        if open.object {
            keys::find_duplicates(self.bytes, &self.nodes, open.node, &mut self.problems);
        }
    }

    fn close_all(&mut self) {
        // A key whose value was not read goes, so that members stay pairs.
        if self.in_object() && self.open.last().is_some_and(|open| self.members(open.node) % 2 == 1) {
            self.nodes.pop();
        }
        while let Some(open) = self.open.pop() {
            self.finish(&open);
        }
    }

    /// How many keys and values an open object has.
    fn members(&self, object: u32) -> usize {
        let mut at = object + 1;
        let mut count = 0;
        while let Some(node) = self.nodes.get(at as usize) {
            at = node.next;
            count += 1;
        }
        count
    }

    fn string(&mut self) -> Step {
        let start = self.at;
        let mut kind = NodeKind::Plain;
        self.at += 1;
        loop {
            self.at = scan::string_end(self.bytes, self.at);
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    kind = NodeKind::Escaped;
                    self.escape();
                }
                Some(control) => {
                    let found = Found::ControlCharacter(control);
                    self.note(self.at, self.at + 1, Expected::StringCharacter, found);
                    self.at += 1;
                }
                None => {
                    let found = Found::UnfinishedString;
                    let kind = ProblemKind::Syntax { expected: Expected::StringCharacter, found };
                    return self.stop(start, self.at, kind);
                }
            }
        }
        self.at += 1;
        self.push(start, self.at, kind)
    }

    fn escape(&mut self) {
        let (meaning, length) = escape_at(self.bytes.get(self.at..).unwrap_or_default());
        let span = self.span(self.at, self.at + length);
        match meaning {
            Meaning::Character(_) => {}
            Meaning::LoneSurrogate => self.problems.push(span, || ProblemKind::LoneSurrogate),
            Meaning::Bad => self.note(self.at, self.at + length, Expected::Escape, Found::BadEscape),
        }
        self.at += length;
    }

    fn number(&mut self, next: Next) -> Step {
        let start = self.at;
        let end = scan::word_end(self.bytes, start);
        let written = self.bytes.get(start..end).unwrap_or_default();
        let kind = match number::check(written) {
            number::Check::Good => NodeKind::Number,
            number::Check::NotInterchangeable => {
                self.problems.push(self.span(start, end), || ProblemKind::NumberNotInterchangeable);
                NodeKind::Number
            }
            number::Check::Bad(Found::NotANumber) => {
                let kind = ProblemKind::Syntax {
                    expected: expected(next, self.in_object()),
                    found: Found::NotANumber,
                };
                return self.stop(start, end, kind);
            }
            number::Check::Bad(found) => {
                self.note(start, end, Expected::Number, found);
                NodeKind::BadNumber
            }
        };
        self.at = end;
        self.push(start, end, kind)
    }

    fn word(&mut self, next: Next) -> Step {
        let start = self.at;
        let end = scan::word_end(self.bytes, start);
        let found = match self.bytes.get(start..end).unwrap_or_default() {
            b"null" => return self.literal(end, NodeKind::Null),
            b"true" => return self.literal(end, NodeKind::True),
            b"false" => return self.literal(end, NodeKind::False),
            b"NaN" | b"Infinity" => Found::NotANumber,
            b"True" | b"False" | b"None" => Found::PythonWord,
            _ => Found::BareWord,
        };
        let kind = ProblemKind::Syntax { expected: expected(next, self.in_object()), found };
        self.stop(start, end, kind)
    }

    fn literal(&mut self, end: usize, kind: NodeKind) -> Step {
        let start = self.at;
        self.at = end;
        self.push(start, end, kind)
    }

    fn push(&mut self, start: usize, end: usize, kind: NodeKind) -> Step {
        if self.nodes.len() >= limits::JSON_VALUES {
            return self.stop(start, end, ProblemKind::TooManyValues { limit: limits::JSON_VALUES });
        }
        let next = offset(self.nodes.len() + 1);
        self.nodes.push(Node { span: self.span(start, end), next, kind });
        Ok(())
    }

    /// Skips white space, and comments, which are a problem.
    fn space(&mut self) -> Step {
        loop {
            self.at = scan::space_end(self.bytes, self.at);
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let end = match rest {
                [b'/', b'/', ..] | [b'#', ..] => scan::line_end(self.bytes, self.at),
                [b'/', b'*', ..] => scan::block_comment_end(self.bytes, self.at),
                _ => return Ok(()),
            };
            self.note(self.at, end, Expected::Space, Found::Comment);
            self.at = end;
        }
    }

    fn unexpected_byte<T>(&mut self, next: Next, byte: u8) -> Step<T> {
        let character = scan::character(self.bytes, self.at);
        let found = match (byte, character) {
            (b'\'', _) => Found::SingleQuote,
            (b',', _) => Found::ExtraComma,
            (b']' | b'}', _) => Found::WrongBracket,
            (b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$', _) => Found::BareWord,
            (_, Some(quote @ ('\u{2018}'..='\u{201f}' | '«' | '»'))) => Found::CurlyQuote(quote),
            (_, Some(space)) if space.is_whitespace() || space == '\u{feff}' => Found::OtherSpace(space),
            (_, Some(other)) => Found::Character(other),
            (_, None) => Found::Byte(byte),
        };
        let end = match found {
            Found::BareWord => scan::word_end(self.bytes, self.at),
            _ => self.at + character.map_or(1, char::len_utf8),
        };
        let kind = ProblemKind::Syntax { expected: expected(next, self.in_object()), found };
        self.stop(self.at, end.max(self.at + 1), kind)
    }

    fn unexpected<T>(&mut self, expected: Expected, found: Found) -> Step<T> {
        self.stop(self.at, self.at, ProblemKind::Syntax { expected, found })
    }

    fn note(&mut self, start: usize, end: usize, expected: Expected, found: Found) {
        self.problems.push(self.span(start, end), || ProblemKind::Syntax { expected, found });
    }

    fn stop<T>(&mut self, start: usize, end: usize, kind: ProblemKind) -> Step<T> {
        let span = self.span(start, end);
        self.problems.stop(span, kind);
        Err(Stop)
    }

    fn in_object(&self) -> bool {
        self.open.last().is_some_and(|open| open.object)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(offset(start), offset(end))
    }
}

fn expected(next: Next, in_object: bool) -> Expected {
    match next {
        Next::Value | Next::Item | Next::Of => Expected::Value,
        Next::FirstItem => Expected::ValueOrArrayEnd,
        Next::FirstKey => Expected::KeyOrObjectEnd,
        Next::Key => Expected::Key,
        Next::Colon => Expected::Colon,
        Next::Separator if in_object => Expected::CommaOrObjectEnd,
        Next::Separator => Expected::CommaOrArrayEnd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The document's values as `key=value` in the order of the tape, containers with their brackets.
    fn outline(value: Value<'_>) -> String {
        use super::super::Kind;
        match value.kind() {
            Kind::Array => {
                let items: Vec<String> = value.items().map(outline).collect();
                format!("[{}]", items.join(" "))
            }
            Kind::Object => {
                let members: Vec<String> =
                    value.members().map(|m| format!("{}={}", m.name(), outline(m.value))).collect();
                format!("{{{}}}", members.join(" "))
            }
            Kind::String => format!("'{}'", value.as_str().unwrap()),
            _ => String::from_utf8_lossy(value.raw()).into_owned(),
        }
    }

    fn syntax(reading: &Reading) -> Vec<(u32, u32, Found)> {
        let found = reading.problems.iter().filter_map(|problem| match problem.kind {
            ProblemKind::Syntax { found, .. } => Some((problem.span.start, problem.span.end, found)),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn reads_a_good_document() {
        let bytes = br#" {"a": [1, -2.5e3, true, false, null, "x\ny", {}, []], "b": {"c": "d"}} "#;
        let reading = read(bytes);
        assert_eq!(reading.problems, []);
        let root = reading.root(bytes).unwrap();
        assert_eq!(outline(root), "{a=[1 -2.5e3 true false null 'x\ny' {} []] b={c='d'}}");
        assert_eq!(root.span(), Span::new(1, 71));
        let items: Vec<_> = root.get("a").unwrap().items().collect();
        assert_eq!((items[0].as_i64(), items[0].as_u64()), (Some(1), Some(1)));
        assert_eq!((items[1].as_i64(), items[1].number()), (None, Some("-2.5e3")));
        assert_eq!(root.get("b").unwrap().get("c").unwrap().raw(), br#""d""#);
        assert_eq!(root.innermost(8).unwrap().raw(), b"1");
        assert_eq!(
            root.innermost(10).unwrap().kind(),
            super::super::Kind::Array,
            "a space belongs to its array"
        );
        assert!(root.innermost(0).is_none());
    }

    #[test]
    fn reads_on_where_the_meaning_is_clear() {
        for (text, kept, problem) in [
            // Left behind by deleting the last element.
            ("[1,2,]", "[1 2]", (4, 5, Found::TrailingComma)),
            (r#"{"a":1, }"#, "{a=1}", (6, 7, Found::TrailingComma)),
            (r#"["a" "b"]"#, "['a' 'b']", (5, 5, Found::MissingComma)),
            (r#"{"a":1 "b":2}"#, "{a=1 b=2}", (7, 7, Found::MissingComma)),
            (r#"{"a" 1}"#, "{a=1}", (5, 5, Found::MissingColon)),
            // JSON with comments, as editors allow it.
            ("[1 // one\n]", "[1]", (3, 9, Found::Comment)),
            ("[1 /* one */]", "[1]", (3, 12, Found::Comment)),
            ("# a\n[1]", "[1]", (0, 3, Found::Comment)),
            // A tab or a line break in the middle of a string.
            ("[\"a\tb\"]", "['a\tb']", (3, 4, Found::ControlCharacter(9))),
            ("[\"a\nb\"]", "['a\nb']", (3, 4, Found::ControlCharacter(10))),
            (r#"["\q"]"#, "['\\q']", (2, 3, Found::BadEscape)),
            (r#"["\u12"]"#, "['\\u12']", (2, 4, Found::BadEscape)),
            ("[01]", "[01]", (1, 3, Found::LeadingZero)),
            ("[+1]", "[+1]", (1, 3, Found::LeadingPlus)),
            ("[1.]", "[1.]", (1, 3, Found::BadNumber)),
        ] {
            let reading = read(text.as_bytes());
            assert_eq!(syntax(&reading), [problem], "{text}");
            assert_eq!(outline(reading.root(text.as_bytes()).unwrap()), kept, "{text}");
            assert!(!reading.is_json(), "{text}");
        }
    }

    #[test]
    fn keeps_what_stands_in_front_of_a_mistake() {
        for (text, kept, problem) in [
            // Cut off, as by a pipe, a chat, a clipboard.
            (r#"{"a":[1,2"#, "{a=[1 2]}", (9, 9, Found::EndOfDocument)),
            (r#"{"a":1,"b":"#, "{a=1}", (11, 11, Found::EndOfDocument)),
            (r#"{"a":1,"b"#, "{a=1}", (7, 9, Found::UnfinishedString)),
            (r#"{"a":1,"b":{"c":"sha256:12"#, "{a=1 b={}}", (16, 26, Found::UnfinishedString)),
            // Python's repr of a dict.
            (r#"{"a":1,'b':2}"#, "{a=1}", (7, 8, Found::SingleQuote)),
            ("[1,None]", "[1]", (3, 7, Found::PythonWord)),
            ("[1,NaN]", "[1]", (3, 6, Found::NotANumber)),
            ("[1,-Infinity]", "[1]", (3, 12, Found::NotANumber)),
            ("{a:1}", "{}", (1, 2, Found::BareWord)),
            ("[1,undefined]", "[1]", (3, 12, Found::BareWord)),
            ("[1,,2]", "[1]", (3, 4, Found::ExtraComma)),
            ("[1}", "[1]", (2, 3, Found::WrongBracket)),
            (r#"{"a":1]"#, "{a=1}", (6, 7, Found::WrongBracket)),
            ("{\u{201c}a\u{201d}:1}", "{}", (1, 4, Found::CurlyQuote('\u{201c}'))),
            ("[1,\u{a0}2]", "[1]", (3, 5, Found::OtherSpace('\u{a0}'))),
            ("[1,\u{202e}2]", "[1]", (3, 6, Found::Character('\u{202e}'))),
        ] {
            let reading = read(text.as_bytes());
            assert_eq!(syntax(&reading), [problem], "{text}");
            assert_eq!(outline(reading.root(text.as_bytes()).unwrap()), kept, "{text}");
        }
    }

    #[test]
    fn tells_what_the_grammar_allows_and_readers_disagree_on() {
        let kinds = |text: &str| -> Vec<_> {
            let reading = read(text.as_bytes());
            assert!(reading.is_json(), "{text}");
            reading.problems.into_iter().map(|p| (p.span.start, p.span.end, p.kind)).collect()
        };
        let again = |key: &str, first| ProblemKind::DuplicateKey { key: key.into(), first };
        let by_case = |key: &str, first| ProblemKind::DuplicateKeyByCase { key: key.into(), first };
        let first = Span::new(1, 4);
        assert_eq!(kinds(r#"{"a":1,"a":2}"#), [(7, 10, again("a", first))]);
        assert_eq!(kinds(r#"{"a":1,"\u0061":2}"#), [(7, 15, again("a", first))]);
        assert_eq!(kinds(r#"{"a":1,"A":2}"#), [(7, 10, by_case("A", first))]);
        assert_eq!(kinds("{\"s\":1,\"\u{17f}\":2}"), [(7, 11, by_case("\u{17f}", first))]);
        assert_eq!(kinds("{\"k\":1,\"\u{212a}\":2}"), [(7, 12, by_case("\u{212a}", first))]);
        // Not folded by Go for any field of the specifications.
        assert_eq!(kinds("{\"\u{e9}\":1,\"\u{c9}\":2}"), []);
        assert_eq!(
            kinds(r#"{"a":1,"A":2,"a":3,"A":4}"#),
            [
                (7, 10, by_case("A", first)),
                (13, 16, again("a", first)),
                (19, 22, again("A", Span::new(7, 10)))
            ]
        );
        assert_eq!(kinds(r#"{"a":{"a":1}}"#), [], "another object's key");
        assert_eq!(kinds(r#"["\ud800"]"#), [(2, 8, ProblemKind::LoneSurrogate)]);
        assert_eq!(kinds("[9007199254740993]"), [(1, 17, ProblemKind::NumberNotInterchangeable)]);
    }

    #[test]
    fn tells_what_is_wrong_around_the_document() {
        for (bytes, kind, start, end, read_all_the_same) in [
            (&b""[..], ProblemKind::Empty, 0, 0, false),
            (b" \n", ProblemKind::Empty, 2, 2, false),
            (b"\xef\xbb\xbf{}", ProblemKind::ByteOrderMark, 0, 3, true),
            (b"{} {}", ProblemKind::TrailingBytes, 3, 5, true),
            (b"[\"\xff\"]", ProblemKind::NotUtf8, 2, 3, true),
            (b"[\"\xe2\x82", ProblemKind::NotUtf8, 2, 4, true),
            (b"\xff\xfe{\0}\0", ProblemKind::Utf16, 0, 2, false),
        ] {
            let reading = read(bytes);
            let problem = reading.problems.iter().find(|problem| problem.kind == kind).unwrap();
            assert_eq!(problem.span, Span::new(start, end), "{kind}");
            assert_eq!(reading.root(bytes).is_some(), read_all_the_same, "{kind}");
        }
    }

    #[test]
    fn stops_at_the_depth_that_the_limits_set() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(read(nested(limits::JSON_DEPTH).as_bytes()).problems, []);
        let deep = nested(100_000);
        let reading = read(deep.as_bytes());
        let kind = ProblemKind::TooDeep { limit: limits::JSON_DEPTH };
        assert_eq!(reading.problems, [Problem { span: Span::new(128, 129), kind }]);
        assert_eq!(reading.tape.len(), limits::JSON_DEPTH);
    }

    #[test]
    fn lists_a_bounded_number_of_problems() {
        let many = format!("[{}", "01,".repeat(5000));
        let reading = read(many.as_bytes());
        assert_eq!(reading.problems.len(), limits::JSON_PROBLEMS + 1);
        assert_eq!(reading.unlisted, 4000);
        assert!(matches!(
            reading.problems.last().unwrap().kind,
            ProblemKind::Syntax { found: Found::EndOfDocument, .. }
        ));
    }

    #[test]
    fn compares_many_keys_without_hashing() {
        let members: Vec<String> = (0..100_000).map(|n| format!("\"key{}\":{n}", n % 99_999)).collect();
        let text = format!("{{{}}}", members.join(","));
        let reading = read(text.as_bytes());
        assert_eq!(reading.problems.len(), 1);
        assert_eq!(reading.root(text.as_bytes()).unwrap().get("key0").unwrap().as_i64(), Some(99_999));
    }

    /// Bytes that are likely to go far into the reader.
    #[rustfmt::skip]
    fn nearly_json() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
        const PIECES: [&[u8]; 27] = [
            b"{", b"}", b"[", b"]", b":", b",", b"\"a\"", b"\"A\"", b"\"\\u0061\"", b"\"\\ud800\"", b"\"", b"\\",
            b"1", b"-", b"01", b"1e9", b"true", b"null", b"None", b" ", b"\n", b"//", b"/*", b"*/", b"\xff",
            b"\xe2\x82\xac", b"'",
        ];
        proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    fn check_shape(bytes: &[u8]) -> Result<(), TestCaseError> {
        let reading = read(bytes);
        for problem in &reading.problems {
            prop_assert!(problem.span.start <= problem.span.end);
            prop_assert!(problem.span.end as usize <= bytes.len());
            prop_assert!(!problem.kind.to_string().is_empty());
        }
        let Some(root) = reading.root(bytes) else {
            prop_assert!(!reading.problems.is_empty());
            return Ok(());
        };
        let mut stack = vec![root];
        let mut seen = 0;
        while let Some(value) = stack.pop() {
            seen += 1;
            let span = value.span();
            prop_assert!(span.start < span.end && span.end as usize <= bytes.len());
            let mut at = span.start;
            let inside = value.items().chain(value.members().flat_map(|m| [m.key, m.value]));
            for inner in inside {
                prop_assert!(at < inner.span().start && inner.span().end <= span.end);
                at = inner.span().end - 1;
                stack.push(inner);
            }
            prop_assert_eq!(value.innermost(span.start).map(|v| v.span()), Some(span));
        }
        prop_assert_eq!(seen, reading.tape.len());
        Ok(())
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_sound_tape(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            check_shape(&bytes)?;
        }

        #[test]
        fn broken_documents_give_a_sound_tape(bytes in nearly_json()) {
            check_shape(&bytes)?;
        }

        #[test]
        fn agrees_with_serde_json_on_what_is_json(bytes in nearly_json()) {
            let theirs = serde_json::from_slice::<serde_json::Value>(&bytes);
            let ours = read(&bytes);
            // They refuse a lone surrogate and a number beyond a double; we tell of them.
            let tolerated = ours.problems.iter().any(|problem| matches!(
                problem.kind, ProblemKind::LoneSurrogate | ProblemKind::NumberNotInterchangeable
            ));
            prop_assert!(theirs.is_ok() == ours.is_json() || tolerated);
        }
    }
}
