//! The tools, and what they can't give.

use crate::select::Format;

/// A tool that makes indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `docker buildx imagetools create`
    Buildx,
    /// `docker manifest`
    DockerManifest,
    /// `crane index append`
    Crane,
    /// `regctl index create`
    Regctl,
    /// `oras manifest index create`
    Oras,
    /// `podman manifest`
    Podman,
    /// `buildah manifest`
    Buildah,
}

/// Why a tool's result is another than the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hitch {
    /// It can't give the platforms of these entries (from 1): it takes those of the configs, or writes them in another way.
    Platform(Vec<usize>),
    /// It takes no entry without an operating system and an architecture, as these are (from 1).
    NoPlatform(Vec<usize>),
    /// It can't give these entries (from 1): they are indexes.
    Nested(Vec<usize>),
    /// It has no option for the annotations of the index.
    Annotations,
    /// It has no option for the annotations of an entry.
    EntryAnnotations,
    /// It writes the other format.
    Format(Format),
    /// It takes images of the target's own registry alone.
    OtherRegistry,
    /// It takes images of the target's own repository alone.
    OtherRepository,
    /// An annotation or a name can be in no command line.
    NotQuoted,
    /// It orders entries by their digests.
    Order,
}

/// The lines for one tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The tool.
    pub tool: Tool,
    /// The lines, for a shell.
    pub lines: Vec<String>,
    /// What it can't give.
    pub hitches: Vec<Hitch>,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Buildx,
        Self::DockerManifest,
        Self::Crane,
        Self::Regctl,
        Self::Oras,
        Self::Podman,
        Self::Buildah,
    ];

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Buildx => "docker buildx",
            Self::DockerManifest => "docker manifest",
            Self::Crane => "crane",
            Self::Regctl => "regctl",
            Self::Oras => "oras",
            Self::Podman => "podman",
            Self::Buildah => "buildah",
        }
    }
}
