//! The largest files, and what is special in a mode.

use super::image::Files;
use super::node::NodeId;
use crate::archive::kind::Kind;
use crate::archive::layer::{File, Row};
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
        Kind::Regular | Kind::HardLink if file.mode & 0o4000 != 0 => Some(Special::Setuid),
        // Without the bit to run it, this marks a file for mandatory locking.
        Kind::Regular | Kind::HardLink if file.mode & 0o2010 == 0o2010 => Some(Special::Setgid),
        Kind::Regular if writable => Some(Special::WorldWritable),
        Kind::Directory if writable && file.mode & 0o1000 == 0 => Some(Special::WorldWritable),
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
    pub row: Row,
    /// Bytes.
    pub size: u64,
}

/// The largest files of the image as it stands after `layer`, the largest first.
#[must_use]
pub fn largest(files: &Files, layer: u16, count: usize) -> Vec<Listed> {
    let mut list = Vec::new();
    // So many are larger already.
    let mut floor = 0;
    for node in 0..files.nodes.len() {
        let Some((from, row, file)) = files.entry(NodeId(node), layer) else { continue };
        if file.kind == Kind::Regular && file.size > floor {
            list.push(Listed { node: NodeId(node), layer: from, row, size: file.size });
        }
        if list.len() >= count.saturating_mul(8).max(4096) {
            keep_largest(&mut list, count, |listed| listed.size);
            floor = list.last().map_or(0, |listed| listed.size);
        }
    }
    keep_largest(&mut list, count, |listed| listed.size);
    list
}

/// Sorts by size, the largest first, and keeps so many.
pub(super) fn keep_largest<T>(list: &mut Vec<T>, count: usize, size: impl Fn(&T) -> u64) {
    sort_by_key(list, |item| std::cmp::Reverse(size(item)));
    list.truncate(count);
}
