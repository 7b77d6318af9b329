//! The root that is trusted in the place of the embedded ones: named by its digest, given or open here.

use std::rc::Rc;

use super::expected::Expected;
use crate::evidence::RootChoice;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::inspect::{Blob, BlobId, Blobs};
use crate::verify::hash::digest_of;

/// A root, as far as it is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RootState {
    /// The embedded ones.
    #[default]
    Embedded,
    /// The one that is expected is here.
    Here(Rc<str>),
    /// The one that is expected is not here: nothing is verified by another.
    Missing,
}

/// The media types of such documents begin so.
const TRUSTED_ROOT: &str = "application/vnd.dev.sigstore.trustedroot";

impl RootState {
    /// The root that is expected: `given` is the text that the visitor gave last. A document that is open is a root only
    /// where its digest is expected.
    pub(super) fn of(expected: &Expected, given: Option<&Rc<str>>, blobs: &Blobs) -> Self {
        let wanted = expected.root.trim();
        if wanted.is_empty() {
            return Self::Embedded;
        }
        if let Some(given) = given.filter(|given| digest(given) == wanted) {
            return Self::Here(Rc::clone(given));
        }
        let blob = Digest::parse(wanted).ok().and_then(|digest| blobs.get(blobs.find(&digest)?));
        let text = blob.and_then(|blob| std::str::from_utf8(&blob.bytes).ok());
        text.map_or(Self::Missing, |text| Self::Here(text.into()))
    }

    /// What the verifier is told.
    pub(super) fn choice(&self) -> RootChoice {
        match self {
            Self::Embedded | Self::Missing => RootChoice::ByIssuer,
            Self::Here(text) => RootChoice::Given(text.as_ref().to_owned()),
        }
    }
}

/// The digest that names a root.
pub(super) fn digest(text: &str) -> String {
    digest_of(HashAlgorithm::Sha256, text.as_bytes()).as_str().to_owned()
}

/// The documents that are roots, with their digests.
pub fn roots(blobs: &Blobs) -> impl Iterator<Item = (BlobId, &Digest)> {
    let is_root = |blob: &Blob| {
        let media_type = blob.root().and_then(|root| root.get("mediaType")?.as_str());
        media_type.is_some_and(|text| text.starts_with(TRUSTED_ROOT))
    };
    let roots = blobs.iter().filter(move |(_, blob)| is_root(blob));
    roots.filter_map(|(id, blob)| Some((id, blob.digest(HashAlgorithm::Sha256)?)))
}
