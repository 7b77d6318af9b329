//! A client's choice, and the reason of each entry.

use std::sync::Arc;

use super::Client;
use super::candidate::Format;
use super::host::Host;
use super::outcome::{Grounds, Outcome, Rejection};
use crate::image::platform::Platform;

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
