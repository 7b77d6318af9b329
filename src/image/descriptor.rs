//! A descriptor: what a document says of another's bytes.

use std::borrow::Cow;

use super::annotations::Annotations;
use super::digest::Digest;
use super::part::is_read;
use super::platform::Platform;
use crate::json::{Member, Span, Value};

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
    /// Reads `value`; anything but an object, and one that holds more than is read, gives a descriptor that says nothing.
    #[must_use]
    pub fn read(value: Value<'_>) -> Self {
        let mut descriptor = Self { span: value.span(), ..Self::default() };
        let text = |value: Value<'_>| value.as_str().map(Cow::into_owned);
        // One walk over the members, for an index may have 10,000 of these. The last one of a key counts.
        let members = Some(value).filter(|value| is_read(*value)).into_iter().flat_map(Value::members);
        for Member { key, value } in members {
            let Some(key) = key.as_str() else { continue };
            match &*key {
                "mediaType" => descriptor.media_type = text(value),
                "digest" => descriptor.digest_text = text(value),
                "size" => descriptor.size = value.as_i64().and_then(|size| u64::try_from(size).ok()),
                "urls" => descriptor.urls = value.strings().collect(),
                "annotations" => descriptor.annotations = Annotations::read(Some(value)),
                "data" => descriptor.data = text(value),
                "platform" => descriptor.platform = Platform::read(value),
                "artifactType" => descriptor.artifact_type = text(value),
                _ => {}
            }
        }
        descriptor.digest = descriptor.digest_text.as_deref().and_then(|text| Digest::parse(text).ok());
        descriptor
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
