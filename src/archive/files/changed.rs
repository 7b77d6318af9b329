//! What a layer did to a path of an image.

use super::change::{Change, Record, What};
use super::image::Files;
use crate::archive::kind::EntryKind;
use crate::archive::layer::File;

impl Files {
    /// Whether a path is there after `layer`.
    pub(super) fn is_there(&self, node: u32, layer: u16) -> bool {
        self.alive(node, layer).is_some()
    }

    fn alive(&self, node: u32, layer: u16) -> Option<&Record> {
        let (_, record) = self.history.at(self.nodes.get(node)?.last, layer)?;
        record.what.is_alive().then_some(record)
    }

    /// What a layer did to a path; `None` where it has nothing to do with it.
    pub(super) fn change(&self, node: u32, layer: u16) -> Option<Change> {
        let (_, record) = self.history.at(self.nodes.get(node)?.last, layer)?;
        if record.layer != layer {
            return None;
        }
        let before = self.history.get(record.below).filter(|before| before.what.is_alive());
        Some(match (before, record.what.is_alive()) {
            (None, true) => Change::Added,
            (None, false) => return None,
            (Some(_), false) => Change::Deleted,
            (Some(before), true) if self.is_same_directory(before, record) => Change::Unchanged,
            (Some(_), true) => Change::Changed,
        })
    }

    /// Whether a directory is listed as it was before. Layers list those that lead to what they change.
    fn is_same_directory(&self, before: &Record, now: &Record) -> bool {
        let Some(new) = self.entry_of(now) else {
            // What no entry names says nothing of itself.
            return now.what == What::Implied;
        };
        let Some(old) = self.entry_of(before) else { return false };
        let owner = |record: &Record, file: &File<'_>| {
            let owner = self.layer(record.layer)?.owner(file.owner)?;
            Some((owner.uid, owner.gid))
        };
        old.kind == EntryKind::Directory
            && new.kind == EntryKind::Directory
            && (old.mode, old.mtime) == (new.mode, new.mtime)
            && owner(before, &old) == owner(now, &new)
    }

    fn entry_of(&self, record: &Record) -> Option<File<'_>> {
        let entry = record.what == What::Entry;
        self.layer(record.layer).filter(|_| entry)?.get(record.row)
    }
}
