//! A client's choice, and why: the vocabulary that all clients share.

use std::sync::Arc;

use super::Client;
use super::candidate::Format;
use super::host::Host;
use crate::image::platform::Platform;

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

/// A client's choice among the entries of an index, with a reason for each of them.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Who chooses.
    pub client: Client,
    /// For which host.
    pub host: Arc<Host>,
    /// The outcome.
    pub outcome: Outcome,
    /// One for every entry of the index, in its order, and after them one for every entry of each index
    /// inside that the client goes into.
    pub reasons: Vec<Reason>,
}

/// Why one entry stands where it does. It prints as one sentence.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Where the entry is: as in [`Outcome::Picked`].
    pub path: Vec<usize>,
    /// What the client makes of it.
    pub standing: Standing,
    /// What the entry states.
    pub(super) platform: Option<Arc<Platform>>,
    pub(super) zstd: bool,
    pub(super) format: Format,
    /// An entry before it in the index that the client likes just as much, as an index into this level.
    pub(super) equal_to: Option<usize>,
    /// Who chooses, and for which host.
    pub(super) client: Client,
    pub(super) host: Arc<Host>,
}

/// What a client makes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It takes this one, or goes into it.
    Chosen(Grounds),
    /// It would take this one if the better ones were not there.
    Accepted {
        /// 2 for the one that it would take next, and so on.
        place: usize,
        /// Why it would.
        grounds: Grounds,
    },
    /// It looks at this one, and what it looks for there is not loaded.
    Undecided(Grounds),
    /// It does not take this one.
    Rejected(Rejection),
}

impl Standing {
    /// Why the entry is not taken.
    #[must_use]
    pub const fn rejection(self) -> Option<Rejection> {
        match self {
            Self::Rejected(rejection) => Some(rejection),
            _ => None,
        }
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
