//! The paths that a layer has so far, by their hashes, and what an entry can't do to them: a client unpacks the entries
//! one after the other, so that their order decides what fails.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::entry_number::EntryNumber;
use super::name::{self, NameMarks, Whiteout};
use super::odd::Oddity;
use crate::archive::kind::EntryKind;
use crate::archive::tar::Entry;
use crate::keyed::HashMap;
use crate::limits;

/// The paths of a layer in the making.
#[derive(Debug, Default)]
pub(super) struct Paths {
    known: HashMap<u64, Seen>,
    /// The directories that lead to the entry before: they were looked at.
    trail: Vec<u64>,
    /// Hard links to what was not there yet, with their targets.
    links: Vec<(EntryNumber, u64)>,
}

/// What a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Directory,
    /// A directory that only the path of another entry names.
    Implied,
    /// It may lead to a directory.
    Link,
    /// A file, a device or a pipe.
    File,
    /// It is deleted from the layers below.
    Deleted,
}

/// What is to be said of an entry for what the layer has before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clash {
    /// The layer has its path already; not both of them directories.
    pub(super) repeated: bool,
    pub(super) oddity: Option<Oddity>,
}

impl Clash {
    const fn odd(oddity: Oddity) -> Self {
        Self { repeated: false, oddity: Some(oddity) }
    }
}

impl Paths {
    /// Takes the entry of this row.
    pub(super) fn take(&mut self, row: EntryNumber, entry: &Entry, marks: NameMarks) -> Clash {
        let parts = name::parts(&entry.path);
        let Some((last, directories)) = parts.split_last() else {
            let is_root = entry.kind == EntryKind::Directory;
            return if is_root { Clash::default() } else { Clash::odd(Oddity::Nameless) };
        };
        let mut hasher = DefaultHasher::new();
        let mut trail = Vec::with_capacity(directories.len());
        for part in directories {
            part.hash(&mut hasher);
            trail.push(hasher.finish());
        }
        let own = child(&hasher, last);
        if marks.has(NameMarks::PRIVATE) {
            // Hard links may lead there.
            self.known.insert(own, Seen::of(entry.kind));
            return Clash::odd(Oddity::Private);
        }
        let above = self.look_above(trail);
        let clash = match name::whiteout(last) {
            Some(Whiteout::Nothing) => Clash::odd(Oddity::DeletesNothing),
            Some(Whiteout::Opaque) => {
                Clash { repeated: self.known.insert(own, Seen::Deleted).is_some(), oddity: None }
            }
            Some(Whiteout::Of(name)) => self.delete(child(&hasher, name)),
            None => self.add(row, entry, own),
        };
        Clash { oddity: above.or(clash.oddity), ..clash }
    }

    /// Looks at the directories that an entry lies in.
    fn look_above(&mut self, trail: Vec<u64>) -> Option<Oddity> {
        let mut found = None;
        for (at, directory) in trail.iter().enumerate() {
            if self.trail.get(at) == Some(directory) {
                continue;
            }
            match self.known.get(directory) {
                Some(Seen::File) => found = found.or(Some(Oddity::InFile)),
                Some(Seen::Deleted) => found = found.or(Some(Oddity::InDeleted)),
                Some(Seen::Directory | Seen::Implied | Seen::Link) => {}
                None if self.known.len() < 2 * limits::LAYER_ENTRIES as usize => {
                    self.known.insert(*directory, Seen::Implied);
                }
                None => {}
            }
        }
        // What was found is found again in the next entry.
        self.trail = if found.is_some() { Vec::new() } else { trail };
        found
    }

    fn delete(&mut self, target: u64) -> Clash {
        match self.known.insert(target, Seen::Deleted) {
            Some(Seen::Deleted) => Clash { repeated: true, oddity: None },
            Some(_) => Clash::odd(Oddity::DeletedAfter),
            None => Clash::default(),
        }
    }

    fn add(&mut self, row: EntryNumber, entry: &Entry, own: u64) -> Clash {
        if entry.kind == EntryKind::HardLink && self.link(row, &entry.link, own) {
            self.known.insert(own, Seen::Link);
            return Clash::odd(Oddity::SelfLink);
        }
        let seen = Seen::of(entry.kind);
        match self.known.insert(own, seen) {
            Some(Seen::Deleted) if seen == Seen::Directory => Clash::odd(Oddity::DirectoryAgain),
            None | Some(Seen::Deleted | Seen::Implied) => Clash::default(),
            // Some builders list a directory for each file in it.
            Some(before) => {
                Clash { repeated: (before, seen) != (Seen::Directory, Seen::Directory), oddity: None }
            }
        }
    }

    /// Keeps a hard link to what is not there yet. Gives whether it is one to itself: nothing that comes could be it.
    fn link(&mut self, row: EntryNumber, target: &[u8], own: u64) -> bool {
        let parts = name::parts(target);
        let mut hasher = DefaultHasher::new();
        for (at, part) in parts.iter().enumerate() {
            part.hash(&mut hasher);
            match self.known.get(&hasher.finish()) {
                // It may be there under another name.
                Some(Seen::Link) if at + 1 < parts.len() => return false,
                Some(Seen::File | Seen::Link | Seen::Directory) if at + 1 == parts.len() => {
                    return hasher.finish() == own;
                }
                _ => {}
            }
        }
        if hasher.finish() != own {
            self.links.push((row, hasher.finish()));
        }
        hasher.finish() == own
    }

    /// Hard links to what comes after them: the first, and how many there are.
    pub(super) fn early_links(&self) -> Option<(EntryNumber, u32)> {
        let is_there = |target: &u64| matches!(self.known.get(target), Some(Seen::File | Seen::Link));
        let mut early = self.links.iter().filter(|(_, target)| is_there(target));
        let (first, _) = early.next()?;
        Some((*first, u32::try_from(early.count()).unwrap_or(u32::MAX).saturating_add(1)))
    }
}

impl Seen {
    const fn of(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Directory => Self::Directory,
            EntryKind::Symlink | EntryKind::HardLink => Self::Link,
            _ => Self::File,
        }
    }
}

/// The hash of `name` in the directory that `hasher` has taken.
fn child(hasher: &DefaultHasher, name: &[u8]) -> u64 {
    let mut hasher = hasher.clone();
    name.hash(&mut hasher);
    hasher.finish()
}
