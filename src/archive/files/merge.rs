//! Layers, applied one on top of the other.

use std::rc::Rc;

use super::change::{History, Record, What};
use super::image::{Files, Tally};
use super::node::{Name, Nodes};
use super::order::NONE;
use crate::archive::kind::EntryKind;
use crate::archive::layer::name::{self, NameMarks, Whiteout};
use crate::archive::layer::{EntryNumber, File, LayerFiles};
use crate::keyed::HashMap;
use crate::limits;

/// The merge of layers in the making.
#[derive(Clone, Debug)]
pub struct Merge {
    pub(super) files: Files,
    pub(super) layer: u16,
    pub(super) row: EntryNumber,
    /// What of the layer is being applied.
    pub(super) pass: Pass,
    /// Hard links of the layer to what it does not have yet, with their records.
    pub(super) links: Vec<(EntryNumber, u32)>,
    /// Files in AUFS's own folder of links, by their names: hard links lead to them, and nothing else.
    pub(super) private: HashMap<Vec<u8>, EntryNumber>,
    /// The node whose children are put in order next.
    sorting: u32,
    /// The directories of the entry before, with the place of their end in its path.
    trail: Vec<(u32, u32)>,
    trail_row: Option<EntryNumber>,
    /// Look-ups that may still be done for symbolic links.
    pub(super) lookups: u32,
    /// Directories that are emptied, and the entry that does it.
    sweeping: Vec<u32>,
    swept_by: EntryNumber,
}

/// Entries that are passed over, to the next whiteout, in the time of a look-up.
const PASSED_A_LOOKUP: usize = 32;

/// Bytes of a path that are taken apart in the time of a look-up.
pub(super) const BYTES_A_LOOKUP: usize = 32;

/// A layer is applied in passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// Whiteouts come first, whatever their place in the layer.
    Whiteouts,
    Entries,
    /// Hard links that stand before what they link to.
    Links,
}

impl Merge {
    /// Of these layers, base first.
    #[must_use]
    pub fn new(layers: Vec<Rc<LayerFiles>>) -> Self {
        let files = Files {
            nodes: Nodes::new(layers),
            history: History::new(),
            sources: HashMap::default(),
            tally: Tally::default(),
            broken: Vec::new(),
        };
        let mut merge = Self {
            files,
            layer: 0,
            row: 0,
            pass: Pass::Whiteouts,
            links: Vec::new(),
            private: HashMap::default(),
            sorting: 0,
            trail: Vec::new(),
            trail_row: None,
            lookups: limits::FILE_LINK_LOOKUPS,
            sweeping: Vec::new(),
            swept_by: 0,
        };
        merge.record(0, 0, What::Implied);
        merge
    }

    /// Does about this many look-ups: an entry takes one or a few for each part of its path. Gives whether all is
    /// done.
    pub fn step(&mut self, mut lookups: usize) -> bool {
        while lookups > 0 {
            let Some(work) = self.piece(lookups) else { return true };
            lookups = lookups.saturating_sub(1 + work + self.files.nodes.take_work());
        }
        false
    }

    /// One entry, or a piece of the work that it left, of about so many look-ups. Gives the work besides what the
    /// nodes count; `None` at the end.
    fn piece(&mut self, lookups: usize) -> Option<usize> {
        if !self.sweeping.is_empty() {
            return Some(self.sweep_on(lookups));
        }
        let Some(layer) = self.files.nodes.layers.get(usize::from(self.layer)).map(Rc::clone) else {
            if self.sorting >= self.files.nodes.len() {
                return None;
            }
            let (work, done) = self.files.nodes.sort_children(self.sorting);
            self.sorting += u32::from(done);
            return Some(work);
        };
        if self.pass == Pass::Links {
            self.tie_link(&layer);
            return Some(0);
        }
        let mut work = 0;
        if self.pass == Pass::Whiteouts {
            let (passed, found) = self.seek_whiteout(&layer, lookups);
            if !found {
                return Some(passed);
            }
            work = passed;
        }
        match layer.get(self.row) {
            Some(file) => {
                work += file.path.len() / 64;
                self.apply(&layer, file);
                self.row += 1;
            }
            None => {
                self.row = 0;
                self.trail_row = None;
                self.pass = if self.pass == Pass::Whiteouts { Pass::Entries } else { Pass::Links };
            }
        }
        Some(work)
    }

