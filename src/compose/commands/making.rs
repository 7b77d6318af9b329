//! One tool's command in the making: the words of its lines, and what it can't give.

use super::command::{Command, Hitch, Tool};
use crate::compose::draft::{Draft, Entry, Target};
use crate::image::media_type::{Meaning, meaning};
use crate::image::platform::Platform;
use crate::select::Format;
use crate::text::shell::quoted;

pub(super) struct Making<'a> {
    pub draft: &'a Draft,
    pub target: &'a Target,
    tool: Tool,
    hitches: Vec<Hitch>,
}

impl<'a> Making<'a> {
    pub fn new(draft: &'a Draft, target: &'a Target, tool: Tool) -> Self {
        Self { draft, target, tool, hitches: Vec::new() }
    }

    pub fn command(mut self) -> Command {
        let lines = match self.tool {
            Tool::Buildx => self.buildx(),
            Tool::DockerManifest => self.docker_manifest(),
            Tool::Crane => self.crane(),
            Tool::Regctl => self.regctl(),
            Tool::Oras => self.oras(),
            Tool::Podman => self.podman(),
            Tool::Buildah => self.buildah(),
        };
        Command { tool: self.tool, lines, hitches: self.hitches }
    }

    pub fn hitch(&mut self, is: bool, hitch: Hitch) {
        if is && !self.hitches.contains(&hitch) {
            self.hitches.push(hitch);
        }
    }

    /// A hitch of the entries for which `is` says so, by their places from 1.
    pub fn hitch_of(&mut self, hitch: fn(Vec<usize>) -> Hitch, is: impl Fn(&Entry) -> bool) {
        let entries = self.draft.entries.iter().enumerate();
        let places: Vec<usize> = entries.filter(|(_, entry)| is(entry)).map(|(at, _)| at + 1).collect();
        self.hitch(!places.is_empty(), hitch(places));
    }

    /// A word of the line; where none can have it, that is a hitch.
    pub fn word(&mut self, text: &str) -> String {
        let word = quoted(text);
        self.hitch(word.is_none(), Hitch::NotQuoted);
        word.unwrap_or_else(|| "?".to_owned())
    }

    pub fn tag(&mut self) -> String {
        let tag = format!("{}:{}", self.target.repository, self.target.tag);
        self.word(&tag)
    }

    /// An entry by its digest, in the repository that has it, or else in the target's.
    pub fn pinned(&mut self, entry: &Entry) -> String {
        let repository = entry.repository.as_deref().unwrap_or(&self.target.repository);
        let pinned = format!("{repository}@{}", entry.digest);
        self.word(&pinned)
    }

    /// An option with a key and a value, as most tools take them.
    pub fn annotation(&mut self, option: &str, (key, value): &(String, String)) -> String {
        let word = self.word(&format!("{key}={value}"));
        format!("{option} {word}")
    }

    /// What is annotated, for a tool that has no option for it.
    pub fn without_annotations(&mut self) {
        self.hitch(!self.draft.annotations.is_empty(), Hitch::Annotations);
        self.without_entry_annotations();
    }

    pub fn without_entry_annotations(&mut self) {
        let is_any = self.draft.entries.iter().any(|entry| !entry.annotations.is_empty());
        self.hitch(is_any, Hitch::EntryAnnotations);
    }

    /// Entries that are indexes, for a tool that takes their images in their place, or refuses them.
    pub fn without_indexes(&mut self) {
        self.hitch_of(Hitch::Nested, is_index);
    }

    pub fn writes(&mut self, format: Format) {
        self.hitch(self.draft.format != format, Hitch::Format(format));
    }

    /// Whether an entry is at another place than the target.
    pub fn is_elsewhere(&self, entry: &Entry) -> bool {
        entry.repository.as_ref().is_some_and(|it| *it != self.target.repository)
    }

    /// The members of a platform as options, but for its features.
    pub fn options(&mut self, platform: &Platform) -> String {
        let members = [
            ("--os", &platform.os),
            ("--arch", &platform.architecture),
            ("--variant", &platform.variant),
            ("--os-version", &platform.os_version),
        ];
        let mut words = Vec::new();
        for (option, value) in members.into_iter().filter(|(_, value)| !value.is_empty()) {
            let word = self.word(value);
            words.push(format!("{option} {word}"));
        }
        words.join(" ")
    }

    /// Its features as one option, with commas between them; `None` where it has none.
    pub fn features(&mut self, platform: &Platform) -> Option<String> {
        let features: Vec<String> = platform.os_features.iter().map(|feature| field(feature)).collect();
        let word = self.word(&features.join(","));
        (!features.is_empty()).then(|| format!("--os-features {word}"))
    }
}

/// Whether an entry's platform is another than a tool would take of the image's config, or that is not known.
pub(super) fn is_edited(entry: &Entry) -> bool {
    !entry.is_attestation() && entry.written_platform() != entry.config
}

/// Whether an entry has no member that the config has: options set members, and take none away.
pub(super) fn takes_away(entry: &Entry) -> bool {
    let Some(config) = entry.config.as_ref().filter(|_| is_edited(entry)) else { return false };
    let Some(platform) = entry.written_platform() else { return true };
    let is_gone = |of: fn(&Platform) -> &str| of(&platform).is_empty() && !of(config).is_empty();
    is_gone(|it| &it.os)
        || is_gone(|it| &it.architecture)
        || is_gone(|it| &it.variant)
        || is_gone(|it| &it.os_version)
        || platform.os_features.is_empty() && !config.os_features.is_empty()
}

/// Whether an entry is an index, by its media type.
pub(super) fn is_index(entry: &Entry) -> bool {
    meaning(&entry.media_type) == Some(Meaning::Index)
}

/// A field of a list with commas between its fields, for tools that read those as CSV.
pub(super) fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
