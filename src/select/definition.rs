//! What a client's file says of it.

use super::host::Host;
use super::hosts::Machine;
use super::outcome::Outcome;
use super::rule::Rule;
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
