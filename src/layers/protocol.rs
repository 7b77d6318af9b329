//! What is said between the page and the workers for archives and layers: they read files that are too large for the
//! page, which the shell holds, and what comes back are tables.
//!
//! What a registry is asked (`R`) and what it answers in a layer's place (`I`) passes through here unseen: the shell
//! and what fetches know it.

use std::rc::Rc;

use super::work_error::WorkError;
use crate::archive::codec::Codec;
use crate::archive::contents::Contents;
use crate::archive::extract::Extraction;
use crate::archive::marks::Part;
use crate::archive::report::LayerReport;
use crate::archive::toc::{Listed, Table};
use crate::image::digest::HashAlgorithm;

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

/// What the workers are asked once; the answer bears its number. What is sent again has another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u32);

/// Where the bytes of a layer are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source<R> {
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
    /// At a registry, to be fetched as it is read. Where `keep` is set, its bytes are held besides, and that is told
    /// before the work is done.
    Fetched {
        /// What to ask for.
        request: R,
        /// Whether to hold what comes.
        keep: bool,
    },
}

/// What the workers are to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work<R> {
    /// List what an archive holds: answered by [`Done::Opened`].
    Open(FileId),
    /// Hash a layer, unpack it, hash what comes out, list its files: answered by [`Done::Scanned`].
    Scan {
        /// The layer.
        source: Source<R>,
        /// The algorithm of its digest. The diff ID is always of SHA-256.
        algorithm: HashAlgorithm,
    },
    /// Read the table of contents of a layer, whose bytes the source is: answered by [`Done::Listed`].
    List {
        /// The bytes of the table, and no more of the layer.
        source: Source<R>,
        /// Which table it is.
        table: Table,
    },
    /// Take one file out of a layer: answered by [`Done::Extracted`].
    Extract {
        /// The layer.
        source: Source<R>,
        /// Bytes of the uncompressed tar before the file's header, or the first extension header before it.
        at: u64,
        /// Bytes of the file that are kept; all are hashed.
        keep: usize,
        /// What the bytes are held to.
        part: Rc<Part>,
    },
}

impl<R> Source<R> {
    /// The same with what is to be asked for put in another way; `None` where there is none.
    fn asking<S>(self, request: impl FnOnce(R) -> Option<S>) -> Option<Source<S>> {
        Some(match self {
            Self::Held { file, wrapped, from, length } => Source::Held { file, wrapped, from, length },
            Self::Fetched { request: asked, keep } => Source::Fetched { request: request(asked)?, keep },
        })
    }
}

impl<R> Work<R> {
    /// The same with what is to be asked for put in another way; `None` where something is to be fetched, and there
    /// is none.
    #[must_use]
    pub fn asking<S>(self, request: impl FnOnce(R) -> Option<S>) -> Option<Work<S>> {
        Some(match self {
            Self::Open(file) => Work::Open(file),
            Self::Scan { source, algorithm } => Work::Scan { source: source.asking(request)?, algorithm },
            Self::List { source, table } => Work::List { source: source.asking(request)?, table },
            Self::Extract { source, at, keep, part } => {
                Work::Extract { source: source.asking(request)?, at, keep, part }
            }
        })
    }
}

impl<R> Work<R> {
    /// What the workers answered, of its bytes.
    #[must_use]
    pub fn done<I>(&self, bytes: &[u8]) -> Option<Done<I>> {
        match self {
            Self::Open(_) => Contents::from_bytes(bytes).map(|contents| Done::Opened(Rc::new(contents))),
            Self::Scan { .. } => LayerReport::from_bytes(bytes).map(Done::Scanned),
            Self::List { .. } => Listed::from_bytes(bytes).map(Done::Listed),
            Self::Extract { .. } => Extraction::from_bytes(bytes).map(Done::Extracted),
        }
    }
}

/// The result of [`Work`].
#[derive(Clone, Debug, PartialEq)]
pub enum Done<I> {
    /// Of [`Work::Open`].
    Opened(Rc<Contents>),
    /// Of [`Work::Scan`].
    Scanned(LayerReport),
    /// Of [`Work::List`].
    Listed(Listed),
    /// Of [`Work::Extract`].
    Extracted(Extraction),
    /// Nothing: the layer was not fetched, and this came in its place.
    NotFetched(I),
    /// Nothing: why.
    Failed(WorkError),
}
