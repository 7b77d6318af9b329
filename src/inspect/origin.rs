//! How the bytes of a document came here, and the digest that they claim by that.

use crate::archive::inventory;
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::verify::{Pin, Word};

/// How a blob's bytes came here, for what that says about their being unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Pasted text, as UTF-8: a clipboard, an editor or a chat may have changed it on its way.
    Paste,
    /// A part of pasted text or of a file: which one, in words.
    Part(String),
    /// A file, byte for byte, by its name or its path in a folder.
    File(String),
    /// One of the page's own examples.
    Example(String),
    /// A registry, which this page asked for this reference. Where that has a digest, the bytes claim it.
    Registry(Reference),
    /// Composed on this page, as this tool would write it.
    Composed(String),
    /// A share link, byte for byte as they were when the link was made.
    Link,
    /// Bytes that were recovered from changed ones, by what was changed back.
    Recovered(String),
    /// A member of an archive, byte for byte.
    Archive {
        /// The archive's file.
        file: String,
        /// The path in it.
        member: String,
    },
    /// The `data` member of a descriptor.
    Embedded,
    /// A saved file of documents, which says that they came like this; anybody may have written it.
    Saved(Box<Origin>),
}

/// The digest that bytes claim by the way they came.
pub(super) fn claim_of(origin: &Origin) -> Option<Pin> {
    let (digest, word) = match origin {
        Origin::File(path) => (claimed(path)?, Word::Name),
        Origin::Archive { member, .. } => (inventory::claimed(member)?, Word::Name),
        Origin::Registry(reference) => (reference.digest.clone()?, Word::Asked),
        Origin::Saved(said) => (claim_of(said)?.digest, Word::SavedFile),
        _ => return None,
    };
    Some(Pin { digest, word })
}

/// Whether a text that came like this may be a build file: what a registry or an archive has is a part of an image.
pub(super) fn may_be_build_file(origin: &Origin) -> bool {
    match origin {
        Origin::Paste | Origin::Part(_) | Origin::Example(_) | Origin::Link => true,
        Origin::File(path) => claimed(path).is_none(),
        Origin::Saved(said) => may_be_build_file(said),
        _ => false,
    }
}

/// How much the way that bytes came says of them.
pub(super) const fn rank(origin: &Origin) -> u8 {
    match origin {
        Origin::Embedded => 0,
        Origin::Saved(_) => 1,
        Origin::Paste
        | Origin::Part(_)
        | Origin::Example(_)
        | Origin::Link
        | Origin::Recovered(_)
        | Origin::Composed(_) => 2,
        Origin::File(_) | Origin::Archive { .. } => 3,
        // What it names can be fetched from there.
        Origin::Registry(_) => 4,
    }
}

/// The digest that a path in an OCI layout claims for its file.
/// OCI image specification 1.1.1, image-layout.md, blobs.
#[must_use]
pub fn claimed(path: &str) -> Option<Digest> {
    let mut parts = path.rsplit('/');
    let (encoded, algorithm, folder) = (parts.next()?, parts.next()?, parts.next()?);
    if folder != "blobs" {
        return None;
    }
    Digest::parse(&format!("{algorithm}:{encoded}")).ok()
}
