//! How all clients are asked for what is known of them.

use std::fmt;

pub use super::clients::Client;
use super::definition::{Group, Profile};
use super::host::{Form, Host};
use super::hosts::Machine;
use super::outcome::Outcome;
use super::rule::Rule;

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

impl Machine {
    /// The host that `client` chooses for on this machine: what it is asked for, or what it finds there.
    #[must_use]
    pub fn host(&self, client: Client, form: Form) -> Host {
        let platform = match form {
            Form::Explicit => self.explicit(),
            Form::Default => (client.definition().detect)(self),
        };
        Host { platform, form, own_os: self.own_os().into() }
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
