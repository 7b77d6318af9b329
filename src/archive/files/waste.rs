//! Bytes that are fetched and kept, and can't be seen: files that a later layer overwrote or deleted.

use super::change::What;
use super::image::Files;
use super::largest::keep_largest;
use super::node::NodeId;
use super::order::NONE;
use crate::archive::kind::EntryKind;
use crate::archive::layer::EntryNumber;
use crate::keyed::HashSet;

/// All of it, and the largest of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waste {
    /// Bytes in all, unpacked.
    pub bytes: u64,
    /// Files in all.
    pub files: u64,
    /// Bytes of it that each layer brought, as far as there are any.
    pub of_layers: Vec<u64>,
    /// The largest, the largest first.
    pub largest: Vec<Wasted>,
}

impl Waste {
    fn add(&mut self, layer: u16, bytes: u64) {
        let at = usize::from(layer);
        if self.of_layers.len() <= at {
            self.of_layers.resize(at + 1, 0);
        }
        if let Some(of_layer) = self.of_layers.get_mut(at) {
            *of_layer = of_layer.saturating_add(bytes);
        }
    }
}

/// A file that can't be seen any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wasted {
    /// Its path.
    pub node: NodeId,
    /// The layer that brought it.
    pub layer: u16,
    /// Its entry there.
    pub row: EntryNumber,
    /// Bytes.
    pub size: u64,
    /// Why it is not there at the end.
    pub cause: Cause,
    /// The layer that did so.
    pub by: u16,
}

/// Why a file of a layer is not there at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Something else is in its place.
    Overwritten,
    /// It was deleted, or its directory was.
    Deleted,
}

/// What is wasted, in the making.
#[derive(Clone, Debug)]
pub struct Wasting {
    layer: u16,
    count: usize,
    /// The node that is looked at next.
    next: u32,
    /// What can still be seen under another name: gathered first.
    linked: HashSet<(u16, EntryNumber)>,
    is_gathered: bool,
    waste: Waste,
}

impl Wasting {
    /// In the image as it stands after `layer`; `count` of it are listed.
    #[must_use]
    pub fn new(layer: u16, count: usize) -> Self {
        let (linked, waste) = (HashSet::default(), Waste::default());
        Self { layer, count, next: 0, linked, is_gathered: false, waste }
    }

    /// Does about so many look-ups. Gives whether all is done.
    pub fn step(&mut self, files: &Files, mut lookups: usize) -> bool {
        while lookups > 0 {
            if self.next >= files.nodes.len() {
                if self.is_gathered {
                    return true;
                }
                (self.next, self.is_gathered) = (0, true);
            }
            let work = if self.is_gathered { self.look(files) } else { self.gather(files) };
            self.next += 1;
            lookups = lookups.saturating_sub(1 + work + files.history.take_steps());
        }
        false
    }

    fn gather(&mut self, files: &Files) -> usize {
        let now = files.nodes.get(self.next).and_then(|node| files.history.at(node.last, self.layer));
        self.linked.extend(now.and_then(|(record, _)| files.source(record)));
        0
    }

    /// Gives how many records it looked at.
    fn look(&mut self, files: &Files) -> usize {
        let last = files.nodes.get(self.next).map_or(NONE, |node| node.last);
        let Some((_, now)) = files.history.at(last, self.layer) else { return 0 };
        let mut after = *now;
        let mut records = 0;
        while let Some(record) = files.history.get(after.before).copied() {
            records += 1;
            let file = files.layer(record.layer).and_then(|layer| layer.get(record.row));
            let regular = file.filter(|file| record.what == What::Entry && file.kind == EntryKind::Regular);
            if let Some(file) = regular.filter(|_| !self.linked.contains(&(record.layer, record.row))) {
                self.waste.bytes = self.waste.bytes.saturating_add(file.size);
                self.waste.files += 1;
                self.waste.add(record.layer, file.size);
                self.waste.largest.push(Wasted {
                    node: NodeId(self.next),
                    layer: record.layer,
                    row: record.row,
                    size: file.size,
                    cause: if after.what.is_alive() { Cause::Overwritten } else { Cause::Deleted },
                    by: after.layer,
                });
                if self.waste.largest.len() >= self.count.saturating_mul(8).max(4096) {
                    keep_largest(&mut self.waste.largest, self.count, |wasted| wasted.size);
                }
            }
            after = record;
        }
        records
    }

    /// What is wasted, once it is done.
    #[must_use]
    pub fn finish(mut self) -> Waste {
        keep_largest(&mut self.waste.largest, self.count, |wasted| wasted.size);
        self.waste
    }
}
