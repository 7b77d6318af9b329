//! The clients whose choice is told, and where each rule was read.

use std::fmt;

/// A client, or several that choose by the same code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Client {
    /// containerd 2.
    Containerd,
    /// Docker Engine with its classic image store.
    Docker,
    /// containers/image.
    ContainersImage,
    /// go-containerregistry.
    Crane,
    /// oras.
    Oras,
    /// regclient.
    Regctl,
    /// The OCI image specification.
    Spec,
    /// containerd where it is asked for the very platform, without fallbacks.
    ContainerdStrict,
    /// containerd 1.6 and 1.7.
    Containerd1,
    /// Docker Engine 20.10.
    Docker20,
}

/// What is known of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// A stable name, for links and test records.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The tools that behave so.
    pub tools: &'static str,
    /// The version that its rule follows.
    pub version: &'static str,
    /// Where the rule was read.
    pub source: &'static str,
}

impl Client {
    /// The six clients of today: those that are compared with each other.
    pub const CURRENT: [Self; 6] =
        [Self::Containerd, Self::Docker, Self::ContainersImage, Self::Crane, Self::Oras, Self::Regctl];

    /// All of them: the six, the specification, and behaviours that people still meet.
    pub const ALL: [Self; 10] = [
        Self::Containerd,
        Self::Docker,
        Self::ContainersImage,
        Self::Crane,
        Self::Oras,
        Self::Regctl,
        Self::Spec,
        Self::ContainerdStrict,
        Self::Containerd1,
        Self::Docker20,
    ];

    /// What is known of it.
    #[must_use]
    pub const fn profile(self) -> Profile {
        match self {
            Self::Containerd => Profile {
                id: "containerd",
                name: "containerd",
                tools: "containerd and ctr, BuildKit, Docker with the containerd image store",
                version: "containerd 2, platforms v1.0.0-rc.5",
                source: "https://github.com/containerd/platforms/blob/v1.0.0-rc.5/compare.go",
            },
            Self::Docker => Profile {
                id: "docker",
                name: "Docker Engine",
                tools: "docker pull and docker run with the classic image store",
                version: "Docker Engine 23 and later",
                source: "https://github.com/moby/moby/blob/master/daemon/internal/distribution/pull_v2_unix.go",
            },
            Self::ContainersImage => Profile {
                id: "containers-image",
                name: "containers/image",
                tools: "Podman, Skopeo, Buildah, CRI-O",
                version: "containers/image v5, as of container-libs",
                source: "https://github.com/containers/container-libs/blob/main/image/internal/pkg/platform/platform_matcher.go",
            },
            Self::Crane => Profile {
                id: "crane",
                name: "crane",
                tools: "crane, ko",
                version: "go-containerregistry v0.20",
                source: "https://github.com/google/go-containerregistry/blob/main/pkg/v1/remote/index.go",
            },
            Self::Oras => Profile {
                id: "oras",
                name: "oras",
                tools: "oras",
                version: "oras-go v2",
                source: "https://github.com/oras-project/oras-go/blob/main/internal/platform/platform.go",
            },
            Self::Regctl => Profile {
                id: "regctl",
                name: "regctl",
                tools: "regctl, regsync, regbot",
                version: "regclient v0.8 and later",
                source: "https://github.com/regclient/regclient/blob/main/types/platform/compare.go",
            },
            Self::Spec => Profile {
                id: "oci-spec",
                name: "OCI specification",
                tools: "none: the rule as it is written",
                version: "OCI image specification v1.1.1",
                source: "https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md",
            },
            Self::ContainerdStrict => Profile {
                id: "containerd-strict",
                name: "containerd, strict",
                tools: "Kubernetes on containerd 2.1 and later (the transfer service), nerdctl",
                version: "containerd 2.1 and later, platforms v1.0.0-rc.5",
                source: "https://github.com/containerd/containerd/blob/main/core/transfer/image/imagestore.go",
            },
            Self::Containerd1 => Profile {
                id: "containerd-1",
                name: "containerd 1",
                tools: "containerd 1.6 and 1.7, Kubernetes on them",
                version: "containerd 1.6 and 1.7",
                source: "https://github.com/containerd/containerd/blob/release/1.7/platforms/compare.go",
            },
            Self::Docker20 => Profile {
                id: "docker-20.10",
                name: "Docker 20.10",
                tools: "Docker Engine 20.10",
                version: "Docker Engine 20.10",
                source: "https://github.com/moby/moby/blob/20.10/distribution/pull_v2_unix.go",
            },
        }
    }

    /// Its stable name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.profile().id
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.profile().name
    }

    /// The client of this [`id`](Self::id).
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|client| client.id() == id)
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
