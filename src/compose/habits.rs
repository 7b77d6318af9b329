//! What each tool makes of the entries of a draft: their order, the format, and which members it writes.

use super::draft::{Draft, Entry};
use super::writer::Writer;
use crate::image::media_type as mt;
use crate::keyed::HashSet;
use crate::select::Format;
use crate::sorting::sort_by;

impl Writer {
    /// The entries as it orders them.
    pub(super) fn entries(self, draft: &Draft) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = draft.entries.iter().collect();
        match self {
            // It keeps each in a file by its reference, and reads the folder.
            Self::DockerManifest => sort_by(&mut entries, |one, other| one.digest.cmp(&other.digest)),
            Self::Buildx | Self::Buildah => {}
        }
        let mut seen = HashSet::default();
        entries.retain(|entry| seen.insert(entry.digest.as_str()));
        entries
    }

    /// The format that it writes.
    pub(super) fn format(self, draft: &Draft, entries: &[&Entry]) -> Format {
        match self {
            Self::Buildx if entries.iter().all(|entry| entry.is_docker()) => Format::Docker,
            Self::Buildx => Format::Oci,
            Self::DockerManifest => match entries.first() {
                Some(first) if first.media_type == mt::OCI_MANIFEST => Format::Oci,
                _ => Format::Docker,
            },
            Self::Buildah => draft.format,
        }
    }

    /// Whether it writes annotations in this format.
    pub(super) fn has_annotations(self, format: Format) -> bool {
        match self {
            Self::Buildx => true,
            Self::DockerManifest => false,
            Self::Buildah => format == Format::Oci,
        }
    }

    /// Whether a descriptor's size stands before its digest.
    pub(super) fn is_size_first(self, format: Format) -> bool {
        match self {
            Self::Buildx => false,
            Self::DockerManifest => true,
            Self::Buildah => format == Format::Docker,
        }
    }
}
