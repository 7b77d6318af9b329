//! Why a compressed stream could not be unpacked, and where.

use std::fmt;

/// What is wrong with a compressed stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The header of a gzip member or a Zstandard frame is not one.
    Header,
    /// What follows the last whole member or frame is neither another one nor padding.
    Trailing,
    /// The compressed data breaks its format.
    Data,
    /// A checksum (gzip's CRC-32, Zstandard's XXH64) is not that of the data.
    Checksum,
    /// The length that the stream states is not that of the data.
    Length,
    /// The stream ends before its end.
    CutOff,
    /// A Zstandard frame asks for more memory than it gets.
    Window {
        /// Bytes asked for.
        asked: u64,
        /// Bytes allowed.
        bound: u64,
    },
    /// A Zstandard frame was compressed by a dictionary, which a layer can't bring.
    Dictionary,
    /// More than this many bytes would be unpacked.
    TooLong {
        /// Bytes allowed.
        bound: u64,
    },
    /// Each compressed byte unfolds to more than this many.
    Expansion {
        /// Bytes allowed for each.
        bound: u64,
    },
}

/// A fault with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodecError {
    /// What is wrong.
    pub fault: Fault,
    /// Compressed bytes that were read up to it: the fault is at their end, or in the block before it.
    pub at: u64,
    /// Bytes that were unpacked before it.
    pub written: u64,
}

impl CodecError {
    /// Whether a bound was passed: the stream may be sound, but unfolds to more than is read.
    #[must_use]
    pub const fn is_bound(&self) -> bool {
        matches!(self.fault, Fault::TooLong { .. } | Fault::Expansion { .. } | Fault::Window { .. })
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Fault::Header => f.write_str("this is no header of gzip or zstd")?,
            Fault::Trailing => f.write_str("what follows the compressed data is not compressed data")?,
            Fault::Data => f.write_str("the compressed data is broken")?,
            Fault::Checksum => {
                f.write_str("the checksum in the compressed data is not that of its content")?
            }
            Fault::Length => f.write_str("the length in the compressed data is not that of its content")?,
            Fault::CutOff => f.write_str("the compressed data ends too early")?,
            Fault::Window { asked, bound } => {
                write!(f, "unpacking it takes {asked} bytes of memory, and {bound} are allowed")?;
            }
            Fault::Dictionary => f.write_str("unpacking it takes a dictionary, which no layer brings")?,
            Fault::TooLong { bound } => write!(f, "it unpacks to more than {bound} bytes")?,
            Fault::Expansion { bound } => {
                write!(f, "it unpacks to more than {bound} times its size, as only a bomb does")?;
            }
        }
        write!(f, " (at byte {}, after {} unpacked bytes)", self.at, self.written)
    }
}

impl std::error::Error for CodecError {}
