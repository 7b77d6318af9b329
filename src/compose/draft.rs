//! A draft of an index.

use super::writer::Writer;
use crate::image::descriptor::Descriptor;
use crate::image::platform::{Platform, PlatformError};
use crate::json::Value;
use crate::select::Format;

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
    /// Puts the entry at `from` to the place `to`; what attests it goes along.
    pub fn move_entry(&mut self, from: usize, to: usize) {
        if from >= self.entries.len() || to >= self.entries.len() || from == to {
            return;
        }
        let entry = self.entries.remove(from);
        let digest = entry.digest.clone();
        self.entries.insert(to.min(self.entries.len()), entry);
        let is_its = |entry: &Entry| entry.attests() == Some(&*digest);
        let its: Vec<Entry> = self.entries.iter().filter(|entry| is_its(entry)).cloned().collect();
        self.entries.retain(|entry| !is_its(entry));
        let after = self.entries.iter().position(|entry| entry.digest == digest).map_or(0, |at| at + 1);
        for entry in its.into_iter().rev() {
            self.entries.insert(after.min(self.entries.len()), entry);
        }
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
