//! Names for files by what is in them, for caches.

use std::fmt;

/// FNV-1a over names and bytes: for caches, where nobody gains from a collision.
pub struct ContentName(u64);

impl ContentName {
    /// The name of all these files together.
    pub fn of<'a>(files: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> Self {
        let mut name = Self(0xcbf2_9ce4_8422_2325);
        for (file, bytes) in files {
            name.add(file.as_bytes());
            name.add(bytes);
        }
        name
    }

    fn add(&mut self, bytes: &[u8]) {
        // The length keeps two files apart from one that holds the bytes of both.
        for byte in bytes.len().to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

impl fmt::Display for ContentName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}
