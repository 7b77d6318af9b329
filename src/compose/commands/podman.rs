//! Podman and buildah, which share the code of their lists, but not all of their options.

use super::command::Hitch;
use super::making::{Making, field, is_edited, takes_away};
use crate::compose::draft::Entry;
use crate::select::Format;

impl Making<'_> {
    /// Podman's `manifest add` knows no features, its `manifest annotate` does.
    pub(super) fn podman(&mut self) -> Vec<String> {
        let annotation = |making: &mut Self, pair: &(String, String)| making.annotation("--annotation", pair);
        let add = |making: &mut Self, tag: &str, entry: &Entry| {
            let platform = entry.written_platform().filter(|_| is_edited(entry))?;
            let features = making.features(&platform)?;
            let digest = making.word(&entry.digest);
            Some(format!("podman manifest annotate {features} {tag} {digest}"))
        };
        self.list("podman", annotation, add, false)
    }

    /// buildah reads annotations as CSV.
    pub(super) fn buildah(&mut self) -> Vec<String> {
        let annotation = |making: &mut Self, (key, value): &(String, String)| {
            let word = making.word(&field(&format!("{key}={value}")));
            format!("--annotation {word}")
        };
        self.list("buildah", annotation, |_, _, _| None, true)
    }

    fn list(
        &mut self,
        tool: &str,
        annotation: impl Fn(&mut Self, &(String, String)) -> String,
        besides: impl Fn(&mut Self, &str, &Entry) -> Option<String>,
        has_features: bool,
    ) -> Vec<String> {
        let tag = self.tag();
        let is_docker = self.draft.format == Format::Docker;
        self.without_indexes();
        self.hitch(is_docker && !self.draft.annotations.is_empty(), Hitch::Annotations);
        self.hitch_of(Hitch::Platform, takes_away);
        let is_annotated = self.draft.entries.iter().any(|entry| !entry.annotations.is_empty());
        self.hitch(is_docker && is_annotated, Hitch::EntryAnnotations);
        let mut create = format!("{tool} manifest create");
        // Since buildah 1.34 and Podman 5.
        for pair in self.draft.annotations.iter().filter(|_| !is_docker) {
            create.push(' ');
            create.push_str(&annotation(self, pair));
        }
        let mut lines = vec![format!("{create} {tag}")];
        for entry in &self.draft.entries {
            let mut words = vec![format!("{tool} manifest add")];
            if let Some(platform) = entry.written_platform().filter(|_| is_edited(entry)) {
                words.push(self.options(&platform));
                words.extend(self.features(&platform).filter(|_| has_features));
            }
            for pair in &entry.annotations {
                words.push(annotation(self, pair));
            }
            let pinned = self.pinned(entry);
            words.push(format!("{tag} docker://{pinned}"));
            lines.push(words.join(" "));
            lines.extend(besides(self, &tag, entry));
        }
        let format = if is_docker { "v2s2" } else { "oci" };
        lines.push(format!("{tool} manifest push --all --format {format} {tag} docker://{tag}"));
        lines
    }
}
