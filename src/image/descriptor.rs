//! A descriptor: what a document says of another's bytes.

use super::annotations::Annotations;
use super::digest::Digest;
use super::platform::Platform;
use crate::json::{Span, Value};

/// A descriptor as the document states it. A member that is absent or of the wrong type is `None`, and
/// the findings say which.
///
/// OCI image specification 1.1.1, descriptor.md.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptor {
    /// Where it stands in the document's bytes.
    pub span: Span,
    /// `mediaType`
    pub media_type: Option<String>,
    /// `digest`, as written.
    pub digest_text: Option<String>,
    /// `digest`, where it is well formed.
    pub digest: Option<Digest>,
    /// `size` in bytes, where it is an integer of 0 to 2^63 − 1.
    pub size: Option<u64>,
    /// `urls`, as written.
    pub urls: Vec<String>,
    /// `annotations`
    pub annotations: Annotations,
    /// `data`, base64 as written.
    pub data: Option<String>,
    /// `platform`; only the entries of an index have one.
    pub platform: Option<Platform>,
    /// `artifactType`
    pub artifact_type: Option<String>,
}

impl Descriptor {
    /// Reads `value`; anything but an object gives a descriptor that says nothing.
    #[must_use]
    pub fn read(value: Value<'_>) -> Self {
        let text = |key| Some(value.get(key)?.as_str()?.into_owned());
        let digest_text = text("digest");
        Self {
            span: value.span(),
            media_type: text("mediaType"),
            digest: digest_text.as_deref().and_then(|text| Digest::parse(text).ok()),
            digest_text,
            size: value.get("size").and_then(Value::as_i64).and_then(|size| u64::try_from(size).ok()),
            urls: value.get("urls").into_iter().flat_map(Value::strings).collect(),
            annotations: Annotations::read(value.get("annotations")),
            data: text("data"),
            platform: value.get("platform").and_then(Platform::read),
            artifact_type: text("artifactType"),
        }
    }

    /// Whether this is BuildKit's entry for an attestation manifest, by its annotation.
    #[must_use]
    pub fn is_attestation(&self) -> bool {
        self.annotations.get(super::annotations::REFERENCE_TYPE) == Some("attestation-manifest")
    }

    /// The digest of the manifest that this attestation entry speaks of.
    #[must_use]
    pub fn attests(&self) -> Option<Digest> {
        if !self.is_attestation() {
            return None;
        }
        Digest::parse(self.annotations.get(super::annotations::REFERENCE_DIGEST)?).ok()
    }
}
