//! What `az acr` prints of a repository: its manifests or its tags, as JSON.
//!
//! `az acr manifest list-metadata`, `az acr manifest show-metadata` and `az acr repository show-manifests --detail`
//! print the members of the registry's own API (`_manifests`), `az acr repository show-tags --detail` those of `_tags`,
//! and `show-manifests` alone digest, tags and a timestamp.
//! <https://learn.microsoft.com/rest/api/containerregistry/manifests/get-list>

use super::digest::Digest;
use super::media_type::{self, Meaning};
use crate::json::{Span, Value, ValueKind};
use crate::limits;
use crate::text::cut::cut;

/// A list of manifests or tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The registry's host and the repository, where the text says them.
    pub repository: Option<String>,
    /// Each manifest, in the order of the text.
    pub rows: Vec<Row>,
    /// Those that are not among them.
    pub more: usize,
}

/// A manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its digest.
    pub digest: Option<Digest>,
    /// Its tags.
    pub tags: Vec<String>,
    /// `linux/arm64`, as the registry says it; empty where it says none.
    pub platform: String,
    /// When it was pushed or changed last, as written.
    pub time: String,
    /// Its bytes, with its layers, as the registry says.
    pub size: Option<u64>,
    /// It is an index.
    pub is_index: bool,
    /// Where it stands.
    pub span: Span,
}

impl Row {
    /// Whether nothing but its digest names it: where no index has it either, it is an orphan.
    #[must_use]
    pub fn is_untagged(&self) -> bool {
        self.tags.is_empty()
    }
}

/// Whether JSON is what one of the commands printed.
#[must_use]
pub fn is_one(root: Value<'_>) -> bool {
    let list = list_of(root);
    let first = if list.kind() == ValueKind::Object { Some(list) } else { list.items().next() };
    let Some(first) = first.filter(|first| first.get("digest").is_some()) else { return false };
    let has = |key: &str| first.get(key).is_some();
    // A descriptor has neither a time nor what may be changed of it.
    has("timestamp") && has("tags") || has("lastUpdateTime") || has("changeableAttributes")
}

/// The rows: all of it, or what the registry's own answer wraps.
fn list_of(root: Value<'_>) -> Value<'_> {
    let wrapped = root.get("imageName").and_then(|_| root.get("manifests").or_else(|| root.get("tags")));
    wrapped.unwrap_or(root)
}

/// Reads what one of the commands printed; `None` for other JSON.
#[must_use]
pub fn read(root: Value<'_>) -> Option<Listing> {
    if !is_one(root) {
        return None;
    }
    let text = |of: Value<'_>, key: &str| {
        of.get(key).and_then(Value::as_str).map(|text| cut(text, limits::REPEATED_CHARACTERS))
    };
    let repository = text(root, "registry").zip(text(root, "imageName"));
    let repository = repository.map(|(host, name)| format!("{host}/{name}"));
    let list = list_of(root);
    let is_one = list.kind() == ValueKind::Object;
    let mut listing = Listing { repository, ..Listing::default() };
    for value in is_one.then_some(list).into_iter().chain(list.items()) {
        if listing.rows.len() >= limits::ACR_ROWS {
            listing.more += 1;
            continue;
        }
        let name = text(value, "name");
        let tags =
            value.get("tags").map(|tags| tags.strings().map(|tag| cut(tag, limits::TAG_BYTES)).collect());
        let platform = [text(value, "os"), text(value, "architecture")];
        let platform: Vec<String> = platform.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let media_type = text(value, "mediaType").unwrap_or_default();
        listing.rows.push(Row {
            digest: text(value, "digest").and_then(|digest| Digest::parse(&digest).ok()),
            tags: tags.unwrap_or_else(|| name.into_iter().collect()),
            platform: platform.join("/"),
            time: text(value, "lastUpdateTime").or_else(|| text(value, "timestamp")).unwrap_or_default(),
            size: value.get("imageSize").and_then(Value::as_u64),
            is_index: media_type::meaning(&media_type) == Some(Meaning::Index),
            span: value.span(),
        });
    }
    Some(listing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn listed(text: &str) -> Option<Listing> {
        let reading = json::read(text.as_bytes());
        read(reading.root(text.as_bytes())?)
    }

    #[test]
    fn what_each_command_prints() {
        let digest = |digit: &str| format!("sha256:{}", digit.repeat(64));
        let (a, b) = (digest("a"), digest("b"));
        let metadata = format!(
            r#"[{{"architecture":"arm64","changeableAttributes":{{"deleteEnabled":true}},"createdTime":"2026-11-01T08:00:00Z","digest":"{a}","imageSize":7,"lastUpdateTime":"2026-11-02T08:00:00Z","mediaType":"application/vnd.oci.image.manifest.v1+json","os":"linux","tags":["1-arm64","arm64"]}},
                {{"changeableAttributes":{{}},"digest":"{b}","imageSize":9,"lastUpdateTime":"2026-11-03T08:00:00Z","mediaType":"application/vnd.oci.image.index.v1+json"}}]"#
        );
        let listing = listed(&metadata).unwrap();
        let [first, second] = listing.rows.as_slice() else { panic!("{listing:?}") };
        assert_eq!(
            (first.platform.as_str(), first.size, first.tags.join(" ").as_str()),
            ("linux/arm64", Some(7), "1-arm64 arm64")
        );
        assert_eq!(first.time, "2026-11-02T08:00:00Z");
        assert!(second.is_index && second.is_untagged() && !first.is_index);
        let one = listed(metadata.trim_start_matches('[').split_once(",\n").unwrap().0).unwrap();
        assert_eq!(one.rows.len(), 1, "show-metadata prints one by itself");
        let plain = format!(r#"[{{"digest":"{a}","tags":["1"],"timestamp":"2026-11-02T08:00:00Z"}}]"#);
        assert_eq!(
            listed(&plain).unwrap().rows[0].time,
            "2026-11-02T08:00:00Z",
            "show-manifests without details"
        );
        let tags = format!(
            r#"[{{"changeableAttributes":{{}},"createdTime":"x","digest":"{a}","lastUpdateTime":"y","name":"1","signed":false}}]"#
        );
        assert_eq!(listed(&tags).unwrap().rows[0].tags, ["1"], "show-tags --detail has a row for each tag");
        let api = format!(
            r#"{{"registry":"mine.azurecr.io","imageName":"a/b","manifests":[{{"digest":"{a}","lastUpdateTime":"y"}}]}}"#
        );
        assert_eq!(
            listed(&api).unwrap().repository.as_deref(),
            Some("mine.azurecr.io/a/b"),
            "the registry\u{2019}s own answer"
        );
    }

    #[test]
    fn other_documents_are_no_list() {
        for text in [
            "[]",
            "{}",
            r#"{"digest":"sha256:0","mediaType":"a","size":1}"#,
            r#"[{"digest":"sha256:0","size":1}]"#,
            r#"{"imageName":"a","manifests":[]}"#,
            r#"{"schemaVersion":2,"manifests":[{"digest":"sha256:0"}]}"#,
        ] {
            assert_eq!(listed(text), None, "{text}");
        }
    }
}
