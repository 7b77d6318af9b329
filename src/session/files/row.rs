//! A file in a row: its columns as text.

use super::chosen::Chosen;
use crate::archive::files::{
    Cause, Change, Files, Listed, NodeId, Shown, Special, Sum, Under, Wasted, special,
};
use crate::archive::kind::EntryKind;
use crate::archive::layer::File;
use crate::archive::tar::Owner;
use crate::text::time::time;

/// A row of the Files tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Which file.
    pub chosen: Chosen,
    /// In how many directories it is; 0 in a list by size.
    pub depth: u16,
    /// Its name, or its path in a list by size.
    pub name: String,
    /// Where a link leads.
    pub link: Option<String>,
    /// What it is; `None` for a directory that no entry names.
    pub kind: Option<EntryKind>,
    /// Of a directory with something in it, whether it is open.
    pub open: Option<bool>,
    /// What the layer did to it.
    pub change: Change,
    /// What is to be marked of its mode.
    pub special: Option<Special>,
    /// `-rwxr-xr-x`
    pub mode: String,
    /// User and group, by number.
    pub owner: String,
    /// Bytes, of a file.
    pub size: Option<u64>,
    /// What the files under a directory come to, once that is added up.
    pub under: Option<Sum>,
    /// When it was changed: date and minute in UTC.
    pub time: String,
    /// What a later layer did to a wasted file.
    pub fate: Option<String>,
}

/// The row of a file in a tree.
pub(super) fn row(files: &Files, shown: &Shown<'_>, under: &Under) -> FileRow {
    let entry = shown.entry.map(|(layer, _, file)| (layer, file));
    let made = made(files, shown.node, text(shown.name), entry);
    let is_directory = made.kind.is_none_or(|kind| kind == EntryKind::Directory);
    let under = (is_directory && under.is_known()).then(|| under.of(shown.node));
    FileRow {
        depth: shown.depth,
        open: shown.open,
        change: shown.change,
        special: shown.special,
        under,
        ..made
    }
}

/// The row of a file in a list by size.
pub(super) fn listed_row(files: &Files, listed: &Listed) -> Option<FileRow> {
    let file = files.layer(listed.layer)?.get(listed.row)?;
    Some(made(files, listed.node, text(&files.path(listed.node)), Some((listed.layer, file))))
}

/// The row of a file that can't be seen any more.
pub(super) fn wasted_row(files: &Files, wasted: &Wasted) -> Option<FileRow> {
    let file = files.layer(wasted.layer)?.get(wasted.row)?;
    let row = made(files, wasted.node, text(&files.path(wasted.node)), Some((wasted.layer, file)));
    let (did, change) = match wasted.cause {
        Cause::Overwritten => ("overwritten", Change::Changed),
        Cause::Deleted => ("deleted", Change::Deleted),
    };
    let number = |layer: u16| u32::from(layer) + 1;
    let fate = format!("of layer\u{a0}{}, {did} by layer\u{a0}{}", number(wasted.layer), number(wasted.by));
    let chosen = Chosen { node: wasted.node, layer: Some(wasted.layer) };
    Some(FileRow { chosen, fate: Some(fate), change, ..row })
}

fn made(files: &Files, node: NodeId, name: String, entry: Option<(u16, File<'_>)>) -> FileRow {
    let file = entry.map(|(_, file)| file);
    let owner = entry.and_then(|(layer, file)| files.layer(layer)?.owner(file.owner));
    FileRow {
        chosen: Chosen { node, layer: None },
        depth: 0,
        name,
        link: file.filter(|file| !file.link.is_empty()).map(|file| text(file.link)),
        kind: file.map(|file| file.kind),
        open: None,
        change: Change::Unchanged,
        special: file.and_then(|file| special(&file)),
        mode: file.map(|file| mode(file.kind, file.mode)).unwrap_or_default(),
        owner: owner.map(|Owner { uid, gid, .. }| format!("{uid}:{gid}")).unwrap_or_default(),
        size: file.filter(|file| file.kind == EntryKind::Regular).map(|file| file.size),
        under: None,
        time: file.map(|file| time(file.mtime)).unwrap_or_default(),
        fate: None,
    }
}

/// Bytes of a name as text; those that are no UTF-8 as escapes.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// A mode as `ls -l` writes it.
#[must_use]
pub fn mode(kind: EntryKind, mode: u16) -> String {
    let first = match kind {
        EntryKind::Directory => 'd',
        EntryKind::Symlink => 'l',
        EntryKind::CharacterDevice => 'c',
        EntryKind::BlockDevice => 'b',
        EntryKind::Fifo => 'p',
        EntryKind::HardLink => 'h',
        EntryKind::Regular => '-',
        EntryKind::Other(_) => '?',
    };
    let mut written = String::from(first);
    for (shift, special, sign) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let bits = mode >> shift;
        written.push(if bits & 4 != 0 { 'r' } else { '-' });
        written.push(if bits & 2 != 0 { 'w' } else { '-' });
        written.push(match (mode & special != 0, bits & 1 != 0) {
            (false, false) => '-',
            (false, true) => 'x',
            (true, true) => sign,
            (true, false) => sign.to_ascii_uppercase(),
        });
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_as_ls_writes_them() {
        for (kind, bits, expected) in [
            (EntryKind::Regular, 0o644, "-rw-r--r--"),
            (EntryKind::Regular, 0o4755, "-rwsr-xr-x"),
            (EntryKind::Regular, 0o4644, "-rwSr--r--"),
            (EntryKind::Directory, 0o1777, "drwxrwxrwt"),
            (EntryKind::Directory, 0o1776, "drwxrwxrwT"),
            (EntryKind::Symlink, 0o777, "lrwxrwxrwx"),
            (EntryKind::Regular, 0o2750, "-rwxr-s---"),
        ] {
            assert_eq!(mode(kind, bits), expected);
        }
    }

    #[test]
    fn names_that_are_no_text_are_escaped() {
        assert_eq!(text(b"caf\xe9.txt"), "caf\\xe9.txt");
        assert_eq!(text("café".as_bytes()), "café");
    }
}
