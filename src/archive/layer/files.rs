//! The entries of a layer in a compact table: 38 bytes each, and their names.

use super::entry_number::EntryNumber;
use super::name::{self, NameMarks};
use super::odd::{Odd, Oddity};
use crate::archive::foreign::Foreign;
use crate::archive::kind::EntryKind;
use crate::archive::program::Program;
use crate::archive::tar::{BLOCK, Device, Entry, Owner, Xattr};
use crate::archive::trouble::{Trouble, TroubleKind};
use crate::limits;

/// All entries of a layer, in the order of the archive, with what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerFiles {
    /// [`ROW`] bytes each.
    pub(super) rows: Vec<u8>,
    /// Path and link of each row, one after the other.
    pub(super) names: Vec<u8>,
    pub(super) owners: Vec<Owner>,
    /// What few rows have, in the order of the rows.
    pub(super) extras: Vec<(EntryNumber, Extra)>,
    /// Bytes of the attributes in `extras`.
    pub(super) xattr_bytes: usize,
    pub(super) troubles: Vec<Trouble>,
    pub(super) odd: [Odd; Oddity::ALL.len()],
    pub(super) tar_bytes: u64,
}

/// Bytes of a row: the offset of its names (4), the length of its path (2) and of its link (2), the type flag
/// (1), bits (1), mode (2), the number of its owner (2), time (8), size (8) and place (8), all of them
/// little-endian.
pub(super) const ROW: usize = 38;

/// Where in a row its bits are.
const BITS: usize = 9;

/// A sparse file, among the bits of a row; the lower ones are the [`NameMarks`].
const SPARSE: u8 = 0x80;

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Its path as it is written.
    pub path: &'a [u8],
    /// What a symbolic or hard link points to; empty for others.
    pub link: &'a [u8],
    /// What it is.
    pub kind: EntryKind,
    /// Permissions with setuid, setgid and sticky.
    pub mode: u16,
    /// The number of its owner, for [`LayerFiles::owner`].
    pub owner: u16,
    /// Seconds since 1970.
    pub mtime: i64,
    /// Bytes.
    pub size: u64,
    /// Bytes of the layer's tar before the entry, where a scanner can read it again. In a table of contents:
    /// bytes of the compressed layer before its content.
    pub at: u64,
    /// What is odd about its path.
    pub marks: NameMarks,
    /// Its holes are left out of the archive.
    pub sparse: bool,
}

/// What few entries have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// Of a device.
    pub device: Option<Device>,
    /// Of a program.
    pub program: Option<Program>,
    /// Extended attributes.
    pub xattrs: Vec<Xattr>,
}

