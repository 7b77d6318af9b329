//! From bytes to a tape, in one pass, in pieces and without recursion.

use super::expecting::{Next, expected};
use super::problems::Problems;
use super::tape::{Node, NodeKind, Tape};
use super::text::{Meaning, escape_at};
use super::{Expected, Found, ProblemKind, Span, keys, number, scan};
use crate::limits;
use crate::pace::Pace;
use crate::sorting::sort_by_key;

/// Reading can't go on; the problem is in the list.
struct Stop;

type Step<T = ()> = Result<T, Stop>;

struct Open {
    node: u32,
    object: bool,
    /// Where the last comma of this container is.
    comma: usize,
}

/// A string whose end was not found yet.
struct OpenString {
    start: usize,
    kind: NodeKind,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    tape: Tape,
    open: Vec<Open>,
    string: Option<OpenString>,
    /// Objects with many keys, which are compared once all is read.
    many: Vec<u32>,
    problems: &'a mut Problems,
}

/// Steps that are done in one go.
const STEPS: usize = 2000;

/// The values of `bytes`, of which there are no more than [`u32::MAX`].
pub(super) async fn read_tape(bytes: &[u8], problems: &mut Problems, pace: &Pace) -> Tape {
    let (tape, open, many) = (Tape::default(), Vec::new(), Vec::new());
    let mut reader = Reader { bytes, at: 0, tape, open, string: None, many, problems };
    if reader.document(pace).await.is_err() {
        reader.close_all();
    }
    let Reader { mut tape, mut many, problems, .. } = reader;
    // They came in the order in which they end.
    sort_by_key(&mut many, |object| *object);
    for object in many {
        let index = keys::find_among_many(bytes, &tape, object, problems, pace).await;
        tape.indexes.push(index);
    }
    tape
}

/// `usize` to the `u32` of a span; the document's length was checked against `u32::MAX`.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Reader<'_> {
    async fn document(&mut self, pace: &Pace) -> Step {
        self.encoding()?;
        let mut next = Next::Value;
        loop {
            for _ in 0..STEPS {
                if let Some(string) = self.string.take() {
                    // It counts as many steps itself.
                    self.go_on_with(string)?;
                    break;
                } else if self.space_or_comment() {
                    // And what comes after it.
                } else if next == Next::Separator && self.open.is_empty() {
                    return self.end();
                } else {
                    next = self.step(next)?;
                }
            }
            pace.spend(STEPS).await;
        }
    }

    /// Nothing may follow.
    fn end(&mut self) -> Step {
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
        let Some(byte) = self.peek() else {
            if next == Next::Value {
                return self.stop(self.at, self.at, ProblemKind::Empty);
            }
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
        let node = offset(self.tape.nodes.len());
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
        let after = offset(self.tape.nodes.len());
        if let Some(node) = self.tape.nodes.get_mut(open.node as usize) {
            node.span.end = offset(self.at);
            node.next = after;
        }
        if open.object {
            let is_done = keys::find_among_few(self.bytes, &self.tape, open.node, self.problems);
            if !is_done {
                self.many.push(open.node);
            }
        }
    }

    fn close_all(&mut self) {
        // A key whose value was not read goes, so that members stay pairs.
        if self.in_object() && self.open.last().is_some_and(|open| self.members(open.node) % 2 == 1) {
            self.tape.nodes.pop();
        }
        while let Some(open) = self.open.pop() {
            self.finish(&open);
        }
    }

    /// How many keys and values an open object has.
    fn members(&self, object: u32) -> usize {
        let mut at = object + 1;
        let mut count = 0;
        while let Some(node) = self.tape.nodes.get(at as usize) {
            at = node.next;
            count += 1;
        }
        count
    }

    fn string(&mut self) -> Step {
        let start = self.at;
        self.at += 1;
        self.go_on_with(OpenString { start, kind: NodeKind::Plain })
    }

    /// Looks for the end of a string, past so many escapes in one go.
    fn go_on_with(&mut self, OpenString { start, mut kind }: OpenString) -> Step {
        for _ in 0..STEPS {
            self.at = scan::string_end(self.bytes, self.at);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return self.push(start, self.at, kind);
                }
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
        self.string = Some(OpenString { start, kind });
        Ok(())
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
        if self.tape.nodes.len() >= limits::JSON_VALUES {
            return self.stop(start, end, ProblemKind::TooManyValues { limit: limits::JSON_VALUES });
        }
        let next = offset(self.tape.nodes.len() + 1);
        self.tape.nodes.push(Node { span: self.span(start, end), next, kind });
        Ok(())
    }

    /// Skips white space, and a comment after it, which is a problem. Gives whether there was one.
    fn space_or_comment(&mut self) -> bool {
        self.at = scan::space_end(self.bytes, self.at);
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = match rest {
            [b'/', b'/', ..] | [b'#', ..] => scan::line_end(self.bytes, self.at),
            [b'/', b'*', ..] => scan::block_comment_end(self.bytes, self.at),
            _ => return false,
        };
        self.note(self.at, end, Expected::Space, Found::Comment);
        self.at = end;
        true
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
