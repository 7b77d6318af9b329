//! The way through an archive that is not compressed: from header to header, past what nobody needs.

use super::codec::Codec;
use super::contents::{Contents, Indexer};

/// Bytes that are read at first, and where a content was passed over.
pub const FIRST: u64 = 16 * 1024;

/// More are read, by and by, where one header follows the other.
const MOST: u64 = 1024 * 1024;

/// Bytes that are rather read than passed over: to read elsewhere takes a turn of its own.
const NEAR: u64 = 512 * 1024;

/// Tells which bytes of an archive are to be read.
pub struct Walk {
    indexer: Indexer,
    size: u64,
    /// Bytes before the next ones to be read.
    at: u64,
    length: u64,
}

impl Walk {
    /// Starts with the `first` bytes of an archive of `size` bytes.
    #[must_use]
    pub fn new(size: u64, first: &[u8]) -> Self {
        let mut walk = Self { indexer: Indexer::new(), size, at: 0, length: FIRST };
        walk.push(first);
        walk
    }

    /// The bytes to read next: those from the first number on, up to the second. `None` at the end.
    pub fn wanted(&mut self) -> Option<(u64, u64)> {
        let wanted = self.indexer.wanted()?;
        self.length = MOST.min(self.length * 2);
        if wanted > self.at.saturating_add(NEAR) {
            self.indexer.skip();
            (self.at, self.length) = (wanted, FIRST);
        }
        (self.at < self.size).then(|| (self.at, self.at.saturating_add(self.length).min(self.size)))
    }

    /// Takes the bytes that were wanted.
    pub fn push(&mut self, bytes: &[u8]) {
        self.at = self.at.saturating_add(bytes.len() as u64);
        self.indexer.push(bytes);
    }

    /// Bytes before the next ones to be read.
    #[must_use]
    pub const fn at(&self) -> u64 {
        self.at
    }

    /// What the archive holds.
    #[must_use]
    pub fn finish(self) -> Contents {
        self.indexer.finish(Codec::Plain, self.size, None)
    }
}
