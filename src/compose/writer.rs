//! The tools that write indexes: how each does, and what it leaves out.

use crate::json::{Indent, Layout};
use crate::select::Format;

/// How an index is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writer {
    /// `docker buildx imagetools create`
    #[default]
    Buildx,
    /// `docker manifest push`
    DockerManifest,
    /// `buildah manifest push` and `podman manifest push`; `skopeo copy --all` keeps these bytes.
    Buildah,
}

/// What a writer does otherwise than it is drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The annotations of the index are left out.
    Annotations,
    /// The annotations of entries are left out.
    EntryAnnotations,
    /// URLs, and the types of artifacts, of entries are left out.
    EntryMembers,
    /// Entries stand in the order of their digests.
    Order,
    /// The format follows from the entries: it is this one.
    Format(Format),
    /// An entry that is there twice is written once.
    Repeated,
}

impl Writer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Buildx, Self::DockerManifest, Self::Buildah];

    /// The command.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Buildx => "docker buildx imagetools create",
            Self::DockerManifest => "docker manifest push",
            Self::Buildah => "buildah and podman manifest push",
        }
    }

    /// A stable word for the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Buildx => "buildx",
            Self::DockerManifest => "docker",
            Self::Buildah => "buildah",
        }
    }

    /// The white space that it writes. None ends with a line break.
    pub(super) const fn layout(self) -> Layout {
        match self {
            Self::Buildx => Layout::Indented(Indent::Spaces(2)),
            Self::DockerManifest => Layout::Indented(Indent::Spaces(3)),
            Self::Buildah => Layout::Compact,
        }
    }
}
