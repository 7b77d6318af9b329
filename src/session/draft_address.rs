//! The draft of an index as a text for the address: what was taken and typed, and none of what is worked out of it. What a
//! config says is not in it: that is looked up again where the config is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::draft_pane::DraftPane;
use crate::compose::{Draft, Entry, Format, Writer};
use crate::limits;

#[derive(Serialize, Deserialize)]
struct Kept {
    open: bool,
    docker: bool,
    writer: String,
    target: String,
    annotations: Vec<(String, String)>,
    entries: Vec<KeptEntry>,
}

#[derive(Serialize, Deserialize)]
struct KeptEntry {
    #[serde(rename = "t")]
    media_type: String,
    #[serde(rename = "d")]
    digest: String,
    #[serde(rename = "s")]
    size: u64,
    #[serde(rename = "p")]
    platform: String,
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<(String, String)>,
    #[serde(rename = "u", default, skip_serializing_if = "Vec::is_empty")]
    urls: Vec<String>,
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    artifact_type: Option<String>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    repository: Option<String>,
}

/// The draft as a text; empty where it is too long for an address.
pub(super) fn written(pane: &DraftPane) -> String {
    let draft = &pane.draft;
    let entry = |entry: &Entry| KeptEntry {
        media_type: entry.media_type.clone(),
        digest: entry.digest.clone(),
        size: entry.size,
        platform: entry.platform.clone(),
        annotations: entry.annotations.clone(),
        urls: entry.urls.clone(),
        artifact_type: entry.artifact_type.clone(),
        repository: entry.repository.clone(),
    };
    let kept = Kept {
        open: pane.open,
        docker: draft.format == Format::Docker,
        writer: draft.writer.id().to_owned(),
        target: draft.target.clone(),
        annotations: draft.annotations.clone(),
        entries: draft.entries.iter().map(entry).collect(),
    };
    let text = serde_json::to_string(&kept).map(|text| URL_SAFE_NO_PAD.encode(text)).unwrap_or_default();
    Some(text).filter(|text| text.len() <= limits::DRAFT_CHARACTERS).unwrap_or_default()
}

/// The draft of such a text; `None` for any other text.
pub(super) fn read(text: &str) -> Option<DraftPane> {
    if text.len() > limits::DRAFT_CHARACTERS {
        return None;
    }
    let kept: Kept = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let entry = |entry: KeptEntry| Entry {
        media_type: entry.media_type,
        digest: entry.digest,
        size: entry.size,
        platform: entry.platform,
        config: None,
        annotations: entry.annotations,
        urls: entry.urls,
        artifact_type: entry.artifact_type,
        repository: entry.repository,
    };
    let draft = Draft {
        format: if kept.docker { Format::Docker } else { Format::Oci },
        writer: Writer::ALL.into_iter().find(|writer| writer.id() == kept.writer).unwrap_or_default(),
        entries: kept.entries.into_iter().take(limits::DRAFT_ENTRIES).map(entry).collect(),
        annotations: kept.annotations,
        target: kept.target,
    };
    Some(DraftPane { open: kept.open, ..DraftPane::new(draft) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn written_and_read_again(
            target in ".{0,20}",
            entries in proptest::collection::vec((".{0,8}", ".{0,8}", any::<u64>(), proptest::option::of(".{0,5}")), 0..5),
            annotations in proptest::collection::vec((".{1,5}", ".{0,5}"), 0..3),
            open: bool,
        ) {
            let entry = |(digest, platform, size, repository): (String, String, u64, Option<String>)| Entry {
                digest, platform, size, repository, annotations: annotations.clone(), ..Entry::default()
            };
            let entries = entries.into_iter().map(entry).collect();
            let draft = Draft { target, entries, writer: Writer::Buildah, format: Format::Docker, ..Draft::default() };
            let pane = DraftPane { open, ..DraftPane::new(draft) };
            prop_assert_eq!(read(&written(&pane)), Some(pane));
        }

        #[test]
        fn anything_can_be_read(text in ".{0,60}") {
            let _ = read(&text);
            let _ = read(&URL_SAFE_NO_PAD.encode(&text));
        }
    }
}
