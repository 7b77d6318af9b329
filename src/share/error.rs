//! What can go wrong with a link.

use std::fmt;

use crate::limits;

/// Why documents do not go into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// There is nothing to share.
    NoDocuments,
    /// More documents than [`limits::SHARE_DOCUMENTS`].
    TooManyDocuments {
        /// How many there are.
        documents: usize,
    },
    /// More bytes than [`limits::SHARE_DOCUMENT_BYTES`], all documents together.
    TooManyBytes {
        /// How many there are.
        bytes: usize,
    },
    /// A pinned digest of more bytes than [`limits::SHARE_PIN_BYTES`].
    PinTooLong {
        /// How many it has.
        bytes: usize,
    },
    /// The link would have more characters than [`limits::SHARE_PAYLOAD_CHARS`].
    PayloadTooLong {
        /// How many it would have.
        characters: usize,
    },
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDocuments => {
                f.write_str("There is nothing to share yet. Paste or drop a document, then make the link.")
            }
            Self::TooManyDocuments { documents } => write!(
                f,
                "A link holds at most {} documents, and these are {documents}. Leave some out, or download them as a \
                 file and share that.",
                limits::SHARE_DOCUMENTS
            ),
            Self::TooManyBytes { bytes } => write!(
                f,
                "A link holds at most {} bytes of documents, and these are {bytes}. Leave the configs or other large \
                 documents out, or download them as a file and share that.",
                limits::SHARE_DOCUMENT_BYTES
            ),
            Self::PinTooLong { bytes } => write!(
                f,
                "The expected digest has {bytes} bytes, and a link holds at most {}. Correct or clear it, then make the \
                 link again.",
                limits::SHARE_PIN_BYTES
            ),
            Self::PayloadTooLong { characters } => write!(
                f,
                "The link would have {characters} characters, and browsers keep about {}. Leave the configs or other \
                 large documents out, or download the documents as a file and share that.",
                limits::SHARE_PAYLOAD_CHARS
            ),
        }
    }
}

impl std::error::Error for PackError {}

/// Why a link does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnpackError {
    /// The payload has no character at all.
    Empty,
    /// The payload's first character names no version that this Bayplan knows.
    UnknownVersion {
        /// That character.
        version: char,
    },
    /// More characters than [`limits::SHARE_PAYLOAD_CHARS`].
    PayloadTooLong {
        /// How many there are.
        characters: usize,
    },
    /// A character that no payload has.
    ForeignCharacter {
        /// The character.
        character: char,
        /// Its place, the first character's being 1.
        place: usize,
    },
    /// The payload ends before the documents do.
    CutShort,
    /// The payload goes on after the documents.
    TooMuch,
    /// What the payload holds is not what went into it.
    Altered,
    /// More documents than [`limits::SHARE_DOCUMENTS`].
    TooManyDocuments,
    /// More bytes than [`limits::SHARE_DOCUMENT_BYTES`], all documents together.
    TooManyBytes,
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const AGAIN: &str = "Copy the whole link again, or ask its sender for the documents as a file.";
        match self {
            Self::Empty => write!(f, "This link holds no documents. {AGAIN}"),
            Self::UnknownVersion { version } => write!(
                f,
                "This link is of version {version:?}, which this page does not read: another version of Bayplan made it, \
                 or its first character was changed on its way. Reload the page to get the newest Bayplan, or ask its \
                 sender for a new link or for the documents as a file."
            ),
            Self::PayloadTooLong { characters } => write!(
                f,
                "This link has {characters} characters, and Bayplan reads at most {}. Ask its sender for the documents \
                 as a file.",
                limits::SHARE_PAYLOAD_CHARS
            ),
            Self::ForeignCharacter { character, place } => write!(
                f,
                "Character {place} of this link is {character:?}, which no such link has: something was added or changed \
                 on its way. {AGAIN}"
            ),
            Self::CutShort => write!(f, "This link is cut short: it ends before its documents do. {AGAIN}"),
            Self::TooMuch => {
                write!(f, "This link goes on after its documents: something was added to its end. {AGAIN}")
            }
            Self::Altered => {
                write!(
                    f,
                    "This link was altered on its way: what it holds does not match its checksum. {AGAIN}"
                )
            }
            Self::TooManyDocuments => write!(
                f,
                "This link claims to hold more than {} documents, which no link of Bayplan does. {AGAIN}",
                limits::SHARE_DOCUMENTS
            ),
            Self::TooManyBytes => write!(
                f,
                "This link claims to hold more than {} bytes of documents, which no link of Bayplan does. {AGAIN}",
                limits::SHARE_DOCUMENT_BYTES
            ),
        }
    }
}

impl std::error::Error for UnpackError {}
