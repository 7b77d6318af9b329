//! Docker's two ways: `docker buildx imagetools create`, and `docker manifest`.

use super::command::Hitch;
use super::making::{Making, is_edited, takes_away};
use crate::compose::draft::{Draft, Entry};
use crate::compose::write::{descriptor, write};
use crate::compose::writer::Writer;
use crate::select::Format;

impl Making<'_> {
    pub(super) fn buildx(&mut self) -> Vec<String> {
        let is_docker = self.draft.entries.iter().all(Entry::is_docker);
        let format = if is_docker { Format::Docker } else { Format::Oci };
        self.writes(format);
        self.without_indexes();
        self.hitch(format == Format::Docker && !self.draft.annotations.is_empty(), Hitch::Annotations);
        let mut words = vec!["docker buildx imagetools create".to_owned(), format!("--tag {}", self.tag())];
        if format == Format::Oci {
            for (key, value) in &self.draft.annotations {
                let word = self.word(&format!("index:{key}={value}"));
                words.push(format!("--annotation {word}"));
            }
        }
        // A descriptor is taken as it is. It names no repository: all have to be in the target's then.
        let is_descriptor = |entry: &&Entry| is_edited(entry) || !entry.annotations.is_empty();
        let is_any = self.draft.entries.iter().any(|entry| is_descriptor(&entry));
        let is_elsewhere = self.draft.entries.iter().any(|entry| self.is_elsewhere(entry));
        self.hitch(is_any && is_elsewhere, Hitch::OtherRepository);
        for entry in &self.draft.entries {
            let word = match is_descriptor(&entry) {
                true => self.word(&descriptor(entry)),
                false => self.pinned(entry),
            };
            words.push(word);
        }
        vec![words.join(" \\\n  ")]
    }

    pub(super) fn docker_manifest(&mut self) -> Vec<String> {
        self.without_annotations();
        self.without_indexes();
        let registry = |repository: &str| repository.split('/').next().map(str::to_owned);
        let own = registry(&self.target.repository);
        let is_elsewhere = |entry: &Entry| entry.repository.as_deref().is_some_and(|it| registry(it) != own);
        self.hitch(self.draft.entries.iter().any(is_elsewhere), Hitch::OtherRegistry);
        self.hitch(!self.draft.entries.is_sorted_by(|one, other| one.digest <= other.digest), Hitch::Order);
        // Features are added to those of the config.
        let is_less = |entry: &Entry| {
            let (Some(config), Some(platform)) = (&entry.config, entry.written_platform()) else {
                return false;
            };
            config.os_features.iter().any(|feature| !platform.os_features.contains(feature))
        };
        self.hitch_of(Hitch::Platform, |entry| takes_away(entry) || is_less(entry));
        self.hitch_of(Hitch::NoPlatform, |entry| {
            let platform = entry.written_platform().or_else(|| entry.config.clone());
            platform.is_none_or(|it| it.os.is_empty() || it.architecture.is_empty())
        });
        let written = write(&Draft { writer: Writer::DockerManifest, ..self.draft.clone() });
        self.writes(written.format);
        let tag = self.tag();
        let mut create = vec![format!("docker manifest create {tag}")];
        let mut lines = Vec::new();
        for entry in &self.draft.entries {
            let pinned = self.pinned(entry);
            if is_edited(entry)
                && let Some(platform) = entry.written_platform()
            {
                let features = self.features(&platform).map(|it| format!(" {it}")).unwrap_or_default();
                let options = self.options(&platform);
                lines.push(format!("docker manifest annotate {options}{features} {tag} {pinned}"));
            }
            create.push(pinned);
        }
        lines.insert(0, create.join(" \\\n  "));
        lines.push(format!("docker manifest push --purge {tag}"));
        lines
    }
}