    /// Goes to the next whiteout, or to the end; as far as so many look-ups' work leads. Gives the work that it was,
    /// which is little for each entry, and whether it came there.
    fn seek_whiteout(&mut self, layer: &LayerFiles, lookups: usize) -> (usize, bool) {
        let from = self.row;
        let most = u32::try_from(lookups.saturating_mul(PASSED_A_LOOKUP)).unwrap_or(u32::MAX);
        let end = layer.len().min(from.saturating_add(most));
        self.row = (from..end).find(|row| layer.is_whiteout(*row)).unwrap_or(end);
        let found = self.row < end || end == layer.len();
        ((self.row - from) as usize / PASSED_A_LOOKUP, found)
    }

    /// All of it at once.
    #[must_use]
    pub fn finish(mut self) -> Files {
        while !self.step(usize::MAX) {}
        self.files
    }

    /// The work that is done and all there is, for a progress bar.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        let layers = &self.files.nodes.layers;
        let all: u64 = layers.iter().map(|layer| u64::from(layer.len())).sum();
        let before = layers.iter().take(usize::from(self.layer)).map(|layer| u64::from(layer.len()));
        let own = if self.pass == Pass::Entries { u64::from(self.row) } else { 0 };
        (before.sum::<u64>() + own, all)
    }

    fn apply(&mut self, layer: &LayerFiles, file: File<'_>) {
        let last = file.path.rsplit(|byte| *byte == b'/').find(|part| !part.is_empty() && *part != b".");
        if file.marks.has(NameMarks::PRIVATE) {
            return self.keep_private(file);
        }
        let whiteout = last.and_then(name::whiteout);
        if whiteout.is_some() != (self.pass == Pass::Whiteouts) {
            return;
        }
        if let Some(whiteout) = whiteout {
            return self.white_out(file.path, whiteout);
        }
        let Some(start) = layer.path_at(self.row) else { return };
        let Some(node) = self.reach(layer, start, file.path) else {
            // The root itself may be listed, with its attributes.
            if name::parts(file.path).is_empty() {
                if file.kind == EntryKind::Directory {
                    self.record(0, self.row, What::Entry);
                }
            } else {
                self.files.tally.left_out += 1;
            }
            return;
        };
        let now = self.now(node);
        if now.is_some_and(|record| record.layer == self.layer && record.what == What::Entry) {
            let both = file.kind == EntryKind::Directory && self.is_directory(node);
            self.files.tally.repeated += u32::from(!both);
        }
        if file.kind != EntryKind::Directory && self.is_directory(node) {
            self.sweep(node);
        }
        let source = (file.kind == EntryKind::HardLink).then(|| self.source(file.link));
        let record = self.record(node, self.row, What::Entry);
        match source {
            Some(Some(source)) => {
                self.files.sources.insert(record, source);
                if source.0 != self.layer {
                    self.links.push((self.row, record));
                }
            }
            Some(None) => self.links.push((self.row, record)),
            None => {}
        }
    }

    /// What AUFS kept for itself is no file of the image, but hard links may lead to it.
    fn keep_private(&mut self, file: File<'_>) {
        let name = name::private_link(file.path)
            .filter(|_| self.pass == Pass::Entries && file.kind == EntryKind::Regular);
        if let Some(name) = name {
            self.private.insert(name.to_vec(), self.row);
        }
    }

    fn white_out(&mut self, path: &[u8], whiteout: Whiteout<'_>) {
        let mut parts = name::parts(path);
        parts.pop();
        let found = self.find(&parts);
        match whiteout {
            Whiteout::Nothing => {}
            Whiteout::Opaque => {
                if let Some(directory) = found {
                    self.sweep(directory);
                }
            }
            Whiteout::Of(name) => {
                let child = found.and_then(|directory| self.files.nodes.child(directory, name));
                match child.filter(|child| self.is_alive(*child)) {
                    Some(child) => {
                        self.sweep(child);
                        self.record(child, self.row, What::Deleted);
                    }
                    None => self.files.tally.idle += 1,
                }
            }
        }
    }

    /// Adds what becomes of a path.
    pub(super) fn record(&mut self, node: u32, row: EntryNumber, what: What) -> u32 {
        let number = u32::try_from(self.files.history.records.len()).unwrap_or(NONE);
        let Some(at) = self.files.nodes.nodes.get_mut(node as usize) else { return NONE };
        let before = std::mem::replace(&mut at.last, number);
        self.files.history.add(node, before, row, self.layer, what);
        if what.is_alive() {
            self.files.nodes.list(node);
        }
        number
    }

    fn now(&self, node: u32) -> Option<&Record> {
        self.files.history.get(self.files.nodes.get(node)?.last)
    }

    pub(super) fn is_alive(&self, node: u32) -> bool {
        self.now(node).is_some_and(|record| record.what.is_alive())
    }

    /// The entry that a path is now.
    pub(super) fn entry(&self, node: u32) -> Option<File<'_>> {
        let record = self.now(node).filter(|record| record.what == What::Entry)?;
        self.files.nodes.layers.get(usize::from(record.layer))?.get(record.row)
    }

    pub(super) fn is_directory(&self, node: u32) -> bool {
        let implied = self.now(node).is_some_and(|record| record.what == What::Implied);
        implied || self.entry(node).is_some_and(|file| file.kind == EntryKind::Directory)
    }

    /// All that is in a directory goes, before the next entry is looked at.
    fn sweep(&mut self, node: u32) {
        self.sweeping.push(node);
        self.swept_by = self.row;
    }

    /// Goes on emptying directories. Gives how much work it was.
    fn sweep_on(&mut self, lookups: usize) -> usize {
        let mut work = 0;
        while work < lookups
            && let Some(directory) = self.sweeping.last().copied()
        {
            work += 1;
            let Some(child) = self.files.nodes.take_present(directory) else {
                self.sweeping.pop();
                continue;
            };
            if self.is_alive(child) {
                if self.is_directory(child) {
                    self.sweeping.push(child);
                }
                self.record(child, self.swept_by, What::Swept);
            }
        }
        work
    }

    /// The node of a path whose name stands at `start` among the names of `layer`, with the directories on the
    /// way made where there are none; `None` for the root, and where there are too many.
    fn reach(&mut self, layer: &LayerFiles, start: u32, path: &[u8]) -> Option<u32> {
        // What the path shares with the one before needs no look-up.
        let before = self.trail_row.take().and_then(|row| layer.get(row)).map_or(&b""[..], |file| file.path);
        let shared = path.iter().zip(before).take_while(|(one, other)| one == other).count();
        self.files.nodes.did(shared / BYTES_A_LOOKUP);
        let kept = self.trail.iter().take_while(|(_, end)| (*end as usize) < shared).count();
        self.trail.truncate(kept);
        let (mut node, mut at) = self.trail.last().map_or((0, 0), |(node, end)| (*node, *end as usize + 1));
        let end = path.len() - path.iter().rev().take_while(|byte| **byte == b'/').count();
        while at < end {
            let rest = path.get(at..end)?;
            let length = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
            let part = rest.get(..length)?;
            match part {
                b"" | b"." => {}
                b".." => node = self.files.nodes.get(node).map_or(0, |node| node.parent),
                _ => {
                    node = self.directory(node);
                    let name = Name {
                        layer: self.layer,
                        at: start.checked_add(u32::try_from(at).ok()?)?,
                        length: u16::try_from(length).ok()?,
                    };
                    node = self.files.nodes.make_child(node, name)?;
                }
            }
            if node == NONE {
                node = 0;
            }
            at += length + 1;
            if at < end {
                self.trail.push((node, u32::try_from(at - 1).ok()?));
            }
        }
        self.trail_row = Some(self.row);
        // `a/.` is the directory itself, and so is `a/b/..`.
        (node != 0).then_some(node)
    }
}
