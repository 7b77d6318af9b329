//! What an entry of a tar archive is.

/// The kind of an entry, by the type flag of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// `0`, NUL, `7` (contiguous) and `S` (sparse): a file with content.
    Regular,
    /// `1`: another name for a file that stands before it, or in a layer below.
    HardLink,
    /// `2`
    Symlink,
    /// `3`
    CharacterDevice,
    /// `4`
    BlockDevice,
    /// `5`
    Directory,
    /// `6`
    Fifo,
    /// Any other type flag, which clients refuse.
    Other(u8),
}

impl EntryKind {
    /// The kind that a type flag stands for. A NUL with a path that ends in a slash is an old directory, which
    /// the header's reader decides.
    #[must_use]
    pub const fn of_flag(flag: u8) -> Self {
        match flag {
            b'0' | 0 | b'7' | b'S' => Self::Regular,
            b'1' => Self::HardLink,
            b'2' => Self::Symlink,
            b'3' => Self::CharacterDevice,
            b'4' => Self::BlockDevice,
            b'5' => Self::Directory,
            b'6' => Self::Fifo,
            other => Self::Other(other),
        }
    }

    /// A type flag that stands for this kind.
    #[must_use]
    pub const fn flag(self) -> u8 {
        match self {
            Self::Regular => b'0',
            Self::HardLink => b'1',
            Self::Symlink => b'2',
            Self::CharacterDevice => b'3',
            Self::BlockDevice => b'4',
            Self::Directory => b'5',
            Self::Fifo => b'6',
            Self::Other(flag) => flag,
        }
    }

    /// Whether bytes follow the header. Go's archive/tar takes the size of all others for nothing
    /// (`isHeaderOnly`), whatever it says.
    #[must_use]
    pub const fn has_content(self) -> bool {
        matches!(self, Self::Regular | Self::Other(_))
    }

    /// In a word or two, for people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Regular => "file",
            Self::HardLink => "hard link",
            Self::Symlink => "symbolic link",
            Self::CharacterDevice => "character device",
            Self::BlockDevice => "block device",
            Self::Directory => "directory",
            Self::Fifo => "named pipe",
            Self::Other(_) => "unknown kind",
        }
    }
}
