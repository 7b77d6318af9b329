//! The tape: every value of a document as one flat list, in the order in which they stand.
//!
//! A container is followed by what it holds: an array by its items, an object by key, value, key,
//! value. Each node knows where its own part of the tape ends, so walking past a value is one step.

use super::Span;

/// An object with more keys than this is looked at when all is read, in pieces, and keeps them in order, so that each
/// is found among them.
pub(super) const MANY: usize = 1000;

/// What a node of the tape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    Null,
    True,
    False,
    /// By the grammar of RFC 8259.
    Number,
    /// Meant as a number, and not one: `01`, `+1`, `.5`. A problem says so.
    BadNumber,
    /// A string whose bytes are its text.
    Plain,
    /// A string with escapes, or with bytes that are not UTF-8.
    Escaped,
    Array,
    Object,
}

/// One value: its place, and where the tape goes on after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) span: Span,
    /// Index of the first node after this value and all that it holds.
    pub(super) next: u32,
    pub(super) kind: NodeKind,
}

/// The values of one document: spans and links, no copies of its strings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tape {
    pub(super) nodes: Vec<Node>,
    /// The objects with many keys, in their order on the tape.
    pub(super) indexes: Vec<KeyIndex>,
}

/// The keys of one object by their texts, so that one is found among many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyIndex {
    /// The object's node.
    pub(super) object: u32,
    /// The nodes of its keys, in the order of their texts; of one that it has several times, the last.
    pub(super) keys: Vec<u32>,
}

impl Tape {
    /// The nodes of an object's keys, where it has many.
    pub(super) fn index_of(&self, object: u32) -> Option<&[u32]> {
        let at = self.indexes.binary_search_by_key(&object, |index| index.object).ok()?;
        self.indexes.get(at).map(|index| index.keys.as_slice())
    }

    /// How many values there are, keys counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}
