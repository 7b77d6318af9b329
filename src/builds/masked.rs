//! A text whose templates are hidden from a reader that would take their braces for its own.

use saphyr_parser::Span as YamlSpan;

use super::placed::Placed;
use crate::json::Span;

/// The signs that stand for templates: plane 15 of Unicode is for private use.
const FIRST: u32 = 0xF_0000;
const LAST: u32 = 0xF_FFFD;

/// A text with one sign in the place of each template.
pub(super) struct Masked<'a> {
    text: String,
    chars: Vec<char>,
    /// Where each character of it begins in the file, and last where the file ends.
    offsets: Vec<u32>,
    /// What the signs stand for, in their order.
    templates: Vec<&'a str>,
}

impl<'a> Masked<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut masked =
            Self { text: String::new(), chars: Vec::new(), offsets: Vec::new(), templates: Vec::new() };
        let mut at = 0;
        // No template of a line is closed after this byte.
        let mut open_until = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let template = if rest.starts_with("{{") && at >= open_until {
                let line = rest.find('\n').unwrap_or(rest.len());
                let end = rest.get(..line).and_then(|line| line.find("}}"));
                if end.is_none() {
                    open_until = at.saturating_add(line);
                }
                end.and_then(|end| rest.get(..end.saturating_add(2)))
            } else {
                None
            };
            let first = rest.chars().next().unwrap_or_default();
            // What is such a sign already stands for itself.
            let is_sign = (FIRST..=LAST).contains(&u32::from(first));
            let hidden = template.or_else(|| rest.get(..first.len_utf8()).filter(|_| is_sign));
            let number = u32::try_from(masked.templates.len()).unwrap_or(u32::MAX);
            let sign = char::from_u32(FIRST.saturating_add(number)).filter(|sign| u32::from(*sign) <= LAST);
            masked.offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
            match hidden.zip(sign) {
                Some((hidden, sign)) => {
                    masked.chars.push(sign);
                    masked.templates.push(hidden);
                    at = at.saturating_add(hidden.len());
                }
                None => {
                    masked.chars.push(first);
                    at = at.saturating_add(first.len_utf8());
                }
            }
        }
        masked.text = masked.chars.iter().collect();
        masked.offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
        masked
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the file at which a character of the text begins.
    pub(super) fn offset(&self, index: usize) -> u32 {
        self.offsets.get(index).copied().unwrap_or_else(|| self.end())
    }

    /// The byte after the last.
    pub(super) fn end(&self) -> u32 {
        self.offsets.last().copied().unwrap_or_default()
    }

    pub(super) fn span(&self, span: &YamlSpan) -> Span {
        let start = self.offset(span.start.index());
        Span::new(start, self.offset(span.end.index()).max(start))
    }
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As it is, or indented after `|` and `>`.
    Plain,
    Block,
    /// Between `'`, which is doubled in it.
    Single,
    /// Between `"`, with escapes.
    Double,
}

/// Goes along what is written, and looks for the characters that it stands for.
struct Walk<'m> {
    source: &'m [char],
    at: usize,
    written: Written,
}

impl Masked<'_> {
    /// The content of a value with the places of its characters, templates put in again. `from..to` are the characters
    /// of the text between which it is written.
    pub(super) fn placed(&self, content: &str, from: usize, to: usize, written: Written) -> Placed {
        let mut walk = Walk { source: self.chars.get(from..to).unwrap_or_default(), at: 0, written };
        match written {
            Written::Plain => {}
            Written::Single | Written::Double => walk.at = 1,
            Written::Block => walk.skip_head(),
        }
        let mut chars = Vec::new();
        for char in content.chars() {
            let at = self.offset(from.saturating_add(walk.find(char)));
            match self.template(char) {
                Some(template) => {
                    let place = |of: usize| at.saturating_add(u32::try_from(of).unwrap_or_default());
                    chars.extend(template.char_indices().map(|(of, char)| (char, place(of))));
                }
                None => chars.push((char, at)),
            }
        }
        Placed::of(chars, self.offset(from.saturating_add(walk.at)))
    }

    fn template(&self, sign: char) -> Option<&str> {
        let number = u32::from(sign).checked_sub(FIRST)?;
        self.templates.get(usize::try_from(number).ok()?).copied()
    }
}

impl Walk<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.source.get(self.at.saturating_add(ahead)).copied()
    }

    /// The line of `|` and `>`.
    fn skip_head(&mut self) {
        if matches!(self.peek(0), Some('|' | '>')) {
            while self.peek(0).is_some_and(|char| char != '\n') {
                self.at += 1;
            }
        }
    }

    /// Where the next character stands.
    fn find(&mut self, char: char) -> usize {
        if char.is_whitespace() {
            let at = self.at;
            match self.peek(0) {
                Some('\\') if self.written == Written::Double => self.skip_escape(),
                Some(here) if here == char => self.at += 1,
                _ => {}
            }
            return at;
        }
        while self.peek(0).is_some_and(char::is_whitespace) || self.is_escape_of_space() {
            if self.is_escape_of_space() {
                self.skip_escape();
            } else {
                self.at += 1;
            }
        }
        let at = self.at;
        match (self.peek(0), self.written) {
            (Some('\\'), Written::Double) => self.skip_escape(),
            (Some('\''), Written::Single) => self.at += 2,
            (Some(here), _) if here == char => self.at += 1,
            _ => {}
        }
        at
    }

    fn is_escape_of_space(&self) -> bool {
        let is_space = |char: char| char.is_whitespace() || "ntrfvN_LP".contains(char);
        self.written == Written::Double && self.peek(0) == Some('\\') && self.peek(1).is_some_and(is_space)
    }

    fn skip_escape(&mut self) {
        let digits = match self.peek(1) {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        self.at = self.at.saturating_add(2 + digits);
    }
}
