//! crane and ko: go-containerregistry.
//!
//! <https://github.com/google/go-containerregistry>: `pkg/v1/remote/index.go`, `childByPlatform` and
//! `matchesPlatform`.

use crate::image::platform::Platform;
use crate::select::candidate::Format;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::host::Host;
use crate::select::outcome::{Grounds, Rejection};
use crate::select::rule::{Entry, Judgement, Rank, Rule};

/// go-containerregistry.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "crane",
        name: "crane",
        tools: "crane, ko",
        version: "go-containerregistry v0.20",
        source: "https://github.com/google/go-containerregistry/blob/main/pkg/v1/remote/index.go",
    },
    group: Group::Copying,
    rule: |host| Box::new(Crane::new(host)),
    // `defaultPlatform` of `pkg/v1/remote/options.go`: it has no other one, wherever it runs.
    detect: |_| Platform::new("linux", "amd64"),
    without_choice: |_| None,
};

/// The first entry that has all that is asked for.
#[derive(Debug)]
pub(super) struct Crane<'a> {
    host: &'a Platform,
    /// What an entry without a platform counts as.
    default: Platform,
}

impl<'a> Crane<'a> {
    pub fn new(host: &'a Host) -> Self {
        Self { host: &host.platform, default: Platform::new("linux", "amd64") }
    }
}

/// Equal where `wanted` states something, features a subset; oras has the same rule.
pub(super) fn matches(platform: &Platform, wanted: &Platform) -> Result<(), Rejection> {
    let named = |wanted: &str, own: &str| wanted.is_empty() || wanted == own;
    if platform.os != wanted.os {
        Err(Rejection::Os)
    } else if platform.architecture != wanted.architecture {
        Err(Rejection::Architecture)
    } else if !named(&wanted.variant, &platform.variant) {
        Err(Rejection::Variant)
    } else if !named(&wanted.os_version, &platform.os_version) {
        Err(Rejection::OsVersion)
    } else if wanted.os_features.iter().any(|feature| !platform.os_features.contains(feature)) {
        Err(Rejection::EntryLacksFeatures)
    } else {
        Ok(())
    }
}

/// The version is compared as it is written; oras does the same.
pub(super) fn rejects(platform: &Platform, rejection: Rejection, host: &Platform) -> Option<String> {
    (rejection == Rejection::OsVersion).then(|| {
        let own = if platform.os_version.is_empty() { "nothing" } else { &platform.os_version };
        format!("its OS version is {own}, and {} is asked for, letter by letter", host.os_version)
    })
}

/// "arm64/v8 is asked for, letter by letter"
pub(super) fn wants(host: &Platform) -> String {
    match host.variant.as_str() {
        "" => format!("{} is asked for, letter by letter", host.architecture),
        variant => format!("{}/{variant} is asked for, letter by letter", host.architecture),
    }
}

/// "it is linux/arm64, as asked, and any variant will do"
pub(super) fn accepts(host: &Platform) -> String {
    let asked = format!("{}/{}", host.os, host.architecture);
    match host.variant.as_str() {
        "" => format!("it is for {asked}, as asked, and no variant is asked for, so any will do"),
        variant => format!("it is for {asked}/{variant}, as asked"),
    }
}

impl Rule for Crane<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        match matches(entry.platform.unwrap_or(&self.default), self.host) {
            Ok(()) if entry.platform.is_none() => {
                Judgement::Accepted(Rank::new(0, 0), Grounds::CountsAsAmd64)
            }
            Ok(()) => Judgement::Accepted(Rank::new(0, 0), Grounds::Matches),
            Err(_) if entry.platform.is_none() => Judgement::Rejected(Rejection::NoPlatform),
            Err(rejection) => Judgement::Rejected(rejection),
        }
    }

    fn error(&self, _: Format) -> String {
        // Platform.String of go-containerregistry.
        let Platform { os, architecture, variant, os_version, .. } = self.host;
        let mut platform = format!("{os}/{architecture}");
        for (sign, part) in [('/', variant), (':', os_version)] {
            if !part.is_empty() {
                platform.push(sign);
                platform.push_str(part);
            }
        }
        format!("no child with platform {platform} in index REF")
    }

    fn accepts(&self, _: Entry<'_>, grounds: Grounds) -> String {
        match grounds {
            Grounds::CountsAsAmd64 => "it states no platform, and crane counts that as linux/amd64".into(),
            _ => accepts(self.host),
        }
    }

    fn rejects(&self, platform: &Platform, rejection: Rejection) -> Option<String> {
        if rejection == Rejection::NoPlatform {
            return Some(
                "it states no platform, and crane counts that as linux/amd64, which is not what is asked for"
                    .into(),
            );
        }
        rejects(platform, rejection, self.host)
    }

    fn wants(&self) -> String {
        wants(self.host)
    }
}
