//! The number of an entry.

/// The number of an entry in its layer, in the order of the archive.
pub type EntryNumber = u32;
