//! What is odd about the entries of a layer, counted while the table is made: nobody goes through it again.

use super::entry_number::EntryNumber;
use super::name::NameMarks;
use crate::archive::kind::EntryKind;

/// Something odd about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Its path leads out of the root.
    Escapes,
    /// Its path begins with a slash.
    Absolute,
    /// Its path has characters that can't be seen.
    Unseen,
    /// Its path is not UTF-8.
    NotUtf8,
    /// It is of a kind that no client knows.
    Kind,
    /// It has no name, and is not the directory that the root is.
    Nameless,
    /// AUFS kept it for itself.
    Private,
    /// It is a deletion without a name.
    DeletesNothing,
    /// It lies in what the layer has as a file.
    InFile,
    /// It lies in what the layer deletes.
    InDeleted,
    /// It deletes what the layer has before it.
    DeletedAfter,
    /// It is a directory that the layer deletes before it.
    DirectoryAgain,
    /// It is a hard link to what comes after it.
    EarlyLink,
    /// It is a hard link to itself.
    SelfLink,
}

/// How many entries have an [`Oddity`], and the first of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Odd {
    pub(super) count: u32,
    pub(super) first: EntryNumber,
}

impl Odd {
    pub(super) const fn count(&mut self, row: EntryNumber, count: u32) {
        if self.count == 0 {
            self.first = row;
        }
        self.count = self.count.saturating_add(count);
    }
}

impl Oddity {
    pub(super) const ALL: [Self; 14] = [
        Self::Escapes,
        Self::Absolute,
        Self::Unseen,
        Self::NotUtf8,
        Self::Kind,
        Self::Nameless,
        Self::Private,
        Self::DeletesNothing,
        Self::InFile,
        Self::InDeleted,
        Self::DeletedAfter,
        Self::DirectoryAgain,
        Self::EarlyLink,
        Self::SelfLink,
    ];

    pub(super) const fn is_of(self, kind: EntryKind, marks: NameMarks) -> bool {
        match self {
            Self::Escapes => marks.has(NameMarks::ESCAPES),
            Self::Absolute => marks.has(NameMarks::ABSOLUTE),
            Self::Unseen => marks.has(NameMarks::UNSEEN),
            Self::NotUtf8 => marks.has(NameMarks::NOT_UTF8),
            Self::Kind => matches!(kind, EntryKind::Other(_)),
            // The entries before it decide.
            _ => false,
        }
    }
}
