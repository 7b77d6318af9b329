//! Tasks of Azure Container Registry, in the form of its documentation.
//!
//! <https://learn.microsoft.com/azure/container-registry/container-registry-tasks-reference-yaml>

use super::yaml::scalar;
use super::{Lack, Making};
use crate::compose::commands::{Hitch, Tool};
use crate::compose::draft::Entry;

/// The registry that a task runs in.
const REGISTRY: &str = "{{.Run.Registry}}";
/// The number of a run.
const RUN: &str = "{{.Run.ID}}";

impl Making<'_> {
    /// Of images in the registry, each by its digest.
    pub(super) fn acr_of_digests(&mut self) -> Option<String> {
        // The same command runs in the task: what it can't give is known.
        let _ = self.lines_of(Tool::DockerManifest, "");
        self.lacks.retain(|lack| *lack != Lack::Command(Hitch::NotQuoted));
        let (registry, repository) = self.split_target();
        let target = format!("{REGISTRY}/{repository}:{}", self.target.tag);
        let pinned = |entry: &Entry| {
            let of = entry.repository.as_deref().unwrap_or(&self.target.repository);
            let of = match of.split_once('/') {
                Some((own, path)) if own == registry => format!("{REGISTRY}/{path}"),
                _ => of.to_owned(),
            };
            format!("{of}@{}", entry.digest)
        };
        let entries: Vec<String> = self.draft.entries.iter().map(pinned).collect();
        let annotate = self.lines_of_annotate(&target, &entries);
        if entries.iter().chain(&annotate).chain([&target]).any(|word| !is_plain(word)) {
            self.lack(true, Lack::Expression);
            return None;
        }
        let mut text = String::from(
            "# Puts images that are in the registry together to one index, each by its digest.\nversion: v1.1.0\n\nsteps:\n",
        );
        text.push_str(&format!("  - cmd: >-\n      docker manifest create\n      {target}\n"));
        for entry in &entries {
            text.push_str(&format!("      {entry}\n"));
        }
        for line in &annotate {
            text.push_str(&format!("  - cmd: {line}\n"));
        }
        text.push_str(&ends(&target));
        Some(text)
    }

    /// What is annotated, where the platforms are not those of the configs.
    fn lines_of_annotate(&self, target: &str, pinned: &[String]) -> Vec<String> {
        let edited = self
            .draft
            .entries
            .iter()
            .zip(pinned)
            .filter(|(entry, _)| !entry.is_attestation() && entry.written_platform() != entry.config);
        let line = |(entry, pinned): (&Entry, &String)| {
            let platform = entry.written_platform()?;
            let features = platform.os_features.join(",");
            let members = [
                ("--os", &platform.os),
                ("--arch", &platform.architecture),
                ("--variant", &platform.variant),
                ("--os-version", &platform.os_version),
                ("--os-features", &features),
            ];
            let options = members.into_iter().filter(|(_, value)| !value.is_empty());
            let options: Vec<String> = options.map(|(option, value)| format!("{option} {value}")).collect();
            Some(format!("docker manifest annotate {} {target} {pinned}", options.join(" ")))
        };
        edited.filter_map(line).collect()
    }

    /// Of images that are built: one for each platform, pushed, and put together.
    pub(super) fn acr_of_sources(&mut self) -> Option<String> {
        let platforms = self.platforms()?;
        self.lack(!self.draft.annotations.is_empty(), Lack::Command(Hitch::Annotations));
        let (_, repository) = self.split_target();
        let target = format!("{REGISTRY}/{repository}:{}", self.target.tag);
        let tagged = |platform: &String| {
            let name: String =
                platform.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
            format!("{REGISTRY}/{repository}:{RUN}-{name}")
        };
        let tags: Vec<String> = platforms.iter().map(tagged).collect();
        if platforms.iter().chain(&tags).chain([&target]).any(|word| !is_plain(word)) {
            self.lack(true, Lack::Expression);
            return None;
        }
        let mut text = String::from(
            "# Builds an image for each platform, pushes them, and puts them together to one index.\nversion: v1.1.0\n\nsteps:\n",
        );
        for (platform, tag) in platforms.iter().zip(&tags) {
            text.push_str(&format!("  - build: --platform {platform} -t {tag} -f Dockerfile .\n"));
        }
        text.push_str("  - push:\n");
        for tag in &tags {
            text.push_str(&format!("      - {}\n", scalar(tag)));
        }
        text.push_str(&format!("  - cmd: >-\n      docker manifest create\n      {target}\n"));
        for tag in &tags {
            text.push_str(&format!("      {tag}\n"));
        }
        text.push_str(&ends(&target));
        Some(text)
    }
}

/// The index is pushed, and what is there is shown.
fn ends(target: &str) -> String {
    format!("  - cmd: docker manifest push --purge {target}\n  - cmd: docker manifest inspect {target}\n")
}

/// Whether a text is words that stand for themselves in a command of a task, and in a plain scalar of YAML.
fn is_plain(text: &str) -> bool {
    text.replace(REGISTRY, "").replace(RUN, "").bytes().all(|byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'_' | b'-' | b'/' | b':' | b'@' | b'+' | b',' | b' ' | b'=')
    }) && !text.contains(": ")
}
