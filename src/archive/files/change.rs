//! What layers do to a path, one change a layer.

use std::cell::Cell;

use super::order::NONE;
use crate::archive::layer::EntryNumber;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// What the layer of this number does, the base being 0.
    Layer(u16),
    /// The image as it stands after the layer of this number.
    After(u16),
}

/// What a layer did to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was not there before.
    Added,
    /// It was there, and is another now.
    Changed,
    /// It was there, and is gone.
    Deleted,
    /// Nothing: it only leads to what was changed, or is listed as it was before.
    Unchanged,
}

impl Change {
    /// A sign of one character, told apart from the others without colour.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Changed => "~",
            Self::Deleted => "−",
            Self::Unchanged => "",
        }
    }

    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One change of one path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) node: u32,
    /// The one before it, of the same path.
    pub(super) before: u32,
    /// The last one of the same path in a layer below.
    pub(super) below: u32,
    /// The entry that made it: the file's own, a whiteout's, or that of something else in its place.
    pub(super) row: EntryNumber,
    pub(super) layer: u16,
    pub(super) what: What,
}

/// What an entry did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The path is as the entry has it.
    Entry,
    /// A directory that no entry names: something is in it.
    Implied,
    /// A whiteout of this very name.
    Deleted,
    /// It went with a directory: a whiteout of that, an opaque one in it, or a file in its place.
    Swept,
}

impl What {
    pub(super) const fn is_alive(self) -> bool {
        matches!(self, Self::Entry | Self::Implied)
    }
}

/// All changes, layer by layer.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub(super) records: Vec<Record>,
    /// Where the records of each layer begin.
    pub(super) starts: Vec<u32>,
    /// Layers that were passed over in look-ups, since this was last asked for.
    steps: Cell<usize>,
}

impl History {
    /// Of no layer.
    pub(super) fn new() -> Self {
        Self { starts: vec![0], ..Self::default() }
    }

    /// Adds what becomes of a path whose last record is `before`.
    pub(super) fn add(&mut self, node: u32, before: u32, row: EntryNumber, layer: u16, what: What) {
        let below = match self.get(before) {
            Some(record) if record.layer == layer => record.below,
            _ => before,
        };
        self.records.push(Record { node, before, below, row, layer, what });
    }

    /// Look-ups since this was last asked for, beside one for each path.
    pub(super) fn take_steps(&self) -> usize {
        self.steps.take()
    }

    pub(super) fn get(&self, record: u32) -> Option<&Record> {
        self.records.get(record as usize)
    }

    /// The record of a path whose last one is `last` that holds after `layer`.
    pub(super) fn at(&self, last: u32, layer: u16) -> Option<(u32, &Record)> {
        let mut at = last;
        while at != NONE {
            let record = self.get(at)?;
            if record.layer <= layer {
                return Some((at, record));
            }
            self.steps.set(self.steps.get().saturating_add(1));
            at = record.below;
        }
        None
    }

    /// The records that one layer made.
    pub(super) fn of_layer(&self, layer: u16) -> &[Record] {
        let start = |layer: usize| self.starts.get(layer).map_or(self.records.len(), |start| *start as usize);
        let layer = usize::from(layer);
        self.records.get(start(layer)..start(layer + 1)).unwrap_or_default()
    }
}
