//! Which of the files that were dropped or chosen are read.

use crate::inspect::size::{decimal, grouped};
use crate::limits;

/// What was taken so far of one drop, and what was left out.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    files: usize,
    bytes: u64,
    too_large: Vec<String>,
    failed: Vec<String>,
    full: bool,
}

impl Gathering {
    /// Whether the file at `path` is to be read. Hidden files, such as `.DS_Store`, are not, and nothing
    /// is said of them.
    pub fn takes(&mut self, path: &str, size: u64) -> bool {
        if path.split('/').any(|part| part.starts_with('.') && part.len() > 1) {
            return false;
        }
        if size > limits::DOCUMENT_BYTES as u64 {
            self.too_large.push(name(path));
            return false;
        }
        let bytes = self.bytes.saturating_add(size);
        if self.files >= limits::DROPPED_FILES || bytes > limits::DROPPED_BYTES {
            self.full = true;
            return false;
        }
        self.files += 1;
        self.bytes = bytes;
        true
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
        if !self.too_large.is_empty() {
            sentences.push(format!(
                "{} over {} left out: that is more than a document of an image has, and layers can\u{2019}t be \
                 opened yet.",
                of_files(&self.too_large),
                decimal(limits::DOCUMENT_BYTES as u64),
            ));
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
        for (path, size, taken, reason) in [
            ("layout/index.json", 10, true, "a document"),
            ("layout/blobs/sha256/00", 0, true, "an empty file, which is shown as such"),
            (".DS_Store", 10, false, "a hidden file"),
            ("layout/.git/config", 10, false, "in a hidden folder"),
            ("layer", limits::DOCUMENT_BYTES as u64, true, "as large as a document may be"),
            ("layer2", limits::DOCUMENT_BYTES as u64 + 1, false, "larger"),
        ] {
            assert_eq!(gathering.takes(path, size), taken, "{reason}");
        }
        let sentences = gathering.sentences();
        assert_eq!(sentences.len(), 1, "{sentences:?}");
        assert!(sentences[0].contains("layer2"), "{sentences:?}");
    }

    #[test]
    fn stops_when_there_is_enough() {
        let mut gathering = Gathering::default();
        let each = limits::DOCUMENT_BYTES as u64;
        let taken = (0..100).filter(|_| gathering.takes("a", each)).count() as u64;
        assert_eq!(taken, limits::DROPPED_BYTES / each);
        assert!(gathering.is_full());

        let mut gathering = Gathering::default();
        assert_eq!((0..99_999).filter(|_| gathering.takes("a", 0)).count(), limits::DROPPED_FILES);
        assert_eq!(gathering.sentences().len(), 1);
    }
}
