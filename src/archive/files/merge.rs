//! Layers, applied one on top of the other.

use std::collections::HashMap;
use std::rc::Rc;

use super::change::{History, Record, What};
use super::image::{BrokenLinks, Files, LinkFault, Tally};
use super::node::{NONE, Name, Nodes};
use crate::archive::kind::Kind;
use crate::archive::layer::name::{self, Marks, Whiteout};
use crate::archive::layer::{File, LayerFiles, Row};
use crate::limits;

/// The merge of layers in the making.
#[derive(Debug)]
pub struct Merge {
    files: Files,
    layer: u16,
    row: Row,
    /// What of the layer is being applied.
    pass: Pass,
    /// Hard links of the layer to what it had not yet, with their records.
    links: Vec<(Row, u32)>,
    /// Files in AUFS's own folder of links, by their names: hard links lead to them, and nothing else.
    private: HashMap<Vec<u8>, Row>,
    /// The node whose children are put in order next.
    sorting: u32,
    /// The directories of the entry before, with the place of their end in its path.
    trail: Vec<(u32, u32)>,
    trail_row: Option<Row>,
    /// Symbolic links that may still be followed.
    hops: u32,
}

/// A layer is applied in passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
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
            history: History { records: Vec::new(), starts: vec![0] },
            sources: HashMap::new(),
            tally: Tally::default(),
            broken: Vec::new(),
        };
        let mut merge = Self {
            files,
            layer: 0,
            row: 0,
            pass: Pass::Whiteouts,
            links: Vec::new(),
            private: HashMap::new(),
            sorting: 0,
            trail: Vec::new(),
            trail_row: None,
            hops: limits::FILE_SYMLINKS,
        };
        merge.record(0, 0, What::Implied);
        merge
    }

    /// Works on about this many entries. Gives whether all is done.
    pub fn step(&mut self, mut entries: usize) -> bool {
        while entries > 0 {
            let layer = self.files.nodes.layers.get(usize::from(self.layer)).map(Rc::clone);
            let Some(layer) = layer else {
                if self.sorting >= self.files.nodes.len() {
                    return true;
                }
                let (work, done) = self.files.nodes.sort_children(self.sorting);
                entries = entries.saturating_sub(1 + work);
                self.sorting += u32::from(done);
                continue;
            };
            if self.pass == Pass::Links {
                entries -= 1;
                self.tie_link(&layer);
                continue;
            }
            if self.pass == Pass::Whiteouts {
                entries = entries.saturating_sub(self.seek_whiteout(&layer)).max(1);
            }
            match layer.get(self.row) {
                Some(file) => {
                    self.apply(&layer, file);
                    self.row += 1;
                    entries -= 1;
                }
                None => {
                    self.row = 0;
                    self.trail_row = None;
                    self.pass = if self.pass == Pass::Whiteouts { Pass::Entries } else { Pass::Links };
                }
            }
        }
        false
    }

    /// Goes to the next whiteout. Gives the work that it was, which is little for each entry.
    fn seek_whiteout(&mut self, layer: &LayerFiles) -> usize {
        let from = self.row;
        self.row = (from..layer.len()).find(|row| layer.is_whiteout(*row)).unwrap_or(layer.len());
        ((self.row - from) / 32) as usize
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
        if file.marks.has(Marks::PRIVATE) {
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
                if file.kind == Kind::Directory {
                    self.record(0, self.row, What::Entry);
                }
            } else {
                self.files.tally.left_out += 1;
            }
            return;
        };
        let now = self.now(node);
        if now.is_some_and(|record| record.layer == self.layer && record.what == What::Entry) {
            let both = file.kind == Kind::Directory && self.is_directory(node);
            self.files.tally.repeated += u32::from(!both);
        }
        if file.kind != Kind::Directory && self.is_directory(node) {
            self.sweep(node);
        }
        let source = (file.kind == Kind::HardLink).then(|| self.source(file.link));
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
            .filter(|_| self.pass == Pass::Entries && file.kind == Kind::Regular);
        if let Some(name) = name {
            self.private.insert(name.to_vec(), self.row);
        }
    }

    /// Looks once more for what the last of the hard links leads to that led to nothing in the layer; at the end of
    /// them goes on to the next layer.
    fn tie_link(&mut self, layer: &LayerFiles) {
        let Some((row, record)) = self.links.pop() else {
            self.private.clear();
            self.layer = self.layer.saturating_add(1);
            let start = u32::try_from(self.files.history.records.len()).unwrap_or(NONE);
            self.files.history.starts.push(start);
            self.pass = Pass::Whiteouts;
            return;
        };
        let source = layer.get(row).and_then(|file| self.source(file.link));
        match source {
            Some(source) => {
                self.files.sources.entry(record).or_insert(source);
                if source.0 != self.layer {
                    self.breaks(row, LinkFault::Below);
                }
            }
            None => self.breaks(row, LinkFault::Dangling),
        }
    }

    /// Counts a hard link that clients fail on.
    fn breaks(&mut self, row: Row, fault: LinkFault) {
        self.files.tally.dangling += u32::from(fault == LinkFault::Dangling);
        let layer = self.layer;
        let alike = |links: &&mut BrokenLinks| links.layer == layer && links.fault == fault;
        match self.files.broken.iter_mut().rev().take(2).find(alike) {
            Some(links) => {
                links.count += 1;
                links.first = links.first.min(row);
            }
            None => self.files.broken.push(BrokenLinks { layer, fault, first: row, count: 1 }),
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
    fn record(&mut self, node: u32, row: Row, what: What) -> u32 {
        let number = u32::try_from(self.files.history.records.len()).unwrap_or(NONE);
        let Some(at) = self.files.nodes.nodes.get_mut(node as usize) else { return NONE };
        let before = std::mem::replace(&mut at.last, number);
        self.files.history.records.push(Record { node, before, row, layer: self.layer, what });
        number
    }

    fn now(&self, node: u32) -> Option<&Record> {
        self.files.history.get(self.files.nodes.get(node)?.last)
    }

    fn is_alive(&self, node: u32) -> bool {
        self.now(node).is_some_and(|record| record.what.is_alive())
    }

    /// The entry that a path is now.
    fn entry(&self, node: u32) -> Option<File<'_>> {
        let record = self.now(node).filter(|record| record.what == What::Entry)?;
        self.files.nodes.layers.get(usize::from(record.layer))?.get(record.row)
    }

    fn is_directory(&self, node: u32) -> bool {
        let implied = self.now(node).is_some_and(|record| record.what == What::Implied);
        implied || self.entry(node).is_some_and(|file| file.kind == Kind::Directory)
    }

    /// All that is in a directory goes.
    fn sweep(&mut self, node: u32) {
        let mut directories = vec![node];
        while let Some(directory) = directories.pop() {
            let children: Vec<u32> = self.files.nodes.unsorted_children(directory).collect();
            for child in children.into_iter().filter(|child| self.is_alive(*child)).collect::<Vec<_>>() {
                if self.is_directory(child) {
                    directories.push(child);
                }
                self.record(child, self.row, What::Swept);
            }
        }
    }

    /// The node of a path whose name stands at `start` among the names of `layer`, with the directories on the
    /// way made where there are none; `None` for the root, and where there are too many.
    fn reach(&mut self, layer: &LayerFiles, start: u32, path: &[u8]) -> Option<u32> {
        // What the path shares with the one before needs no look-up.
        let before = self.trail_row.take().and_then(|row| layer.get(row)).map_or(&b""[..], |file| file.path);
        let shared = path.iter().zip(before).take_while(|(one, other)| one == other).count();
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

    /// The directory that `node` is, or leads to as a symbolic link; where it is none, it becomes one.
    fn directory(&mut self, mut node: u32) -> u32 {
        while let Some(link) = self.entry(node).filter(|file| file.kind == Kind::Symlink) {
            let target = self.parts_of_link(node, link.link);
            let Some(found) = self.hop().then(|| self.find(&parts_ref(&target))).flatten() else { break };
            node = found;
        }
        if !self.is_directory(node) {
            self.record(node, self.row, What::Implied);
        }
        node
    }

    fn hop(&mut self) -> bool {
        self.hops = self.hops.saturating_sub(1);
        self.hops > 0
    }

    /// Where a symbolic link leads, from the root.
    fn parts_of_link(&self, node: u32, link: &[u8]) -> Vec<Vec<u8>> {
        let own = if link.starts_with(b"/") { Vec::new() } else { self.files.nodes.path(node) };
        let whole = if own.is_empty() { link.to_vec() } else { [&*own, b"/../", link].concat() };
        name::parts(&whole).into_iter().map(<[u8]>::to_vec).collect()
    }

    /// The path that is there now, symbolic links on the way followed, its own last part too.
    fn find(&mut self, parts: &[&[u8]]) -> Option<u32> {
        let mut node = 0;
        let mut left: Vec<Vec<u8>> = parts.iter().rev().map(|part| part.to_vec()).collect();
        let mut links = 0;
        while let Some(part) = left.pop() {
            node = self.files.nodes.child(node, &part).filter(|child| self.is_alive(*child))?;
            if let Some(file) = self.entry(node).filter(|file| file.kind == Kind::Symlink) {
                let target = self.parts_of_link(node, file.link);
                links += 1;
                if links > limits::PATH_SYMLINKS || !self.hop() || left.len() > limits::PATH_DEPTH {
                    return None;
                }
                left.extend(target.into_iter().rev());
                node = 0;
            }
        }
        Some(node)
    }

    /// The entry that has the content behind a hard link to `path`.
    fn source(&mut self, path: &[u8]) -> Option<(u16, Row)> {
        if let Some(name) = name::private_link(path) {
            return self.private.get(name).map(|row| (self.layer, *row));
        }
        let mut parts = name::parts(path);
        let last = parts.pop()?;
        let directory = self.find(&parts)?;
        let node = self.files.nodes.child(directory, last)?;
        let number = self.files.nodes.get(node)?.last;
        let record = self.files.history.get(number).filter(|record| record.what == What::Entry)?;
        let source = self.files.sources.get(&number).copied().unwrap_or((record.layer, record.row));
        let layer = self.files.nodes.layers.get(usize::from(source.0))?;
        // A link that is not tied yet, or one of a ring, has no content.
        (layer.get(source.1)?.kind != Kind::HardLink).then_some(source)
    }
}

fn parts_ref(parts: &[Vec<u8>]) -> Vec<&[u8]> {
    parts.iter().map(Vec::as_slice).collect()
}
