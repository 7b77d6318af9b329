//! Annotations: free text by key, with the keys that Bayplan reads.
//!
//! <https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md>

use super::part::is_read;
use crate::json::Value;

/// The reference type of BuildKit's attestation entries: `attestation-manifest`.
/// <https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md>
pub const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
/// The digest of the manifest that an attestation manifest speaks of.
pub const REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";
/// The predicate type of an in-toto layer.
pub const PREDICATE_TYPE: &str = "in-toto.io/predicate-type";
/// The tag, in an OCI layout's index.
pub const REF_NAME: &str = "org.opencontainers.image.ref.name";
/// The whole reference, in the index of a layout that containerd or BuildKit wrote.
pub const CONTAINERD_NAME: &str = "io.containerd.image.name";
/// Marks the zstd twin of an entry, which containers/image prefers.
pub const ZSTD: &str = "io.github.containers.compression.zstd";
/// When the image was made, RFC 3339.
pub const CREATED: &str = "org.opencontainers.image.created";

/// Annotations (or labels) in the order of the document; a repeated key stands twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations(Vec<(String, String)>);

impl Annotations {
    /// Reads the members of `value` whose values are strings; what is not, is left to the findings, and so is
    /// [more than is read](super::part::is_read).
    #[must_use]
    pub fn read(value: Option<Value<'_>>) -> Self {
        let members = value.filter(|value| is_read(*value)).into_iter().flat_map(Value::members);
        Self(
            members
                .filter_map(|member| Some((member.name().into_owned(), member.value.as_str()?.into_owned())))
                .collect(),
        )
    }

    /// The value of `key`; the last one where it is repeated, as Go reads it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Key and value, in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
