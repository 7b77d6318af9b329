//! What every client's rule is made of: one entry in, a judgement out.

use std::cmp::Ordering;

use super::candidate::{Candidate, Format};
use super::outcome::{Grounds, Rejection};
use crate::image::platform::Platform;

/// What a rule looks at in an entry. Entries that agree in this are one to every client, but for their
/// order in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Entry<'a> {
    pub platform: Option<&'a Platform>,
    pub zstd: bool,
    pub format: Format,
}

impl<'a> Entry<'a> {
    /// Of an entry of an index of this format.
    pub const fn of(candidate: &'a Candidate, format: Format) -> Self {
        Self { platform: candidate.platform.as_ref(), zstd: candidate.zstd, format }
    }
}

/// How much a client likes an entry that it accepts; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// The place in the client's list of what it accepts, from 0.
    pub class: u64,
    /// What makes one entry of the same class better than another, turned round: less is better.
    pub within: std::cmp::Reverse<u64>,
}

impl Rank {
    /// After every match: an entry without a platform.
    pub const LAST: u64 = u64::MAX;

    pub const fn new(class: u64, bonus: u64) -> Self {
        Self { class, within: std::cmp::Reverse(bonus) }
    }
}

/// What a rule says of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    Accepted(Rank, Grounds),
    Rejected(Rejection),
}

/// An entry that a rule accepts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contender<'a> {
    pub entry: Entry<'a>,
    pub rank: Rank,
    pub grounds: Grounds,
}

/// What a client does with an index inside the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nested {
    /// Chooses again inside, and never comes back.
    Follows,
    /// Takes the index itself for the answer.
    HandsBack,
    /// Fails, with these words.
    Refuses(&'static str),
}

/// One client's rule for one host.
///
/// The rule alone decides; a pick and its explanation are two ways of asking it. Of several entries it
/// takes the first that no other one beats.
pub(super) trait Rule {
    /// Whether the client would take this entry at all, and how well it likes it.
    fn judge(&self, entry: Entry<'_>) -> Judgement;

    /// `one` is taken before `other` wherever they stand.
    fn beats(&self, one: &Contender<'_>, other: &Contender<'_>) -> bool {
        one.rank < other.rank
    }

    /// The order in which runners-up are listed: total, and in accord with [`beats`](Self::beats).
    fn order(&self, one: &Contender<'_>, other: &Contender<'_>) -> Ordering {
        one.rank.cmp(&other.rank)
    }

    /// What it does with an index inside the index.
    fn nested(&self) -> Nested {
        Nested::Follows
    }

    /// Whether the config of an entry without a platform decides about it.
    fn reads_config(&self) -> bool {
        false
    }

    /// The client's own words when it finds nothing.
    fn error(&self, format: Format) -> String;

    /// Why it accepts `entry`, in a sentence without its full stop.
    fn accepts(&self, entry: Entry<'_>, grounds: Grounds) -> String;

    /// Why it rejects an entry of `platform`, in a sentence without its full stop, where the sentence that all
    /// share would not do.
    fn rejects(&self, platform: &Platform, rejection: Rejection) -> Option<String> {
        let _ = (platform, rejection);
        None
    }

    /// What the host would take instead, for a rejection of the architecture or the variant: the end of
    /// "It is for s390x, and …".
    fn wants(&self) -> String;
}
