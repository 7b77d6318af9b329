//! The tar format, as the clients of container images read it.
//!
//! They are written in Go: containerd, Docker, Podman, umoci and crane all read layers with Go's archive/tar,
//! so that what is an entry, what ends the archive and what is broken is decided here as
//! [its reader](https://github.com/golang/go/blob/go1.25.0/src/archive/tar/reader.go) decides it: POSIX ustar
//! and PAX, GNU long names, base-256 numbers, sparse files in all four encodings, STAR and V7.
//!
//! The crate tar-core 0.1 was tried and left: a negative time in base 256 comes out of it as one in the far
//! future, a PAX header that doesn't parse is dropped without a word, checksums of signed bytes are refused, a
//! link with a size swallows the entries after it, the extension blocks of a sparse file may go on for ever,
//! and no error says where it is.

mod begin;
mod block;
mod entry;
mod header;
mod number;
mod pax;
mod scanner;
mod sparse;

pub use crate::archive::trouble::{Trouble, TroubleKind};
pub use entry::{Device, Entry, Owner, Time, Xattr};
pub use scanner::{Event, Scanner};

/// Whether these first bytes are a header whose checksum agrees. The oldest tars have no other sign.
#[must_use]
pub fn begins(first: &[u8]) -> bool {
    first.first_chunk().is_some_and(|block| block::Block(block).checksum_agrees())
}

/// Bytes of a block: headers are one, and contents are padded to it.
pub const BLOCK: usize = 512;
