//! How a client's choice ends, and why an entry is taken or not: the vocabulary that all clients share.

/// The outcome of a client's look at an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The entry that it takes: an index into the entries, and one more for each index inside.
    Picked(Vec<usize>),
    /// It finds nothing; its own error text. `REF` stands for the image's reference.
    Failed(String),
    /// The config of this entry decides, and is not loaded.
    NeedsConfig(Vec<usize>),
    /// It goes into the index at this entry, which is not loaded.
    NeedsIndex(Vec<usize>),
    /// It makes no choice: without a platform it takes the whole index.
    Whole,
    /// What it does on such a host is not modelled here: why, and what to try, in a sentence.
    NotModelled(&'static str),
}

impl Outcome {
    /// The path of the entry that is taken.
    #[must_use]
    pub fn picked(&self) -> Option<&[usize]> {
        match self {
            Self::Picked(path) => Some(path),
            _ => None,
        }
    }

    /// The client finds nothing.
    #[must_use]
    pub const fn failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// Why a client accepts an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// It stands in the list of what the client accepts for the host, at this place from 0.
    Listed(u64),
    /// It has all that is asked for, and the client knows no better and worse.
    Matches,
    /// It can run on the host: regctl's rule.
    Compatible,
    /// It states no platform, and is taken only where nothing matches.
    LastResort,
    /// It states no platform, and counts as linux/amd64.
    CountsAsAmd64,
    /// It states no platform, and so no requirement.
    NoRequirement,
    /// It is for arm, and nothing better is there: the fallback of Docker 20.10.
    AnyArm,
    /// The whole index is taken.
    Whole,
    /// Nothing is known of the client on such a host.
    NotModelled,
}

/// Why a client does not take an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// `unknown/unknown`: an attestation, or another thing that no machine runs.
    Attestation,
    /// Another operating system.
    Os,
    /// Another architecture.
    Architecture,
    /// A variant of the architecture that the client does not accept.
    Variant,
    /// A version of the operating system that the client does not accept.
    OsVersion,
    /// It needs OS features that the host does not have.
    HostLacksFeatures,
    /// It does not state OS features that are asked for.
    EntryLacksFeatures,
    /// It states no platform, and the client skips such entries.
    NoPlatform,
    /// Its config, which decides for want of a platform, is for another one.
    ConfigDiffers,
    /// It is an index with nothing for the host, and the client does not come back.
    DeadEnd,
    /// It is an index inside an index, and the client fails on that.
    NestedIndex,
    /// It is an index inside more indexes than are followed here.
    TooDeep,
    /// It would do, and the client failed on another entry before it came to this one.
    NotTried,
}

impl Rejection {
    /// The client goes for this entry, and fails on it: it is not passed over, and without it the client
    /// would have gone for another.
    #[must_use]
    pub const fn is_the_failure(self) -> bool {
        matches!(self, Self::ConfigDiffers | Self::DeadEnd | Self::NestedIndex | Self::TooDeep)
    }
}
