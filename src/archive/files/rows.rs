//! The rows that are on the screen.

use std::rc::Rc;

use super::bits::Bits;
use super::change::{Change, Scope};
use super::image::Files;
use super::largest::{Special, special};
use super::node::NodeId;
use crate::archive::kind::EntryKind;
use crate::archive::layer::{EntryNumber, File};

/// Rows that are made. A copy shares them.
#[derive(Clone, Debug)]
pub struct Rows {
    pub(super) scope: Scope,
    pub(super) open: Rc<Bits>,
    pub(super) is_filtered: bool,
    pub(super) rows: Rc<[(u32, u16)]>,
    /// How many files the filter found.
    pub(super) found: u32,
}

/// A row on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Which path.
    pub node: NodeId,
    /// In how many directories it is.
    pub depth: u16,
    /// Its name.
    pub name: &'a [u8],
    /// The layer and the entry that made it so, where one did; of what was deleted, the one before.
    pub entry: Option<(u16, EntryNumber, File<'a>)>,
    /// What the layer did to it; [`Change::Unchanged`] in the image as a whole.
    pub change: Change,
    /// Of a directory, whether it is open.
    pub open: Option<bool>,
    /// What is to be marked of its mode.
    pub special: Option<Special>,
}

impl Rows {
    /// What is looked at.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many files the filter found; 0 without one.
    #[must_use]
    pub const fn found(&self) -> u32 {
        self.found
    }

    /// In how many directories the file of a row is; 0 where there is no such row.
    #[must_use]
    pub fn depth(&self, row: usize) -> u16 {
        self.rows.get(row).map_or(0, |(_, depth)| *depth)
    }

    /// The row of a node.
    #[must_use]
    pub fn row_of(&self, node: NodeId) -> Option<usize> {
        self.rows.iter().position(|(other, _)| *other == node.0)
    }

    /// The rows from `from` on, `count` at most.
    #[must_use]
    pub fn window<'a>(&self, files: &'a Files, from: usize, count: usize) -> Vec<Shown<'a>> {
        let rows = self.rows.iter().skip(from).take(count);
        rows.map(|(node, depth)| self.shown(files, *node, *depth)).collect()
    }

    fn shown<'a>(&self, files: &'a Files, node: u32, depth: u16) -> Shown<'a> {
        let entry = shown_entry(files, self.scope, node);
        let change = match self.scope {
            Scope::Layer(layer) => files.change(node, layer).unwrap_or(Change::Unchanged),
            Scope::After(_) => Change::Unchanged,
        };
        // Directories that no entry names have something in them.
        let directory = entry.is_none_or(|(_, _, file)| file.kind == EntryKind::Directory)
            || !files.nodes.children(node).is_empty();
        let opened = self.is_filtered || self.open.has(node);
        Shown {
            node: NodeId(node),
            depth,
            name: files.nodes.name(node),
            entry,
            change,
            open: (directory && !files.nodes.children(node).is_empty()).then_some(opened),
            special: entry.and_then(|(_, _, file)| special(&file)),
        }
    }
}

/// The entry that a row speaks of: of what is deleted, what it was.
pub(super) fn shown_entry(files: &Files, scope: Scope, node: u32) -> Option<(u16, EntryNumber, File<'_>)> {
    let layer = match scope {
        Scope::Layer(layer) if files.change(node, layer) == Some(Change::Deleted) => layer.checked_sub(1)?,
        Scope::Layer(layer) | Scope::After(layer) => layer,
    };
    files.entry(NodeId(node), layer)
}
