//! A draft of an index.

use super::writer::Writer;
use crate::image::descriptor::Descriptor;
use crate::image::platform::{Platform, PlatformError};
use crate::json::Value;
use crate::keyed::HashMap;
use crate::select::Format;

/// Stands for the repository of a draft whose target is not known.
pub const PLACEHOLDER: &str = "registry.example/repository";

/// A draft of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// OCI's index, or Docker's list.
    pub format: Format,
    /// How it is written.
    pub writer: Writer,
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
    /// Its own annotations, key and value.
    pub annotations: Vec<(String, String)>,
    /// The name that it is to have, as it is typed: a reference.
    pub target: String,
}

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `mediaType`
    pub media_type: String,
    /// `digest`
    pub digest: String,
    /// `size`
    pub size: u64,
    /// `platform`, as it is typed: in the usual form, empty for none.
    pub platform: String,
    /// The platform that the image's config states, where that is known.
    pub config: Option<Platform>,
    /// `annotations`, key and value.
    pub annotations: Vec<(String, String)>,
    /// `urls`
    pub urls: Vec<String>,
    /// `artifactType`
    pub artifact_type: Option<String>,
    /// The repository that has it, `registry/repository`, where that is known.
    pub repository: Option<String>,
}

/// Where a draft is to be pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `registry/repository`
    pub repository: String,
    /// The tag.
    pub tag: String,
}

impl Entry {
    /// An entry by a descriptor, with the platform of the image's config where the descriptor states none; `None` where
    /// it has no digest or no size that can be read.
    #[must_use]
    pub fn of(descriptor: &Descriptor, config: Option<Platform>, repository: Option<String>) -> Option<Self> {
        let stated = descriptor.platform.clone().filter(|platform| !platform.is_empty());
        let platform = stated.or_else(|| config.clone());
        let annotations = descriptor.annotations.iter();
        Some(Self {
            media_type: descriptor.media_type.clone().unwrap_or_default(),
            digest: descriptor.digest.as_ref()?.to_string(),
            size: descriptor.size?,
            platform: platform.map(|platform| platform.to_string()).unwrap_or_default(),
            config,
            annotations: annotations.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            urls: descriptor.urls.clone(),
            artifact_type: descriptor.artifact_type.clone(),
            repository,
        })
    }

    /// An entry by a descriptor that was typed.
    #[must_use]
    pub fn typed(value: Value<'_>) -> Option<Self> {
        Self::of(&Descriptor::read(value), None, None)
    }

    /// The platform that was typed; `None` where nothing was.
    ///
    /// # Errors
    /// Why what was typed is no platform.
    pub fn read_platform(&self) -> Result<Option<Platform>, PlatformError> {
        let text = self.platform.trim();
        if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
    }

    /// The platform that is written: none where what was typed can't be read.
    #[must_use]
    pub fn written_platform(&self) -> Option<Platform> {
        self.read_platform().ok().flatten()
    }

    /// Whether it is BuildKit's entry for an attestation.
    #[must_use]
    pub fn is_attestation(&self) -> bool {
        self.attests().is_some()
    }

    /// The digest of the entry that it attests.
    #[must_use]
    pub fn attests(&self) -> Option<&str> {
        let get =
            |key: &str| self.annotations.iter().rev().find(|(name, _)| name == key).map(|(_, text)| &**text);
        get(crate::image::annotations::REFERENCE_TYPE).filter(|kind| *kind == "attestation-manifest")?;
        get(crate::image::annotations::REFERENCE_DIGEST)
    }

    /// Whether its manifest is Docker's.
    #[must_use]
    pub fn is_docker(&self) -> bool {
        self.media_type.starts_with("application/vnd.docker.")
    }
}

impl Draft {
    /// Puts the entry at `from` to the place `to`. What attests it goes along; an attestation stays with its image.
    pub fn move_entry(&mut self, from: usize, to: usize) {
        let mut groups = self.groups();
        let group = |at: usize| groups.iter().position(|group| group.contains(&at));
        let (Some(own), Some(mut target)) = (group(from), group(to)) else { return };
        if groups.get(own).is_none_or(|group| group.first() != Some(&from)) {
            return;
        }
        // One place further is among what attests it: it goes past all of that.
        if own == target && to > from {
            target += 1;
        }
        if own == target || target >= groups.len() {
            return;
        }
        let moved = groups.remove(own);
        groups.insert(target, moved);
        let mut entries: Vec<Option<Entry>> =
            std::mem::take(&mut self.entries).into_iter().map(Some).collect();
        let order = groups.into_iter().flatten();
        self.entries = order.filter_map(|at| entries.get_mut(at)?.take()).collect();
    }

    /// Of each entry, whether it goes along with another one, which it attests.
    #[must_use]
    pub fn attached(&self) -> Vec<bool> {
        let mut attached = vec![false; self.entries.len()];
        for at in self.groups().iter().flat_map(|group| group.iter().skip(1)) {
            if let Some(attached) = attached.get_mut(*at) {
                *attached = true;
            }
        }
        attached
    }

    /// Each entry with what attests it.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut by_digest: HashMap<&str, usize> = HashMap::default();
        let is_here = |digest: &str, at: usize| {
            let entries = self.entries.iter().enumerate();
            entries.filter(|(other, _)| *other != at).any(|(_, entry)| entry.digest == digest)
        };
        let attested =
            |(at, entry): (usize, &Entry)| entry.attests().filter(|digest| is_here(digest, at)).is_some();
        for (at, entry) in self.entries.iter().enumerate().filter(|it| !attested(*it)) {
            by_digest.entry(&entry.digest).or_insert(groups.len());
            groups.push(vec![at]);
        }
        for (at, entry) in self.entries.iter().enumerate().filter(|it| attested(*it)) {
            let image = entry.attests().and_then(|digest| by_digest.get(digest));
            match image.and_then(|image| groups.get_mut(*image)) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        groups
    }

    /// Takes an entry away, and what attests it.
    pub fn remove_entry(&mut self, at: usize) {
        if at < self.entries.len() {
            let entry = self.entries.remove(at);
            self.entries.retain(|other| other.attests() != Some(&*entry.digest));
        }
    }

    /// Where it is to be pushed, where what was typed names a place.
    #[must_use]
    pub fn read_target(&self) -> Option<Target> {
        let reference: crate::image::reference::Reference = self.target.trim().parse().ok()?;
        let tag = reference.tag.clone()?;
        Some(Target { repository: format!("{}/{}", reference.registry, reference.repository), tag })
    }
}
