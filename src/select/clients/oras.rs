//! oras.
//!
//! <https://github.com/oras-project/oras-go>: `internal/platform/platform.go`, `SelectManifest` and `Match`.

use crate::image::platform::Platform;
use crate::select::candidate::Format;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::host::{Form, Host};
use crate::select::hosts::Machine;
use crate::select::outcome::{Grounds, Outcome, Rejection};
use crate::select::rule::{Entry, Judgement, Nested, Rank, Rule};

/// oras.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "oras",
        name: "oras",
        tools: "oras",
        version: "oras-go v2",
        source: "https://github.com/oras-project/oras-go/blob/main/internal/platform/platform.go",
    },
    group: Group::Copying,
    rule: |host| Box::new(Oras::new(host)),
    detect: Machine::detected,
    // `oras pull` without `--platform` takes the index as it is.
    without_choice: |host| (host.form == Form::Default).then_some(Outcome::Whole),
};

/// The first entry that has all that is asked for, be it a manifest or another index.
#[derive(Debug)]
pub(super) struct Oras<'a> {
    host: &'a Platform,
}

impl<'a> Oras<'a> {
    pub fn new(host: &'a Host) -> Self {
        Self { host: &host.platform }
    }
}

impl Rule for Oras<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        match entry.platform.map(|platform| super::crane::matches(platform, self.host)) {
            Some(Ok(())) => Judgement::Accepted(Rank::new(0, 0), Grounds::Matches),
            Some(Err(rejection)) => Judgement::Rejected(rejection),
            None => Judgement::Rejected(Rejection::NoPlatform),
        }
    }

    fn nested(&self) -> Nested {
        Nested::HandsBack
    }

    fn error(&self, _: Format) -> String {
        "no matching manifest was found in the manifest list".into()
    }

    fn accepts(&self, _: Entry<'_>, _: Grounds) -> String {
        super::crane::accepts(self.host)
    }

    fn rejects(&self, platform: &Platform, rejection: Rejection) -> Option<String> {
        super::crane::rejects(platform, rejection, self.host)
    }

    fn wants(&self) -> String {
        super::crane::wants(self.host)
    }
}
