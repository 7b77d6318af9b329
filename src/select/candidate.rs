//! What a client chooses among: the entries of an index, as values of their own.

use std::sync::Arc;

use crate::image::platform::Platform;

/// Which of the two documents an index is. containers/image reads them differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// An OCI image index.
    #[default]
    Oci,
    /// A Docker manifest list.
    Docker,
}

/// The entries of one index, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Which document they stand in.
    pub format: Format,
    /// `manifests`, all of them.
    pub entries: Vec<Candidate>,
}

impl Candidates {
    /// The entry at `path`: an index into the entries, and one more for each index inside.
    #[must_use]
    pub fn get(&self, path: &[usize]) -> Option<&Candidate> {
        let (first, rest) = path.split_first()?;
        let candidate = self.entries.get(*first)?;
        match (&candidate.target, rest) {
            (_, []) => Some(candidate),
            (Target::Index(Some(inside)), rest) => inside.get(rest),
            _ => None,
        }
    }

    /// Both entries lead to one and the same manifest: their digests are known, and equal.
    #[must_use]
    pub fn same_manifest(&self, one: &[usize], other: &[usize]) -> bool {
        match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => !one.digest.is_empty() && one.digest == other.digest,
            _ => false,
        }
    }
}

/// One entry of an index, with what clients look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// `platform`; `None` where the entry states none ("nil" in the clients' words).
    pub platform: Option<Platform>,
    /// `digest`, to know when two entries are one and the same. Empty where it is not known.
    pub digest: String,
    /// Annotated `io.github.containers.compression.zstd` = `true`, which containers/image prefers.
    pub zstd: bool,
    /// What it leads to.
    pub target: Target,
}

/// What an entry leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A manifest, with what its config says.
    Manifest(ConfigPlatform),
    /// An index inside the index; `None` where it is not loaded. At most
    /// [`INDEX_DEPTH`](crate::limits::INDEX_DEPTH) levels are followed.
    Index(Option<Arc<Candidates>>),
}

impl Default for Target {
    fn default() -> Self {
        Self::Manifest(ConfigPlatform::NotLoaded)
    }
}

/// The platform that an image config states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConfigPlatform {
    /// The config was not given to the page.
    #[default]
    NotLoaded,
    /// Its `os`, `architecture` and so on.
    Loaded(Platform),
}
