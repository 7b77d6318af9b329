//! Bytes that are fetched and kept, and can't be seen: files that a later layer overwrote or deleted.

use std::collections::HashSet;

use super::change::What;
use super::image::Files;
use super::largest::keep_largest;
use super::node::{NONE, NodeId};
use crate::archive::kind::Kind;
use crate::archive::layer::Row;

/// All of it, and the largest of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waste {
    /// Bytes in all, unpacked.
    pub bytes: u64,
    /// Files in all.
    pub files: u64,
    /// The largest, the largest first.
    pub largest: Vec<Wasted>,
}

/// A file that can't be seen any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wasted {
    /// Its path.
    pub node: NodeId,
    /// The layer that brought it.
    pub layer: u16,
    /// Its entry there.
    pub row: Row,
    /// Bytes.
    pub size: u64,
    /// What became of it.
    pub cause: Cause,
    /// The layer that did so.
    pub by: u16,
}

/// What became of a wasted file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Something else is in its place.
    Overwritten,
    /// It was deleted, or its directory was.
    Deleted,
}

/// What is wasted in the image as it stands after `layer`; `count` of it are listed.
#[must_use]
pub fn waste(files: &Files, layer: u16, count: usize) -> Waste {
    let mut waste = Waste::default();
    // What can still be seen under another name.
    let alive = |record: u32| {
        let node = files.history.get(record).map(|record| record.node)?;
        let last = files.nodes.get(node)?.last;
        files.history.at(last, layer).filter(|(now, _)| *now == record)
    };
    let linked: HashSet<(u16, Row)> =
        files.sources().filter(|(record, _)| alive(*record).is_some()).map(|(_, source)| source).collect();
    for node in 0..files.nodes.len() {
        let last = files.nodes.get(node).map_or(NONE, |node| node.last);
        let Some((_, now)) = files.history.at(last, layer) else { continue };
        let mut after = *now;
        while let Some(record) = files.history.get(after.before).copied() {
            let file = files.layer(record.layer).and_then(|layer| layer.get(record.row));
            let regular = file.filter(|file| record.what == What::Entry && file.kind == Kind::Regular);
            if let Some(file) = regular.filter(|_| !linked.contains(&(record.layer, record.row))) {
                waste.bytes = waste.bytes.saturating_add(file.size);
                waste.files += 1;
                waste.largest.push(Wasted {
                    node: NodeId(node),
                    layer: record.layer,
                    row: record.row,
                    size: file.size,
                    cause: if after.what.is_alive() { Cause::Overwritten } else { Cause::Deleted },
                    by: after.layer,
                });
            }
            after = record;
        }
        if waste.largest.len() >= count.saturating_mul(8).max(4096) {
            keep_largest(&mut waste.largest, count, |wasted| wasted.size);
        }
    }
    keep_largest(&mut waste.largest, count, |wasted| wasted.size);
    waste
}
