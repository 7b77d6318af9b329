//! A cursor over the tape.

use std::borrow::Cow;

use super::tape::{MANY, Node, NodeKind, Tape};
use super::{Span, text};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl ValueKind {
    /// The kind's name with its article, for a sentence: "an object".
    #[must_use]
    pub const fn a(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// One value of a document. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    tape: &'a Tape,
    bytes: &'a [u8],
    node: &'a Node,
    index: u32,
}

/// One key of an object, with its value.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// The key, a string.
    pub key: Value<'a>,
    /// What it stands for.
    pub value: Value<'a>,
}

impl<'a> Member<'a> {
    /// The key's text.
    #[must_use]
    pub fn name(&self) -> Cow<'a, str> {
        self.key.text()
    }

    /// From the key's first byte to the value's last.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.key.span().start, self.value.span().end)
    }
}

impl Tape {
    /// The outermost value. `bytes` must be those that the tape was read from.
    #[must_use]
    pub fn root<'a>(&'a self, bytes: &'a [u8]) -> Option<Value<'a>> {
        Value::at(self, bytes, 0)
    }
}

impl<'a> Value<'a> {
    pub(super) fn at(tape: &'a Tape, bytes: &'a [u8], index: u32) -> Option<Self> {
        tape.nodes.get(index as usize).map(|node| Self { tape, bytes, node, index })
    }

    /// Its node's place on the tape.
    pub(super) const fn index(self) -> u32 {
        self.index
    }

    /// How many values it is, keys counted: itself, and all that it holds.
    #[must_use]
    pub fn count(self) -> usize {
        self.node.next.saturating_sub(self.index) as usize
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> ValueKind {
        match self.node.kind {
            NodeKind::Null => ValueKind::Null,
            NodeKind::True => ValueKind::Bool(true),
            NodeKind::False => ValueKind::Bool(false),
            NodeKind::Number | NodeKind::BadNumber => ValueKind::Number,
            NodeKind::Plain | NodeKind::Escaped => ValueKind::String,
            NodeKind::Array => ValueKind::Array,
            NodeKind::Object => ValueKind::Object,
        }
    }

    /// Where it stands, quotes and brackets included.
    #[must_use]
    pub fn span(self) -> Span {
        self.node.span
    }

    /// Its bytes as they stand in the document.
    #[must_use]
    pub fn raw(self) -> &'a [u8] {
        self.node.span.of(self.bytes)
    }

    /// A string's text, borrowed where it has no escapes. A lone surrogate, and each byte that is not
    /// UTF-8, becomes U+FFFD, as in Go's `encoding/json`.
    #[must_use]
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        matches!(self.kind(), ValueKind::String).then(|| self.text())
    }

    pub(super) fn text(self) -> Cow<'a, str> {
        let inside = self.raw();
        let inside = inside.strip_prefix(b"\"").unwrap_or(inside);
        let inside = inside.strip_suffix(b"\"").unwrap_or(inside);
        match std::str::from_utf8(inside) {
            Ok(plain) if self.node.kind == NodeKind::Plain => Cow::Borrowed(plain),
            _ => Cow::Owned(text::unescape(inside)),
        }
    }

    /// A boolean's value.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.kind() {
            ValueKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// A number as it is written, also one that breaks the grammar (`01`), which is a problem besides.
    #[must_use]
    pub fn number(self) -> Option<&'a str> {
        matches!(self.kind(), ValueKind::Number).then(|| std::str::from_utf8(self.raw()).ok()).flatten()
    }

    /// A number written as an integer of 64 bits: neither `1.0` nor `1e3`, as in Go.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        self.integer()?.parse().ok()
    }

    /// A number written as an unsigned integer of 64 bits: neither `1.0` nor `1e3`, as in Go.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        self.integer()?.parse().ok()
    }

    fn integer(self) -> Option<&'a str> {
        (self.node.kind == NodeKind::Number).then(|| self.number()).flatten()
    }

    /// An array's items; none for anything else.
    #[must_use]
    pub fn items(self) -> Items<'a> {
        Items { rest: self.inside(NodeKind::Array) }
    }

    /// The items that are strings, unescaped; none unless this is an array.
    pub fn strings(self) -> impl Iterator<Item = String> {
        self.items().filter_map(|item| Some(item.as_str()?.into_owned()))
    }

    /// An object's members, in the order in which they stand, duplicates included; none for anything
    /// else.
    #[must_use]
    pub fn members(self) -> Members<'a> {
        Members { rest: self.inside(NodeKind::Object) }
    }

    /// The value of exactly this key. The last one wins, as in Go and in most readers.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        if self.count() > 2 * MANY
            && let Some(keys) = self.tape.index_of(self.index)
        {
            return self.find(key, keys);
        }
        self.members().filter(|member| member.key.is_text(key)).last().map(|member| member.value)
    }

    /// The value of a key of this object, which has these.
    fn find(self, key: &str, keys: &[u32]) -> Option<Value<'a>> {
        let key_at = |at: &u32| Self::at(self.tape, self.bytes, *at);
        let is_before = |at: &u32| key_at(at).is_some_and(|found| *found.text() < *key);
        let found = keys.get(keys.partition_point(is_before)).and_then(key_at)?;
        if found.is_text(key) { Self::at(self.tape, self.bytes, found.node.next) } else { None }
    }

    /// Whether this is a string with exactly this text.
    #[must_use]
    pub fn is_text(self, text: &str) -> bool {
        match self.node.kind {
            NodeKind::Plain => {
                self.raw().len() == text.len() + 2 && self.raw().get(1..=text.len()) == Some(text.as_bytes())
            }
            NodeKind::Escaped => self.text() == text,
            _ => false,
        }
    }

    /// The innermost value that holds the byte at `offset`.
    #[must_use]
    pub fn innermost(self, offset: u32) -> Option<Value<'a>> {
        // Nodes are in the order of their first bytes: the last one that starts at or before the offset
        // and ends after it is the innermost.
        let own = self.tape.nodes.get(self.index as usize..self.node.next as usize)?;
        let before = own.partition_point(|node| node.span.start <= offset);
        let inner = own.get(..before)?.iter().rposition(|node| offset < node.span.end)?;
        Self::at(self.tape, self.bytes, self.index + u32::try_from(inner).ok()?)
    }

    fn inside(self, kind: NodeKind) -> Rest<'a> {
        let end = if self.node.kind == kind { self.node.next } else { 0 };
        Rest { tape: self.tape, bytes: self.bytes, at: self.index + 1, end }
    }
}

impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} at {}..{}", self.kind(), self.span().start, self.span().end)
    }
}

/// What is left of a container.
#[derive(Clone)]
struct Rest<'a> {
    tape: &'a Tape,
    bytes: &'a [u8],
    at: u32,
    end: u32,
}

impl<'a> Rest<'a> {
    fn take(&mut self) -> Option<Value<'a>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value::at(self.tape, self.bytes, self.at)?;
        self.at = value.node.next;
        Some(value)
    }
}

/// The items of an array.
#[derive(Clone)]
pub struct Items<'a> {
    rest: Rest<'a>,
}

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        self.rest.take()
    }
}

/// The members of an object.
#[derive(Clone)]
pub struct Members<'a> {
    rest: Rest<'a>,
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        Some(Member { key: self.rest.take()?, value: self.rest.take()? })
    }
}
