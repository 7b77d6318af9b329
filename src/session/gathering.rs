//! Which of the files that were dropped or chosen are read, and which are held.

use crate::archive::begin::{is_binary, is_packed};
use crate::inspect::claimed;
use crate::limits;
use crate::text::size::{decimal, grouped};

/// What was taken so far of one drop, and what was left out.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    files: usize,
    bytes: u64,
    held: usize,
    hidden: usize,
    failed: Vec<String>,
    full: bool,
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is read whole, if it is no archive.
    Read,
    /// It is held for the session, and read where it lies.
    Hold,
    /// It is left out.
    Leave,
}

impl Gathering {
    /// What becomes of the file at `path`, by its size. Hidden files, such as `.DS_Store`, are left out, and
    /// nothing is said of them unless there are no others.
    pub fn fate(&mut self, path: &str, size: u64) -> Fate {
        if path.split('/').any(|part| part.starts_with('.') && part.len() > 1) {
            self.hidden += 1;
            return Fate::Leave;
        }
        if size > limits::DOCUMENT_BYTES as u64 {
            return self.hold();
        }
        let bytes = self.bytes.saturating_add(size);
        if self.files >= limits::DROPPED_FILES || bytes > limits::DROPPED_BYTES {
            self.full = true;
            return Fate::Leave;
        }
        self.files += 1;
        self.bytes = bytes;
        Fate::Read
    }

    /// What becomes of the file at `path` that was read: archives and layers are held and not kept.
    pub fn fate_by_content(&mut self, path: &str, bytes: &[u8]) -> Fate {
        let is_held = is_packed(bytes) || claimed(path).is_some() && is_binary(bytes);
        if !is_held {
            return Fate::Read;
        }
        self.files = self.files.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(bytes.len() as u64);
        self.hold()
    }

    const fn hold(&mut self) -> Fate {
        if self.held >= limits::HELD_FILES {
            self.full = true;
            return Fate::Leave;
        }
        self.held += 1;
        Fate::Hold
    }

    /// The file at `path` could not be read.
    pub fn failed(&mut self, path: &str) {
        self.failed.push(name(path));
    }

    /// Whether nothing more is taken.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.full
    }

    /// What there is to say of the files that were left out, each in a sentence.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.files == 0 && self.held == 0 && self.failed.is_empty() && !self.full {
            sentences.push(self.nothing());
        }
        if !self.failed.is_empty() {
            sentences.push(format!(
                "{} not read: the browser did not open them. They may have been moved or may belong to \
                 another user; try to choose them by the button.",
                of_files(&self.failed),
            ));
        }
        if self.full {
            sentences.push(format!(
                "Only the first {} files, {}, were read: at most {} files and {} are taken at once. Drop the \
                 others in parts.",
                grouped(self.files as u64),
                decimal(self.bytes),
                grouped(limits::DROPPED_FILES as u64),
                decimal(limits::DROPPED_BYTES),
            ));
        }
        sentences
    }

    /// What is said where nothing was taken.
    fn nothing(&self) -> String {
        let why = match self.hidden {
            0 => "there is no file in it.".to_owned(),
            1 => "its one file is hidden: its name, or a folder’s, begins with a dot.".to_owned(),
            hidden => format!(
                "its {} files are hidden: their names, or their folders’, begin with a dot.",
                grouped(hidden as u64)
            ),
        };
        format!("Nothing was opened of what was given: {why}")
    }
}

/// A file's own name: the long hash of a blob is cut.
fn name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.chars().count() > 24 {
        return format!("\u{201c}{}…\u{201d}", name.chars().take(12).collect::<String>());
    }
    format!("\u{201c}{name}\u{201d}")
}

fn of_files(names: &[String]) -> String {
    match names {
        [one] => format!("The file {one} was"),
        [first, ..] => format!("{} files, {first} among them, were", grouped(names.len() as u64)),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_can_be_a_document() {
        let mut gathering = Gathering::default();
        for (path, size, fate, reason) in [
            ("layout/index.json", 10, Fate::Read, "a document"),
            ("layout/blobs/sha256/00", 0, Fate::Read, "an empty file, which is shown as such"),
            (".DS_Store", 10, Fate::Leave, "a hidden file"),
            ("layout/.git/config", 10, Fate::Leave, "in a hidden folder"),
            ("layer", limits::DOCUMENT_BYTES as u64, Fate::Read, "as large as a document may be"),
            ("layer2", limits::DOCUMENT_BYTES as u64 + 1, Fate::Hold, "larger"),
        ] {
            assert_eq!(gathering.fate(path, size), fate, "{reason}");
        }
        assert!(gathering.sentences().is_empty());
    }

    #[test]
    fn that_nothing_is_opened_is_told() {
        let mut gathering = Gathering::default();
        for (path, words) in
            [(None, "no file in it"), (Some(".a"), "one file is"), (Some("b/.c/d"), "2 files are")]
        {
            path.map(|path| gathering.fate(path, 1));
            let sentences = gathering.sentences();
            assert!(sentences.len() == 1 && sentences[0].contains(words), "{sentences:?}");
        }
    }

    #[test]
    fn archives_and_layers_are_held_however_small() {
        let mut tar = vec![0; 1024];
        tar[257..263].copy_from_slice(b"ustar\0");
        let mut gathering = Gathering::default();
        for (bytes, fate, reason) in [
            (&b"{}"[..], Fate::Read, "a document"),
            (b"", Fate::Read, "nothing"),
            (b"\x1f\x8b\x08", Fate::Hold, "gzip"),
            (b"\x28\xb5\x2f\xfd", Fate::Hold, "zstd"),
            (b"\xfd7zXZ\0", Fate::Hold, "xz, which is named"),
            (&tar, Fate::Hold, "a tar"),
            (&tar[..261], Fate::Read, "too short for one"),
        ] {
            assert_eq!(gathering.fate("file", bytes.len() as u64), Fate::Read);
            assert_eq!(gathering.fate_by_content("file", bytes), fate, "{reason}");
        }
        assert_eq!(gathering.files, 3, "what is held does not count among what is read");
        assert_eq!(
            (0..99_999).filter(|_| gathering.fate("a", u64::MAX) == Fate::Hold).count() + 4,
            limits::HELD_FILES
        );
        assert!(gathering.is_full());
    }

    #[test]
    fn stops_when_there_is_enough() {
        let mut gathering = Gathering::default();
        let each = limits::DOCUMENT_BYTES as u64;
        let taken = (0..100).filter(|_| gathering.fate("a", each) == Fate::Read).count() as u64;
        assert_eq!(taken, limits::DROPPED_BYTES / each);
        assert!(gathering.is_full());

        let mut gathering = Gathering::default();
        assert_eq!(
            (0..99_999).filter(|_| gathering.fate("a", 0) == Fate::Read).count(),
            limits::DROPPED_FILES
        );
        assert_eq!(gathering.sentences().len(), 1);
    }
}
