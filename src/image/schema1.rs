//! Docker image manifest version 2, schema 1: retired, and still met in old registries.

use super::digest::Digest;
use super::part::{is_read, list};
use crate::json::Value;
use crate::pace::Pace;

/// A schema 1 manifest, signed or not.
///
/// <https://distribution.github.io/distribution/spec/deprecated-schema-v1/>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema1 {
    /// `name`: the repository.
    pub name: Option<String>,
    /// `tag`
    pub tag: Option<String>,
    /// `architecture`
    pub architecture: Option<String>,
    /// `fsLayers[].blobSum`, top layer first, as written.
    pub layers: Vec<String>,
    /// How many `history` entries there are.
    pub history: usize,
    /// How many `signatures` there are. The digest of a signed manifest is taken over its payload
    /// without them, so the digest of the bytes as they stand is not the one that a registry names.
    pub signatures: usize,
}

impl Schema1 {
    /// Reads a schema 1 manifest from `value`.
    pub async fn read(value: Value<'_>, pace: &Pace) -> Self {
        let text = |key| Some(value.get(key)?.as_str()?.into_owned());
        let count = |key| value.get(key).into_iter().flat_map(Value::items).count();
        Self {
            name: text("name"),
            tag: text("tag"),
            architecture: text("architecture"),
            layers: list(value.get("fsLayers"), usize::MAX, pace, |layer| {
                Some(layer).filter(|layer| is_read(*layer))?.get("blobSum")?.as_str().map(Into::into)
            })
            .await,
            history: count("history"),
            signatures: count("signatures"),
        }
    }

    /// The layers' digests that are well formed, top layer first.
    pub fn digests(&self) -> impl Iterator<Item = Digest> {
        self.layers.iter().filter_map(|text| Digest::parse(text).ok())
    }
}
