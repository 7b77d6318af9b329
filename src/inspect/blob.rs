//! A document that is here, as the bytes that arrived.

use std::rc::Rc;

use super::origin::{Origin, claim_of, may_be_build_file};
use super::payload::Payload;
use super::said_digest::SaidDigest;
use crate::builds::{self, BuildFile};
use crate::findings::{self, Finding, codes};
use crate::image::descriptor::Descriptor;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::{Content, Document, Kind};
use crate::image::reference::Reference;
use crate::json::{self, Reading, Value, ValueKind};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::verify::{self, Pin};

/// Bytes that are hashed in about the time of one step of reading.
const HASHED_IN_A_STEP: usize = 8;

/// A document and all that was read from it. A clone shares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Blob {
    /// The bytes as they arrived.
    pub bytes: Rc<[u8]>,
    /// How they came here.
    pub origin: Origin,
    /// Other references by which registries gave the same bytes; the first [`limits::REFERENCES_OF_A_BLOB`] of them.
    pub also: Rc<[Reference]>,
    /// The JSON, with its places and problems.
    pub reading: Rc<Reading>,
    /// What it is.
    pub document: Rc<Document>,
    /// What it says as a build file, where it is one.
    pub build: Option<Rc<BuildFile>>,
    /// What is to be said of the document alone; nothing until a long one is judged ([`super::Blobs::judged`]).
    pub findings: Rc<[Finding]>,
    /// Whether `findings` are worked out.
    pub judged: bool,
    /// The digest that somebody expects of it: the visitor, or who made the link or the file that it came in.
    pub pin: Option<Pin>,
    /// The digest that it claims by the way it came: by its path in an OCI layout, `blobs/<algorithm>/<encoded>`.
    pub claim: Option<Pin>,
    /// What a registry called it (`Content-Type`, without parameters), where it was asked for a manifest.
    pub served: Option<Rc<str>>,
    /// The digests that registries said it has (`Docker-Content-Digest`).
    pub said: Rc<[SaidDigest]>,
    /// What the signatures of a schema 1 manifest are over: the digest by which registries name it is that of
    /// this.
    pub payload: Option<Payload>,
    pub(super) digests: [Option<Digest>; HashAlgorithm::ALL.len()],
}

impl Blob {
    pub(super) fn new(bytes: Rc<[u8]>, origin: Origin) -> Self {
        at_once(Self::new_in_pieces(bytes, origin, &Pace::default()))
    }

    /// One that a descriptor embeds: it is short.
    pub(super) fn embedded(bytes: Rc<[u8]>) -> Self {
        Self::new(bytes, Origin::Embedded)
    }

    async fn new_in_pieces(bytes: Rc<[u8]>, origin: Origin, pace: &Pace) -> Self {
        let reading = json::read_in_pieces(&bytes, pace).await;
        // Text that begins like a number is no JSON yet.
        let is_read = |root: &Value<'_>| {
            reading.is_json() || matches!(root.kind(), ValueKind::Object | ValueKind::Array)
        };
        let mut document = Document::read_in_pieces(reading.root(&bytes).filter(is_read), pace).await;
        let may_be_build = document.kind == Kind::NotJson && may_be_build_file(&origin);
        let build = if may_be_build { builds::read_in_pieces(&bytes, pace).await.map(Rc::new) } else { None };
        if let Some(build) = &build {
            document.kind = Kind::Build(build.format);
        }
        let claim = claim_of(&origin);
        let mut blob = Self {
            payload: Payload::of(&bytes, &reading, &document, pace).await,
            document: Rc::new(document),
            build,
            findings: Rc::from([]),
            judged: false,
            reading: Rc::new(reading),
            bytes,
            origin,
            also: Rc::from([]),
            pin: None,
            claim,
            served: None,
            said: Rc::from([]),
            digests: [const { None }; HashAlgorithm::ALL.len()],
        };
        if blob.bytes.len() <= limits::JUDGED_AT_ONCE_BYTES {
            let findings = blob.findings_in_pieces(pace).await;
            blob.judged(findings);
        }
        blob
    }

    /// Reads a document, and hashes one that is short, before it is [put with the others](super::Blobs::add_read).
    #[must_use]
    pub fn read(bytes: Rc<[u8]>, origin: Origin) -> Self {
        at_once(Self::read_in_pieces(bytes, origin, &Pace::default()))
    }

    /// As [`Self::read`], a piece at a time.
    pub async fn read_in_pieces(bytes: Rc<[u8]>, origin: Origin, pace: &Pace) -> Self {
        let mut blob = Self::new_in_pieces(bytes, origin, pace).await;
        pace.spend(blob.bytes.len() / HASHED_IN_A_STEP).await;
        let sha256 = blob.digests.get_mut(HashAlgorithm::Sha256 as usize);
        if let Some(digest) = sha256.filter(|_| blob.bytes.len() <= limits::HASH_ON_MAIN_THREAD_BYTES) {
            *digest = Some(verify::hash::digest_of(HashAlgorithm::Sha256, &blob.bytes));
        }
        blob
    }

    /// What is to be said of the document alone, a piece at a time.
    pub async fn findings_in_pieces(&self, pace: &Pace) -> Rc<[Finding]> {
        if let Some(build) = &self.build {
            return findings::of_build_file(&self.bytes, build, pace).await.into();
        }
        let (bytes, reading, document) = (&self.bytes, &self.reading, &self.document);
        let mut findings = findings::of_document_in_pieces(bytes, reading, document, pace).await;
        if matches!(self.origin, Origin::Archive { .. }) {
            // The advice would be to choose the archive that it came in.
            findings.retain(|finding| finding.code != codes::TOOL_OUTPUT.id);
        }
        findings.into()
    }

    pub(super) fn judged(&mut self, findings: Rc<[Finding]>) {
        (self.findings, self.judged) = (findings, true);
    }

    /// Its digest by `algorithm`, where it has been computed.
    #[must_use]
    pub fn digest(&self, algorithm: HashAlgorithm) -> Option<&Digest> {
        self.digests.get(algorithm as usize)?.as_ref()
    }

    /// The JSON's root value; `None` where there is no JSON.
    #[must_use]
    pub fn root(&self) -> Option<Value<'_>> {
        self.reading.root(&self.bytes)
    }

    /// The references by which registries gave it.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        let first = match &self.origin {
            Origin::Registry(reference) => Some(reference),
            _ => None,
        };
        first.into_iter().chain(self.also.iter())
    }

    /// Notes that a registry gave it by another reference.
    pub(super) fn came_by(&mut self, reference: &Reference) {
        if self.also.len() < limits::REFERENCES_OF_A_BLOB && !self.references().any(|own| own == reference) {
            self.also = self.also.iter().chain([reference]).cloned().collect();
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// The descriptors that it holds, in the order of the document.
    pub fn descriptors(&self) -> impl Iterator<Item = &Rc<Descriptor>> {
        let (one, many, subject) = match &self.document.content {
            Content::Index(index) => (None, index.manifests.as_slice(), index.subject.as_ref()),
            Content::Manifest(manifest) => {
                (manifest.config.as_ref(), manifest.layers.as_slice(), manifest.subject.as_ref())
            }
            Content::Descriptors(descriptors) => (None, descriptors.as_slice(), None),
            _ => (None, [].as_slice(), None),
        };
        one.into_iter().chain(many).chain(subject)
    }
}
