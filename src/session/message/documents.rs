//! What happens to documents: they come, are hashed, pinned, judged and removed.

use std::rc::Rc;

use crate::image::digest::Digest;
use crate::inspect::{BlobId, NodeId};
use crate::session::arrival::Arrival;
use crate::session::coming::{Came, ComingId};
use crate::session::compared::Compared;
use crate::session::judged::Judged;

/// What happens to documents: they come, are hashed, pinned, judged and removed.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentsMsg {
    /// Documents arrived: dropped, chosen, fetched.
    Add {
        /// The documents.
        arrivals: Vec<Arrival>,
        /// A digest pinned for the first.
        pin: Option<Digest>,
    },
    /// Something could not be read, in one sentence.
    Refused(String),
    /// A digest was computed by the worker.
    Hashed {
        /// The blob.
        blob: BlobId,
        /// The bytes that were hashed: they may not be the blob's any more.
        bytes: Rc<[u8]>,
        /// Its digest.
        digest: Digest,
    },
    /// What came was read.
    Read {
        /// What was to be read.
        id: ComingId,
        /// What it was.
        came: Box<Came>,
    },
    /// What is to be said of documents was worked out.
    Judged(Vec<Judged>),
    /// Pin the expected digest of a document; empty text takes the pin away.
    Pin {
        /// The document.
        blob: BlobId,
        /// The digest as typed.
        text: String,
    },
    /// New documents are on the screen: what may take longer than a frame is to be done now. It looks
    /// for what changed the documents that do not verify, and keeps all for a reload.
    Settle,
    /// Take the recovered bytes of a document in its place.
    TakeRecovered(BlobId),
    /// Explain more of the documents that do not verify.
    Explain,
    /// Take a piece more of the documents that came.
    Take,
    /// Make a piece more of the tree.
    Grow,
    /// It was found out beside the page which documents do not verify.
    Compared(Box<Compared>),
    /// Count a piece more of what was found.
    Count,
    /// Open an example.
    OpenExample(String),
    /// Remove all documents and start over.
    Clear,
    /// Remove the image of this root.
    Remove(NodeId),
    /// Put back what was removed last.
    PutBack,
}
