//! One entry of a tar archive.

use crate::archive::kind::EntryKind;

/// The header of an entry, with what PAX and GNU extensions in front of it say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Bytes of the archive before the first header that belongs to this entry, an extension or its own.
    pub at: u64,
    /// Bytes of the archive before its content.
    pub content_at: u64,
    /// Bytes of its content in the archive; fewer than `size` where the file is sparse.
    pub stored: u64,
    /// Bytes of the file.
    pub size: u64,
    /// Its holes are left out of the archive.
    pub sparse: bool,
    /// The path as it is written: `./usr/bin/env`, `usr/`, or something hostile.
    pub path: Vec<u8>,
    /// What it is.
    pub kind: EntryKind,
    /// Permissions with setuid, setgid and sticky, in the lower twelve bits.
    pub mode: u32,
    /// Whom it belongs to.
    pub owner: Owner,
    /// When it was changed.
    pub mtime: Time,
    /// What a symbolic or hard link points to; empty for others.
    pub link: Vec<u8>,
    /// Extended attributes, in the order of the header.
    pub xattrs: Vec<Xattr>,
    /// Of a device.
    pub device: Option<Device>,
}

/// Whom an entry belongs to. Clients go by the numbers; the names are those of the machine that packed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Owner {
    /// User ID.
    pub uid: i64,
    /// Group ID.
    pub gid: i64,
    /// User name, empty where it is not stated.
    pub user: Vec<u8>,
    /// Group name, empty where it is not stated.
    pub group: Vec<u8>,
}

/// A point in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// Seconds since 1970, rounded down.
    pub seconds: i64,
    /// Nanoseconds after them.
    pub nanoseconds: u32,
}

/// An extended attribute, such as `security.capability`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xattr {
    /// Its name with its namespace.
    pub name: Vec<u8>,
    /// Its value, of any bytes.
    pub value: Vec<u8>,
}

/// The numbers of a device node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    /// Which driver.
    pub major: u32,
    /// Which of its devices.
    pub minor: u32,
}
