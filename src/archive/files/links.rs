//! Links on the way of a merge: directories that symbolic links lead to, and what hard links share.

use super::change::What;
use super::image::{BrokenLinks, LinkFault};
use super::merge::{BYTES_A_LOOKUP, Merge, Pass};
use super::order::NONE;
use crate::archive::kind::EntryKind;
use crate::archive::layer::name;
use crate::archive::layer::{EntryNumber, LayerFiles};
use crate::limits;

/// How many kinds of [`LinkFault`] there are.
const FAULTS: usize = 3;

impl Merge {
    /// Looks once more for what the last of the hard links leads to that led to nothing in the layer; at the end of
    /// them goes on to the next layer.
    pub(super) fn tie_link(&mut self, layer: &LayerFiles) {
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
            // That is told of the layer by itself.
            None if layer.get(row).is_some_and(|file| name::parts(file.path) == name::parts(file.link)) => {
                self.files.tally.dangling += 1;
            }
            None => {
                let leads_to_link = layer.get(row).is_some_and(|file| self.is_link(file.link));
                self.breaks(row, if leads_to_link { LinkFault::Empty } else { LinkFault::Dangling });
            }
        }
    }

    /// Whether a path is there now, and is a hard link.
    fn is_link(&mut self, path: &[u8]) -> bool {
        let mut parts = name::parts(path);
        let Some(last) = parts.pop() else { return false };
        let directory = self.find(&parts);
        let node = directory.and_then(|directory| self.files.nodes.child(directory, last));
        let node = node.filter(|node| self.is_alive(*node));
        node.and_then(|node| self.entry(node)).is_some_and(|file| file.kind == EntryKind::HardLink)
    }

    /// Counts a hard link that clients fail on.
    fn breaks(&mut self, row: EntryNumber, fault: LinkFault) {
        self.files.tally.dangling += u32::from(fault != LinkFault::Below);
        let layer = self.layer;
        let alike = |links: &&mut BrokenLinks| links.layer == layer && links.fault == fault;
        match self.files.broken.iter_mut().rev().take(FAULTS).find(alike) {
            Some(links) => {
                links.count += 1;
                links.first = links.first.min(row);
            }
            None => self.files.broken.push(BrokenLinks { layer, fault, first: row, count: 1 }),
        }
    }

    /// The directory that `node` is, or leads to as a symbolic link; where it is none, it becomes one.
    pub(super) fn directory(&mut self, mut node: u32) -> u32 {
        if let Some(link) = self.entry(node).filter(|file| file.kind == EntryKind::Symlink) {
            let target = self.parts_of_link(node, link.link);
            match self.find(&parts_ref(&target)) {
                Some(found) => node = found,
                None => self.files.tally.unfollowed += u32::from(self.lookups == 0),
            }
        }
        if !self.is_directory(node) {
            self.record(node, self.row, What::Implied);
        }
        node
    }

    /// Takes look-ups of those that may be done for symbolic links; whether there were as many.
    fn may_look_up(&mut self, lookups: usize) -> bool {
        self.files.nodes.did(lookups);
        self.lookups = self.lookups.saturating_sub(u32::try_from(lookups).unwrap_or(u32::MAX));
        self.lookups > 0
    }

    /// Where a symbolic link leads, from the root.
    fn parts_of_link(&self, node: u32, link: &[u8]) -> Vec<Vec<u8>> {
        let own = if link.starts_with(b"/") { Vec::new() } else { self.files.nodes.path(node) };
        let whole = if own.is_empty() { link.to_vec() } else { [&*own, b"/../", link].concat() };
        name::parts(&whole).into_iter().map(<[u8]>::to_vec).collect()
    }

    /// The path that is there now, symbolic links on the way followed, its own last part too.
    pub(super) fn find(&mut self, parts: &[&[u8]]) -> Option<u32> {
        let mut node = 0;
        let mut left: Vec<Vec<u8>> = parts.iter().rev().map(|part| part.to_vec()).collect();
        let mut links = 0;
        while let Some(part) = left.pop() {
            node = self.files.nodes.child(node, &part).filter(|child| self.is_alive(*child))?;
            if let Some(file) = self.entry(node).filter(|file| file.kind == EntryKind::Symlink) {
                let target = self.parts_of_link(node, file.link);
                // A part may be two bytes, and is a look-up when its turn comes.
                let work = 1 + target.len() + file.link.len() / BYTES_A_LOOKUP;
                links += 1;
                if links > limits::PATH_SYMLINKS || !self.may_look_up(work) || left.len() > limits::PATH_DEPTH
                {
                    return None;
                }
                left.extend(target.into_iter().rev());
                node = 0;
            }
        }
        Some(node)
    }

    /// The entry that has the content of a hard link to `path`.
    pub(super) fn source(&mut self, path: &[u8]) -> Option<(u16, EntryNumber)> {
        if let Some(name) = name::private_link(path) {
            return self.private.get(name).map(|row| (self.layer, *row));
        }
        self.files.nodes.did(path.len() / BYTES_A_LOOKUP);
        let mut parts = name::parts(path);
        let last = parts.pop()?;
        let directory = self.find(&parts)?;
        let node = self.files.nodes.child(directory, last)?;
        let number = self.files.nodes.get(node)?.last;
        let record = self.files.history.get(number).filter(|record| record.what == What::Entry)?;
        let source = self.files.sources.get(&number).copied().unwrap_or((record.layer, record.row));
        let layer = self.files.nodes.layers.get(usize::from(source.0))?;
        // A link that is not tied yet, or one of a ring, has no content.
        (layer.get(source.1)?.kind != EntryKind::HardLink).then_some(source)
    }
}

fn parts_ref(parts: &[Vec<u8>]) -> Vec<&[u8]> {
    parts.iter().map(Vec::as_slice).collect()
}
