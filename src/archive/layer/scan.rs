//! A layer's bytes in, its table out.

use super::entry_number::EntryNumber;
use super::files::LayerFiles;
use super::odd::Oddity;
use super::paths::Paths;
use crate::archive::foreign::Foreign;
use crate::archive::program;
use crate::archive::tar::{Entry, Event, Owner, Scanner};
use crate::archive::trouble::{Trouble, TroubleKind};
use crate::keyed::HashMap;
use crate::limits;

/// First bytes that are kept: up to where a file system image has its sign.
const FIRST: usize = 2048;

/// Makes the table of a layer while its uncompressed bytes pass by.
#[derive(Debug, Default)]
pub struct LayerScan {
    scanner: Scanner,
    table: Listing,
    /// The first bytes, which tell what it is where it is no tar.
    first: Vec<u8>,
}

/// The table in the making.
#[derive(Debug, Default)]
pub struct Listing {
    files: LayerFiles,
    owners: HashMap<Owner, u16>,
    paths: Paths,
    /// The file that may be a program, and the first bytes of it.
    suspect: Option<(EntryNumber, Vec<u8>)>,
    /// The file that nothing is known of yet.
    fresh: Option<EntryNumber>,
}

impl LayerScan {
    /// Starts with no bytes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next uncompressed bytes, in pieces of any length.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(room) = FIRST.checked_sub(self.first.len()).filter(|room| *room > 0) {
            self.first.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        }
        let table = &mut self.table;
        self.scanner.push(bytes, &mut |event| table.on(event));
    }

    /// How many entries there are so far.
    #[must_use]
    pub fn entries(&self) -> u32 {
        self.table.files.len()
    }

    /// Bytes so far.
    #[must_use]
    pub const fn at(&self) -> u64 {
        self.scanner.at()
    }

    /// The table, where no bytes follow.
    #[must_use]
    pub fn finish(mut self) -> LayerFiles {
        let table = &mut self.table;
        self.scanner.finish(&mut |event| table.on(event));
        table.files.name_foreign(Foreign::of(&self.first));
        let tar_bytes = self.scanner.at();
        self.table.finish(tar_bytes)
    }
}

impl Listing {
    fn on(&mut self, event: Event<'_>) {
        match event {
            Event::Entry(entry) => self.add(entry),
            Event::Content { offset, bytes, .. } => self.look(offset, bytes),
            Event::Trouble(trouble) => self.files.trouble(trouble),
        }
    }

    /// Adds an entry.
    pub fn add(&mut self, entry: &Entry) {
        self.judge();
        let owner = self.owner(&entry.owner);
        let row = self.files.add(entry, owner);
        self.fresh = row.filter(|_| entry.size > 0);
        if let Some(row) = row {
            let marks = self.files.get(row).map(|file| file.marks).unwrap_or_default();
            let clash = self.paths.take(row, entry, marks);
            if clash.repeated {
                self.files.trouble(Trouble { at: entry.at, kind: TroubleKind::Repeated });
            }
            if let Some(oddity) = clash.oddity {
                self.files.count_clash(oddity, row, 1);
            }
        }
    }

    /// The table of an archive of so many uncompressed bytes.
    #[must_use]
    pub fn finish(mut self, tar_bytes: u64) -> LayerFiles {
        self.judge();
        if let Some((row, count)) = self.paths.early_links() {
            self.files.count_clash(Oddity::EarlyLink, row, count);
        }
        self.files.tar_bytes = tar_bytes;
        self.files
    }

    /// The number of an owner. After 65,535 of them, which only a hostile layer has, the last stands for all.
    fn owner(&mut self, owner: &Owner) -> u16 {
        if let Some(number) = self.owners.get(owner) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.files.owners.len()) else { return u16::MAX };
        // Names that are longer than a system takes would be a hundred times the table.
        let short = |name: &[u8]| name.get(..256).unwrap_or(name).to_vec();
        self.files.owners.push(Owner { user: short(&owner.user), group: short(&owner.group), ..*owner });
        self.owners.insert(owner.clone(), number);
        number
    }

    /// Keeps the first bytes of what may be a program.
    fn look(&mut self, offset: u64, bytes: &[u8]) {
        if let Some((_, start)) = &mut self.suspect {
            if offset != start.len() as u64 {
                return;
            }
            let room = limits::PROGRAM_HEADER_BYTES.saturating_sub(start.len());
            start.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
            if start.len() >= 4 && !program::may_be(start) {
                self.suspect = None;
            } else if start.len() >= limits::PROGRAM_HEADER_BYTES {
                self.judge();
            }
            return;
        }
        let Some(row) = self.fresh.take() else { return };
        // In pieces of a byte or two, nothing can be told yet.
        if offset == 0 && (bytes.len() < 4 || program::may_be(bytes)) {
            let start = bytes.get(..limits::PROGRAM_HEADER_BYTES).unwrap_or(bytes).to_vec();
            self.suspect = Some((row, start));
        }
    }

    fn judge(&mut self) {
        if let Some((row, start)) = self.suspect.take()
            && let Some(program) = program::recognise(&start)
        {
            self.files.add_program(row, program);
        }
    }
}
