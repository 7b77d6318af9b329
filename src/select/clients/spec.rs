//! The OCI image specification's own rule.
//!
//! <https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md>: "If multiple manifests match a
//! client or runtime's requirements, the first matching entry SHOULD be used." What a match is, the
//! specification leaves to the client. Read by its letter: `os` and `architecture` are compared as they
//! stand; a variant that the client requires must be met where the entry states one; `os.version` MAY be
//! grounds for a refusal, and is none here; every one of an entry's `os.features` is mandatory; and an entry
//! without a platform states no requirement.

use crate::image::platform::Platform;
use crate::select::candidate::Format;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::host::Host;
use crate::select::hosts::Machine;
use crate::select::outcome::{Grounds, Rejection};
use crate::select::rule::{Entry, Judgement, Rank, Rule};

/// The OCI image specification.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "oci-spec",
        name: "OCI specification",
        tools: "none: the rule as it is written",
        version: "OCI image specification v1.1.1",
        source: "https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md",
    },
    group: Group::Written,
    rule: |host| Box::new(Spec::new(host)),
    // The specification detects nothing.
    detect: Machine::explicit,
    without_choice: |_| None,
};

/// The first entry that matches.
#[derive(Debug)]
pub(super) struct Spec<'a> {
    host: &'a Platform,
}

impl<'a> Spec<'a> {
    pub fn new(host: &'a Host) -> Self {
        Self { host: &host.platform }
    }
}

impl Rule for Spec<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        let Some(platform) = entry.platform else {
            return Judgement::Accepted(Rank::new(0, 0), Grounds::NoRequirement);
        };
        let variants = [&self.host.variant, &platform.variant];
        let rejection = if platform.os != self.host.os {
            Rejection::Os
        } else if platform.architecture != self.host.architecture {
            Rejection::Architecture
        } else if variants.iter().all(|variant| !variant.is_empty()) && self.host.variant != platform.variant
        {
            Rejection::Variant
        } else if platform.os_features.iter().any(|feature| !self.host.os_features.contains(feature)) {
            Rejection::HostLacksFeatures
        } else {
            return Judgement::Accepted(Rank::new(0, 0), Grounds::Matches);
        };
        Judgement::Rejected(rejection)
    }

    fn error(&self, _: Format) -> String {
        "no entry matches; the specification does not say what a client does then".into()
    }

    fn accepts(&self, _: Entry<'_>, grounds: Grounds) -> String {
        match grounds {
            Grounds::NoRequirement => "it states no platform, and so nothing that the host could fail".into(),
            _ => "its platform is the one that is required".into(),
        }
    }

    fn wants(&self) -> String {
        super::crane::wants(self.host)
    }
}
