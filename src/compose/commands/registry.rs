//! Tools that know registries alone: crane, regctl and oras.

use super::command::Hitch;
use super::making::{Making, is_edited, is_index};
use crate::compose::draft::Entry;
use crate::image::platform::Platform;
use crate::select::Format;

impl Making<'_> {
    pub(super) fn crane(&mut self) -> Vec<String> {
        self.without_annotations();
        self.hitch_of(Hitch::Platform, is_edited);
        let tag = self.tag();
        let mut words = vec!["crane index append".to_owned()];
        if self.draft.format == Format::Docker {
            words.push("--docker-empty-base".to_owned());
        }
        if self.draft.entries.iter().any(is_index) {
            words.push("--flatten=false".to_owned());
        }
        for entry in &self.draft.entries {
            let pinned = self.pinned(entry);
            words.push(format!("--manifest {pinned}"));
        }
        words.push(format!("--tag {tag}"));
        vec![words.join(" \\\n  ")]
    }

    pub(super) fn regctl(&mut self) -> Vec<String> {
        let tag = self.tag();
        let media_type = match self.draft.format {
            Format::Oci => "",
            Format::Docker => " --media-type application/vnd.docker.distribution.manifest.list.v2+json",
        };
        let mut create = vec![format!("regctl index create {tag}{media_type}")];
        for pair in &self.draft.annotations {
            create.push(self.annotation("--annotation", pair));
        }
        let mut lines = vec![create.join(" \\\n  ")];
        self.hitch_of(Hitch::Platform, |entry| {
            is_edited(entry) && entry.written_platform().is_none_or(|it| !is_given(&it))
        });
        for entry in &self.draft.entries {
            let pinned = self.pinned(entry);
            let mut words = vec![format!("regctl index add {tag} --ref {pinned}")];
            if let Some(platform) = entry.written_platform().filter(|_| is_edited(entry)) {
                let bare =
                    Platform { os_version: String::new(), os_features: Vec::new(), ..platform.clone() };
                let version = if platform.os_version.is_empty() {
                    String::new()
                } else {
                    format!(",osver={}", platform.os_version)
                };
                let word = self.word(&format!("{bare}{version}"));
                words.push(format!("--desc-platform {word}"));
            }
            for pair in &entry.annotations {
                words.push(self.annotation("--desc-annotation", pair));
            }
            lines.push(words.join(" \\\n  "));
        }
        lines
    }

    pub(super) fn oras(&mut self) -> Vec<String> {
        self.without_entry_annotations();
        self.hitch_of(Hitch::Platform, |entry| !is_index(entry) && is_edited(entry));
        self.writes(Format::Oci);
        let is_any = self.draft.entries.iter().any(|entry: &Entry| self.is_elsewhere(entry));
        self.hitch(is_any, Hitch::OtherRepository);
        let mut words = vec![format!("oras manifest index create {}", self.tag())];
        for entry in &self.draft.entries {
            let word = self.word(&entry.digest);
            words.push(word);
        }
        for pair in &self.draft.annotations {
            words.push(self.annotation("--annotation", pair));
        }
        vec![words.join(" \\\n  ")]
    }
}

/// Whether regctl gives a platform as it is typed: it knows no features, and writes variants in one way alone
/// (`types/platform`, `normalize`).
fn is_given(platform: &Platform) -> bool {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_kept = match (platform.architecture.as_str(), platform.variant.as_str()) {
        ("amd64", "v1") | ("arm64", "8" | "v8") => false,
        ("arm", variant) => !matches!(variant, "" | "5" | "6" | "7" | "8"),
        ("i386" | "x86_64" | "x86-64" | "aarch64" | "armhf" | "armel", _) => false,
        _ => platform.os != "macos",
    };
    let parts = [&platform.os, &platform.architecture, &platform.variant];
    is_kept && platform.os_features.is_empty() && parts.into_iter().all(|part| is_plain(part))
}
