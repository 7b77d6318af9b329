//! What is known of a client, and how all are asked for it.

use std::fmt;

pub use super::clients::Client;
use super::host::Host;
use super::hosts::Machine;
use super::rule::Rule;
use super::selection::Outcome;
use crate::image::platform::Platform;

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

/// What a client is listed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Clients of today that fetch what a machine runs.
    Runtimes,
    /// Tools of today that fetch and copy images, and run none.
    Copying,
    /// Rules that a specification writes down, and no client.
    Written,
    /// Older or stricter behaviour that people still meet.
    Older,
}

impl Group {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Runtimes, Self::Copying, Self::Written, Self::Older];

    /// "Runtimes of today"
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Runtimes => "Runtimes: what a machine runs",
            Self::Copying => "Tools that copy images",
            Self::Written => "The rule as it is written",
            Self::Older => "Older or stricter",
        }
    }
}

/// A client, whole: what its own file says of it.
pub(super) struct ClientDef {
    pub profile: Profile,
    pub group: Group,
    /// Its rule for one host.
    pub rule: for<'h> fn(&'h Host) -> Box<dyn Rule + 'h>,
    /// The platform that it finds on a machine where nobody asks for one.
    pub detect: fn(&Machine) -> Platform,
    /// [`Outcome::Whole`] or [`Outcome::NotModelled`] where it makes no choice on this host, or none that is known.
    pub without_choice: fn(&Host) -> Option<Outcome>,
}

impl Client {
    /// Clients of today: those that are compared with each other.
    pub fn today() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.into_iter().filter(|client| client.is_of_today())
    }

    /// Whether it is one of today that fetches what a machine runs.
    #[must_use]
    pub fn is_runtime(self) -> bool {
        self.group() == Group::Runtimes
    }

    /// Whether it is one of [today's](Self::today).
    #[must_use]
    pub fn is_of_today(self) -> bool {
        matches!(self.group(), Group::Runtimes | Group::Copying)
    }

    /// The client that is asked where nobody chose one: the first of all.
    #[must_use]
    pub const fn usual() -> Self {
        let [first, ..] = Self::ALL;
        first
    }

    /// What is known of it.
    #[must_use]
    pub const fn profile(self) -> Profile {
        self.definition().profile
    }

    /// What it is listed with.
    #[must_use]
    pub const fn group(self) -> Group {
        self.definition().group
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

    /// Its rule for `host`.
    pub(super) fn rule(self, host: &Host) -> Box<dyn Rule + '_> {
        (self.definition().rule)(host)
    }

    /// Its outcome where it makes no choice on `host`.
    pub(super) fn without_choice(self, host: &Host) -> Option<Outcome> {
        (self.definition().without_choice)(host)
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
