//! What a visitor is told in a sentence, as values: the words are the view's.

use crate::image::digest::{Digest, DigestError};
use crate::image::reference::typed::TypedError;
use crate::share::UnpackError;

/// One thing that a visitor is told, with what its words depend on.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// There is nothing in the box.
    EmptyBox,
    /// A command line is in the box, which may hold a password.
    CommandLine,
    /// A private key is in the box, or headers that sign in.
    Secret,
    /// A digest is in the box, and no document has it or names it.
    UnknownDigest,
    /// What is expected is no digest.
    NotExpected(DigestError),
    /// The reference names one digest, and the visitor expects another.
    TwoDigests {
        /// That of the reference.
        own: Digest,
        /// That of the visitor.
        expected: Digest,
    },
    /// This text names no image.
    NoImage(String, TypedError),
    /// The link names an image that can't be read.
    LinkedNoImage(TypedError),
    /// The link can't be opened.
    LinkNotOpened(UnpackError),
    /// So many documents of a link were not explained to the end.
    LinkUsedUp(usize),
    /// The address says nothing that is known.
    AddressUnread,
    /// The address names a place that is not here.
    AddressLost,
    /// Something is on the clipboard.
    Copied,
    /// The browser did not let the page write to the clipboard.
    NotCopied,
    /// After a reload these files are to be dropped again: some of their paths, and how many they are.
    FilesToDrop(Vec<String>, usize),
    /// Documents of so many bytes were too large to be kept for a reload.
    TooLargeToKeep(u64),
    /// This image is being fetched.
    Fetching(String),
    /// So many tags are listed.
    Tags(usize),
    /// What was under way was stopped.
    Stopped,
    /// The name and the password for this host are forgotten.
    SignedOut(String),
    /// This registry was not asked: a link or a document names it, in a page inside another.
    NotAsked(String),
    /// Nobody is asked for a name or a password in a page inside another.
    Framed,
    /// The tree has so many rows.
    Rows(usize),
    /// Descriptors embed so many documents more than are read.
    EmbeddedLeftOut(usize),
    /// The recovered bytes took the place of a document.
    Recovered,
    /// Nothing in the archive has the digest that is expected.
    NotInArchive {
        /// The archive.
        path: String,
        /// What is expected.
        pin: Digest,
    },
    /// Nothing of a node goes into a draft: its digest or its size is not known.
    NothingForDraft,
    /// So many documents were taken out of what a tool prints.
    Unwrapped(&'static str, usize),
    /// Documents were taken out of a text: where each was.
    Parts(Vec<String>),
    /// So many documents more were in a text, and were not taken.
    MoreParts(usize),
}
