//! The largest files, and what is special in a mode.

use super::image::Files;
use super::node::NodeId;
use crate::archive::kind::EntryKind;
use crate::archive::layer::{EntryNumber, File};
use crate::sorting::sort_by_key;

/// What a mode allows that is worth a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Special {
    /// It runs as its owner, whoever starts it.
    Setuid,
    /// It runs as its group, whoever starts it.
    Setgid,
    /// Everybody may write it: a file, or a directory that is not sticky.
    WorldWritable,
}

impl Special {
    /// In a word or two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Setuid => "setuid",
            Self::Setgid => "setgid",
            Self::WorldWritable => "world-writable",
        }
    }
}

/// What is special in the mode of an entry.
#[must_use]
pub fn special(file: &File<'_>) -> Option<Special> {
    let writable = file.mode & 0o002 != 0;
    match file.kind {
        EntryKind::Regular | EntryKind::HardLink if file.mode & 0o4000 != 0 => Some(Special::Setuid),
        // Without the bit to run it, this marks a file for mandatory locking.
        EntryKind::Regular | EntryKind::HardLink if file.mode & 0o2010 == 0o2010 => Some(Special::Setgid),
        EntryKind::Regular if writable => Some(Special::WorldWritable),
        EntryKind::Directory if writable && file.mode & 0o1000 == 0 => Some(Special::WorldWritable),
        _ => None,
    }
}

/// A file in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path.
    pub node: NodeId,
    /// The layer that brought it.
    pub layer: u16,
    /// Its entry there.
    pub row: EntryNumber,
    /// Bytes.
    pub size: u64,
}

/// The largest files in the making.
#[derive(Clone, Debug)]
pub struct Largest {
    layer: u16,
    count: usize,
    /// The node that is looked at next.
    next: u32,
    /// As many are larger already.
    floor: u64,
    list: Vec<Listed>,
}

impl Largest {
    /// So many of the image as it stands after `layer`.
    #[must_use]
    pub const fn new(layer: u16, count: usize) -> Self {
        Self { layer, count, next: 0, floor: 0, list: Vec::new() }
    }

    /// Does about so many look-ups. Gives whether all is done.
    pub fn step(&mut self, files: &Files, mut lookups: usize) -> bool {
        while lookups > 0 && self.next < files.nodes.len() {
            self.look(files);
            self.next += 1;
            lookups = lookups.saturating_sub(1 + files.history.take_steps());
        }
        self.next >= files.nodes.len()
    }

    fn look(&mut self, files: &Files) {
        let node = NodeId(self.next);
        let Some((layer, row, file)) = files.entry(node, self.layer) else { return };
        if file.kind == EntryKind::Regular && file.size > self.floor {
            self.list.push(Listed { node, layer, row, size: file.size });
        }
        if self.list.len() >= self.count.saturating_mul(8).max(4096) {
            keep_largest(&mut self.list, self.count, |listed| listed.size);
            self.floor = self.list.last().map_or(0, |listed| listed.size);
        }
    }

    /// The largest, the largest first, once it is done.
    #[must_use]
    pub fn finish(mut self) -> Vec<Listed> {
        keep_largest(&mut self.list, self.count, |listed| listed.size);
        self.list
    }
}

/// Sorts by size, the largest first, and keeps so many.
pub(super) fn keep_largest<T>(list: &mut Vec<T>, count: usize, size: impl Fn(&T) -> u64) {
    sort_by_key(list, |item| std::cmp::Reverse(size(item)));
    list.truncate(count);
}
