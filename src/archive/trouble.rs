//! What is wrong with an archive or a layer, and where.

use std::fmt;

use super::foreign::Foreign;

/// Something to be said of the archive, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Bytes of the uncompressed archive before it.
    pub at: u64,
    /// What it is.
    pub kind: TroubleKind,
}

/// The kinds of [`Trouble`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// The first block is no header; what it is instead, where its first bytes tell.
    NotTar(Option<Foreign>),
    /// A header's checksum is another than that of its bytes.
    Checksum,
    /// A number that can't be read, in the field of this name.
    Number(&'static str),
    /// A block of zeros and then one that is not: neither an end nor an entry.
    LoneZeroBlock,
    /// A PAX header with a record that can't be read.
    Pax,
    /// An extension header that is larger than is read.
    ExtensionTooLarge {
        /// Bytes that it states.
        size: u64,
    },
    /// The map of a sparse file can't be read, or doesn't fit the file.
    SparseMap,
    /// The archive ends in the middle of a header or a content.
    Truncated {
        /// Bytes that are missing of the header or the content.
        missing: u64,
    },
    /// Nothing marks the end: fewer than two blocks of zeros.
    NoEnd,
    /// Bytes that are not zero after the end.
    BytesAfterEnd,
    /// A PAX header for all entries after it, which container clients ignore.
    GlobalHeader,
    /// An extension header with no entry after it.
    OrphanedExtension,
    /// An entry with a path, or a link, that is longer than systems take. It is not listed.
    PathTooLong {
        /// Its bytes.
        length: u64,
    },
    /// An entry in more directories than are shown. It is not listed.
    PathTooDeep {
        /// How many.
        depth: u64,
    },
    /// More entries, or bytes of their names, than are kept. None from there on is listed.
    TooManyEntries,
    /// An entry of a path that the layer has already; not both of them directories.
    Repeated,
    /// More bytes of extended attributes than are kept. They are left out from there on.
    TooManyAttributes,
}

impl TroubleKind {
    /// Whether the archive can't be read from there on, here and by the clients.
    #[must_use]
    pub const fn ends_reading(&self) -> bool {
        !matches!(
            self,
            Self::NoEnd
                | Self::BytesAfterEnd
                | Self::GlobalHeader
                | Self::OrphanedExtension
                | Self::PathTooLong { .. }
                | Self::PathTooDeep { .. }
                | Self::TooManyEntries
                | Self::Repeated
                | Self::TooManyAttributes
        )
    }
}

impl fmt::Display for TroubleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotTar(None) => f.write_str("the first 512 bytes are no tar header"),
            Self::NotTar(Some(foreign)) => write!(f, "this is {}, and no tar", foreign.name()),
            Self::Checksum => f.write_str("a header's checksum is not that of its bytes"),
            Self::Number(field) => write!(f, "the {field} in a header is not a number"),
            Self::LoneZeroBlock => f.write_str("one block of zeros, where two would end the archive"),
            Self::Pax => f.write_str("a PAX header has a record that can't be read"),
            Self::ExtensionTooLarge { size } => {
                write!(f, "an extension header has {size} bytes, more than clients read")
            }
            Self::SparseMap => f.write_str("the map of a sparse file can't be read or doesn't fit the file"),
            Self::Truncated { missing } => write!(f, "the archive breaks off, with {missing} bytes missing"),
            Self::NoEnd => f.write_str("no two blocks of zeros mark the end"),
            Self::BytesAfterEnd => f.write_str("more bytes follow the end of the archive"),
            Self::GlobalHeader => f.write_str("a PAX header for all entries, which clients ignore"),
            Self::OrphanedExtension => f.write_str("an extension header has no entry after it"),
            Self::PathTooLong { length } => write!(f, "a path or link of {length} bytes is not listed"),
            Self::PathTooDeep { depth } => write!(f, "an entry in {depth} directories is not listed"),
            Self::TooManyEntries => f.write_str("there are more entries than are listed"),
            Self::Repeated => f.write_str("a path is there once more"),
            Self::TooManyAttributes => f.write_str("there are more extended attributes than are kept"),
        }
    }
}
