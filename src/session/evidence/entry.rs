//! One piece of evidence in the tree: what it is put to, and by whose word.

use std::rc::Rc;

use crate::evidence::cosign;
use crate::evidence::piece::{Piece, Written};
use crate::evidence::statement::About;
use crate::inspect::{BlobId, Node, NodeId};

/// One piece of evidence, at its place in the tree.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it stands.
    pub node: NodeId,
    /// Its document.
    pub blob: BlobId,
    /// What was read of it.
    pub piece: Rc<Piece>,
    /// What it is put to, and by whose word.
    pub put: Put,
    /// Whether it has a signature, by which it can be verified.
    pub signed: bool,
    /// Whether that is by a key, which has to be given.
    pub by_key: bool,
}

/// What a piece is put to, and by whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// To what the manifest that names it has as its subject.
    Subject(String),
    /// To what the tag is about that it was fetched by.
    Tag(String),
    /// To what the index says that it attests.
    Index(String),
    /// To whatever it says itself.
    OwnWord,
}

impl Put {
    /// The digest, where somebody else than the piece says it.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        match self {
            Self::Subject(digest) | Self::Tag(digest) | Self::Index(digest) => Some(digest),
            Self::OwnWord => None,
        }
    }
}

impl Entry {
    pub(super) fn new(id: NodeId, node: &Node, blob: BlobId, piece: &Rc<Piece>, put: Put) -> Self {
        let annotations = node.descriptor.as_ref().map(|descriptor| &descriptor.annotations);
        let beside = annotations.filter(|annotations| {
            matches!(piece.written, Written::SimpleSigning | Written::Envelope)
                && cosign::is_signed(annotations)
        });
        let by_key = beside.map_or(piece.is_by_key(), cosign::is_by_key);
        let signed = piece.is_signed() || beside.is_some();
        Self { node: id, blob, piece: Rc::clone(piece), put, signed, by_key }
    }

    /// Whether it is evidence of this digest: by the word of what names it, or else by its own.
    #[must_use]
    pub fn is_of(&self, digest: &str) -> bool {
        match self.put.digest() {
            Some(put) => put == digest,
            None => self.piece.speaks_of.iter().any(|own| own == digest),
        }
    }

    /// The digest that it is verified for: the one that it is put to, or else the first that it says itself.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        let known =
            |text: &&String| ["sha256:", "sha384:", "sha512:"].iter().any(|start| text.starts_with(start));
        self.put.digest().or_else(|| self.piece.speaks_of.iter().find(known).map(String::as_str))
    }

    /// How what it says itself stands to a digest.
    #[must_use]
    pub fn about(&self, digest: &str) -> About {
        let own = &self.piece.speaks_of;
        let algorithm = digest.split(':').next();
        match () {
            () if own.iter().any(|own| own == digest) => About::Subject,
            () if own.iter().any(|own| own.split(':').next() == algorithm) => About::Other,
            // The verifier holds all other signatures to the digest, but not these: what they do not name, they do not sign.
            () if matches!(self.piece.written, Written::SimpleSigning | Written::Envelope) => About::Nothing,
            // A statement must have a subject; a document by itself need not say of what it is.
            () if own.is_empty() && self.has_statement() => About::Nothing,
            () => About::NotComparable,
        }
    }

    fn has_statement(&self) -> bool {
        self.piece.predicate_type.is_some()
            || matches!(self.piece.written, Written::Statement | Written::SimpleSigning)
    }
}
