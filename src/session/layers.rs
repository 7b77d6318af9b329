//! What the session knows of files that are too large for it: the shell holds them, workers read them, and
//! what comes back are tables.

use std::rc::Rc;

use crate::archive::codec::Codec;
use crate::archive::marks::Part;
use crate::archive::toc::Table;
use crate::image::digest::Registered;
use crate::registry::{Outcome, Request};

/// A file that the shell holds for the session: dropped or chosen, never read as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file that the shell holds, as a message tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldFile {
    /// By what to ask for it.
    pub id: FileId,
    /// Its path in what was dropped, or its name.
    pub path: String,
    /// Its bytes.
    pub size: u64,
}

/// A piece of work of the workers. The session numbers them; answers bear the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u32);

/// Where the bytes of a layer are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In a file that the shell holds.
    Held {
        /// The file.
        file: FileId,
        /// How the file is compressed as a whole. A layer in it may be compressed besides, which its own
        /// first bytes tell.
        wrapped: Codec,
        /// Bytes of the file, once unwrapped, before the layer.
        from: u64,
        /// Bytes of the layer.
        length: u64,
    },
    /// At a registry, to be fetched as it is read. `limit` of the request bounds it. Where `keep` is set, its bytes
    /// are held besides, and told of by [`super::Msg::LayerKept`] before the work is done.
    Fetched {
        /// What to ask for.
        request: Box<Request>,
        /// Whether to hold what comes.
        keep: bool,
    },
}

/// What the workers are to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// List what an archive holds: answered by [`Done::Opened`].
    Open(FileId),
    /// Hash a layer, unpack it, hash what comes out, list its files: answered by [`Done::Scanned`].
    Scan {
        /// The layer.
        source: Source,
        /// The algorithm of its digest. The diff ID is always of SHA-256.
        algorithm: Registered,
    },
    /// Read the table of contents of a layer, whose bytes the source is: answered by [`Done::Listed`].
    List {
        /// The bytes of the table, and no more of the layer.
        source: Source,
        /// Which table it is.
        table: Table,
    },
    /// Take one file out of a layer: answered by [`Done::Extracted`].
    Extract {
        /// The layer.
        source: Source,
        /// Bytes of the uncompressed tar before the file's header, or the first extension header before it.
        at: u64,
        /// Bytes of the file that are kept; all are hashed.
        keep: usize,
        /// What the bytes are held to.
        part: Rc<Part>,
    },
}

/// What came of [`Work`].
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// Of [`Work::Open`].
    Opened(crate::archive::contents::Contents),
    /// Of [`Work::Scan`].
    Scanned(crate::archive::report::LayerReport),
    /// Of [`Work::List`].
    Listed(crate::archive::toc::Listed),
    /// Of [`Work::Extract`].
    Extracted(crate::archive::extract::Extraction),
    /// Nothing: the layer was not fetched, and this came in its place.
    NotFetched(Outcome),
    /// Nothing: why, in a sentence that says what to try.
    Failed(String),
}