impl LayerFiles {
    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.rows.len() / ROW).unwrap_or(u32::MAX)
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes of the uncompressed archive; 0 for a table of contents, which does not tell.
    #[must_use]
    pub const fn tar_bytes(&self) -> u64 {
        self.tar_bytes
    }

    /// What is wrong with the layer as an archive, in the order of its bytes.
    #[must_use]
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// The entry of this number.
    #[must_use]
    pub fn get(&self, row: EntryNumber) -> Option<File<'_>> {
        let start = usize::try_from(row).ok()?.checked_mul(ROW)?;
        let mut fields = Fields(self.rows.get(start..start.checked_add(ROW)?)?);
        let names = usize::try_from(fields.number(4)?).ok()?;
        let path_length = usize::try_from(fields.number(2)?).ok()?;
        let link_length = usize::try_from(fields.number(2)?).ok()?;
        let flag = u8::try_from(fields.number(1)?).ok()?;
        let bits = u8::try_from(fields.number(1)?).ok()?;
        let link = names.checked_add(path_length)?;
        Some(File {
            path: self.names.get(names..link)?,
            link: self.names.get(link..link.checked_add(link_length)?)?,
            kind: EntryKind::of_flag(flag),
            mode: u16::try_from(fields.number(2)?).ok()?,
            owner: u16::try_from(fields.number(2)?).ok()?,
            mtime: fields.number(8)?.cast_signed(),
            size: fields.number(8)?,
            at: fields.number(8)?,
            marks: NameMarks(bits & !SPARSE),
            sparse: bits & SPARSE != 0,
        })
    }

    /// Where the path of this entry begins among all names, for [`Self::name`].
    pub(in crate::archive) fn path_at(&self, row: EntryNumber) -> Option<u32> {
        let start = usize::try_from(row).ok()?.checked_mul(ROW)?;
        u32::try_from(Fields(self.rows.get(start..)?).number(4)?).ok()
    }

    /// Whether the name of this entry begins as a whiteout's.
    pub(in crate::archive) fn is_whiteout(&self, row: EntryNumber) -> bool {
        let bits = (row as usize).saturating_mul(ROW).saturating_add(BITS);
        self.rows.get(bits).is_some_and(|bits| NameMarks(*bits).has(NameMarks::WHITEOUT))
    }

    /// A piece of the names.
    pub(in crate::archive) fn name(&self, at: u32, length: u16) -> &[u8] {
        let at = at as usize;
        self.names.get(at..at.saturating_add(usize::from(length))).unwrap_or_default()
    }

    /// All entries, in the order of the archive.
    pub fn iter(&self) -> impl Iterator<Item = (EntryNumber, File<'_>)> {
        (0..self.len()).filter_map(|row| Some((row, self.get(row)?)))
    }

    /// Whom an entry belongs to.
    #[must_use]
    pub fn owner(&self, number: u16) -> Option<&Owner> {
        self.owners.get(usize::from(number))
    }

    /// What only few entries have.
    #[must_use]
    pub fn extra(&self, row: EntryNumber) -> Option<&Extra> {
        let at = self.extras.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.extras.get(at).map(|(_, extra)| extra)
    }

    /// All that have something of that kind, in the order of the archive.
    pub fn extras(&self) -> impl Iterator<Item = (EntryNumber, &Extra)> {
        self.extras.iter().map(|(row, extra)| (*row, extra))
    }

    /// Adds an entry whose owner has the number `owner`, and gives its own; `None` where it is not listed,
    /// which is then among the troubles.
    pub(super) fn add(&mut self, entry: &Entry, owner: u16) -> Option<EntryNumber> {
        let at = entry.at;
        let length = entry.path.len().max(entry.link.len());
        if length > limits::PATH_BYTES {
            self.trouble(Trouble { at, kind: TroubleKind::PathTooLong { length: length as u64 } });
            return None;
        }
        let depth = entry.path.split(|byte| *byte == b'/').count();
        if depth > limits::PATH_DEPTH {
            self.trouble(Trouble { at, kind: TroubleKind::PathTooDeep { depth: depth as u64 } });
            return None;
        }
        let row = self.len();
        let names = self.names.len();
        if row >= limits::LAYER_ENTRIES || names > limits::LAYER_NAMES_BYTES {
            // Once is enough.
            if self.troubles.last().is_none_or(|last| last.kind != TroubleKind::TooManyEntries) {
                self.trouble(Trouble { at, kind: TroubleKind::TooManyEntries });
            }
            return None;
        }
        let marks = name::marks(&entry.path);
        self.names.extend_from_slice(&entry.path);
        self.names.extend_from_slice(&entry.link);
        let mut put = |number: u64, length: usize| {
            self.rows.extend(number.to_le_bytes().get(..length).unwrap_or_default());
        };
        put(names as u64, 4);
        put(entry.path.len() as u64, 2);
        put(entry.link.len() as u64, 2);
        put(u64::from(entry.kind.flag()), 1);
        put(u64::from(marks.0 | if entry.sparse { SPARSE } else { 0 }), 1);
        put(u64::from(entry.mode & 0o7777), 2);
        put(u64::from(owner), 2);
        put(entry.mtime.seconds.cast_unsigned(), 8);
        put(entry.size, 8);
        put(at, 8);
        self.count_odd(row, entry.kind, marks);
        let mut extra = Extra { device: entry.device, ..Extra::default() };
        let bytes: usize = entry.xattrs.iter().map(|xattr| xattr.name.len() + xattr.value.len()).sum();
        if bytes > 0 && self.xattr_bytes + bytes > limits::LAYER_XATTR_BYTES {
            if !self.troubles.iter().any(|trouble| trouble.kind == TroubleKind::TooManyAttributes) {
                self.trouble(Trouble { at, kind: TroubleKind::TooManyAttributes });
            }
        } else {
            self.xattr_bytes += bytes;
            extra.xattrs.clone_from(&entry.xattrs);
        }
        if extra != Extra::default() {
            self.extras.push((row, extra));
        }
        Some(row)
    }

    /// Says that the last row is a program.
    pub(super) fn add_program(&mut self, row: EntryNumber, program: Program) {
        match self.extras.last_mut() {
            Some((last, extra)) if *last == row => extra.program = Some(program),
            _ => self.extras.push((row, Extra { program: Some(program), ..Extra::default() })),
        }
    }

    /// Says what the layer is instead of a tar, where it is none.
    pub(super) fn name_foreign(&mut self, foreign: Option<Foreign>) {
        let is_short = |at: u64| at < BLOCK as u64 && foreign.is_some();
        match self.troubles.first_mut() {
            Some(Trouble { kind: kind @ TroubleKind::NotTar(_), .. }) => *kind = TroubleKind::NotTar(foreign),
            // Shorter than the first header of a tar.
            Some(Trouble { kind: kind @ TroubleKind::Truncated { .. }, at }) if is_short(*at) => {
                *kind = TroubleKind::NotTar(foreign);
                *at = 0;
            }
            _ => {}
        }
    }

    /// Whether it is a tar, as far as that was read: it has an entry, or the end of an archive without any.
    #[must_use]
    pub fn is_tar(&self) -> bool {
        let begins = !self.is_empty();
        !self.troubles.iter().any(|trouble| match trouble.kind {
            TroubleKind::NotTar(_) => true,
            // Bytes that end before a first entry may be anything.
            TroubleKind::Truncated { .. } | TroubleKind::NoEnd => !begins,
            _ => false,
        })
    }

    pub(super) fn trouble(&mut self, trouble: Trouble) {
        let alike =
            |other: &&Trouble| std::mem::discriminant(&other.kind) == std::mem::discriminant(&trouble.kind);
        if self.troubles.iter().filter(alike).count() < limits::LAYER_TROUBLES {
            self.troubles.push(trouble);
        }
    }
}

/// Little-endian numbers, one after the other.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn number(&mut self, length: usize) -> Option<u64> {
        Some(self.bytes(length)?.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)))
    }

    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }
}
