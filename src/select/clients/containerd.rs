//! containerd, and everything that pulls through its platform matcher.
//!
//! <https://github.com/containerd/platforms>: `compare.go` (what a host accepts, best first), `database.go`
//! (normalization), `platform_windows_compat.go` (`os.version`), `defaults_unix.go`, `defaults_windows.go` and
//! `cpuinfo_linux.go` (what it finds on a machine), and
//! <https://github.com/containerd/containerd>: `core/images/image.go`, `Manifest` (nil last, its config
//! decides, no way back).

use std::cmp::Ordering;

use crate::image::platform::Platform;
use crate::image::platform_normal::{Normal, normalize};
use crate::select::candidate::Format;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::go::atoi;
use crate::select::host::{Form, Host};
use crate::select::hosts::Machine;
use crate::select::outcome::{Grounds, Rejection};
use crate::select::rule::{Contender, Entry, Judgement, Rank, Rule};
use crate::select::sentence;
use crate::select::windows::Release;

use super::steps::{Generation, Step, accepted, itself, label};

/// containerd 2.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "containerd",
        name: "containerd",
        tools: "containerd and ctr, BuildKit, Docker with the containerd image store",
        version: "containerd 2, platforms v1.0.0-rc.5",
        source: "https://github.com/containerd/platforms/blob/v1.0.0-rc.5/compare.go",
    },
    group: Group::Runtimes,
    rule: |host| Box::new(Containerd::new(host, Generation::Two)),
    detect: Machine::detected,
    without_choice: |_| None,
};

/// containerd where it is asked for the very platform, without fallbacks.
pub(super) const STRICT: ClientDef = ClientDef {
    profile: Profile {
        id: "containerd-strict",
        name: "containerd, strict",
        tools: "Kubernetes on containerd 2.1 and later (the transfer service), nerdctl",
        version: "containerd 2.1 and later, platforms v1.0.0-rc.5",
        source: "https://github.com/containerd/containerd/blob/main/core/transfer/image/imagestore.go",
    },
    group: Group::Older,
    rule: |host| Box::new(Containerd::new(host, Generation::Strict)),
    ..CURRENT
};

/// containerd 1.6 and 1.7.
pub(super) const ONE: ClientDef = ClientDef {
    profile: Profile {
        id: "containerd-1",
        name: "containerd 1",
        tools: "containerd 1.6 and 1.7, Kubernetes on them",
        version: "containerd 1.6 and 1.7",
        source: "https://github.com/containerd/containerd/blob/release/1.7/platforms/compare.go",
    },
    group: Group::Older,
    rule: |host| Box::new(Containerd::new(host, Generation::One)),
    ..CURRENT
};

/// containerd's rule for one host.
#[derive(Debug)]
pub(super) struct Containerd<'a> {
    generation: Generation,
    own_os: &'a str,
    os: String,
    host: Normal<'a>,
    steps: Vec<Step>,
    version: &'a str,
    release: Option<Release>,
    features: Vec<&'a str>,
    /// The matcher of a Windows machine that nobody asked for a platform: `platforms.Default`. It takes the
    /// machine's own architecture alone, and of what matches the highest version.
    newest: bool,
}

impl<'a> Containerd<'a> {
    pub fn new(host: &'a Host, generation: Generation) -> Self {
        let normal = normalize(&host.platform, &host.own_os, generation.edition());
        let newest = host.form == Form::Default
            && host.own_os == "windows"
            && matches!(generation, Generation::Two | Generation::One);
        let itself = || vec![itself(&normal)];
        let steps = if newest { itself() } else { accepted(&normal, generation) };
        Self {
            generation,
            own_os: &host.own_os,
            os: normal.os.clone().into_owned(),
            host: normal,
            steps,
            version: &host.platform.os_version,
            release: Release::read(&host.platform.os_version),
            features: host.platform.os_features.iter().map(String::as_str).collect(),
            newest,
        }
    }

    /// The judgement of an entry that states a platform.
    pub fn judge_platform(&self, platform: &Platform) -> Judgement {
        let entry = normalize(platform, self.own_os, self.generation.edition());
        if entry.os != self.os {
            return Judgement::Rejected(Rejection::Os);
        }
        let Some(place) = self.place(&entry.architecture, &entry.variant) else {
            let same = self.steps.iter().any(|step| step.architecture() == entry.architecture);
            return Judgement::Rejected(if same { Rejection::Variant } else { Rejection::Architecture });
        };
        if self.os == "windows" && !self.accepts_version(&platform.os_version) {
            return Judgement::Rejected(Rejection::OsVersion);
        }
        match self.features_within(&platform.os_features) {
            Some(count) => Judgement::Accepted(Rank::new(place, count), Grounds::Listed(place)),
            None => Judgement::Rejected(Rejection::HostLacksFeatures),
        }
    }

    /// The place of a platform in the list of what the host accepts, from 0.
    fn place(&self, architecture: &str, variant: &str) -> Option<u64> {
        let mut before = 0_u64;
        for step in &self.steps {
            if let Some(place) = step.place(architecture, variant) {
                return Some(before.saturating_add(place));
            }
            before = before.saturating_add(step.len());
        }
        None
    }

    /// The Windows rule of this generation, for an entry's `os.version`.
    fn accepts_version(&self, entry: &str) -> bool {
        match self.generation {
            Generation::Two | Generation::Strict => match self.release {
                None => true,
                Some(_) if entry.is_empty() => true,
                Some(host) => host.runs(Release::read(entry).unwrap_or_default()),
            },
            // Only the matcher that is built for Windows looks at the version.
            Generation::One | Generation::Docker20 => {
                self.own_os != "windows" || entry.starts_with(three_parts(self.version))
            }
        }
    }

    /// How many features the entry states, if the host has those that count.
    ///
    /// On Windows `win32k` is not asked of the host, and still puts an entry before one without it.
    fn features_within(&self, entry: &[String]) -> Option<u64> {
        if matches!(self.generation, Generation::One | Generation::Docker20) {
            return Some(0);
        }
        let is_there = |feature: &String| {
            (self.os == "windows" && feature == "win32k") || self.features.contains(&feature.as_str())
        };
        if entry.iter().all(is_there) { u64::try_from(entry.len()).ok() } else { None }
    }

    /// `windowsMatchComparer.Less`: the higher version before the lower, as texts; in containerd 1 by the fourth
    /// part alone.
    fn newer(&self, one: Entry<'_>, other: Entry<'_>) -> Ordering {
        fn version<'e>(entry: Entry<'e>) -> &'e str {
            entry.platform.map_or("", |platform| platform.os_version.as_str())
        }
        let (one, other) = (version(one), version(other));
        if self.generation == Generation::One {
            let revision = |version: &str| version.split('.').nth(3).and_then(atoi).unwrap_or(0);
            return revision(other).cmp(&revision(one));
        }
        other.cmp(one)
    }

    /// What the host accepts, best first, at most `limit` of them; and how many there are.
    fn names(&self, limit: usize) -> (Vec<String>, u64) {
        let total = self.steps.iter().fold(0_u64, |sum, step| sum.saturating_add(step.len()));
        (self.steps.iter().flat_map(Step::names).take(limit).collect(), total)
    }

    /// "arm64 host: arm/v7 is its third choice, after arm64 and arm/v8".
    pub fn tell_place(&self, platform: &Platform, place: u64) -> String {
        let entry = normalize(platform, self.own_os, self.generation.edition());
        let name = label(&entry.architecture, &entry.variant);
        let written = label(&platform.architecture, &platform.variant);
        let as_written = if name == written { String::new() } else { format!(" (written {written})") };
        let before = usize::try_from(place).unwrap_or(usize::MAX);
        let (names, _) = self.names(before.min(3));
        let after = match before {
            0 => String::new(),
            _ => format!(", after {}", sentence::list(&names, place)),
        };
        let counts = matches!(self.generation, Generation::Two | Generation::Strict) && !self.newest;
        let features = if counts && !platform.os_features.is_empty() {
            ", and stating OS features puts it before the same platform with fewer"
        } else {
            ""
        };
        let newest = if self.newest { ", and of several the highest OS version is taken" } else { "" };
        format!(
            "{} host: {name}{as_written} is its {} choice{after}{features}{newest}",
            label(&self.host.architecture, &self.host.variant),
            sentence::ordinal(place.saturating_add(1)),
        )
    }

    /// "an arm64 host takes arm64, arm/v8, arm/v7 and 2 more".
    pub fn tell_wants(&self) -> String {
        let host = label(&self.host.architecture, &self.host.variant);
        let (names, total) = self.names(6);
        if total == 0 {
            return format!("{host} is not a variant that it knows, so it takes nothing at all for it");
        }
        format!("for a host of {host} it takes {} only", sentence::list(&names, total))
    }
}

impl Rule for Containerd<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        match entry.platform {
            Some(platform) => self.judge_platform(platform),
            None => Judgement::Accepted(Rank::new(Rank::LAST, 0), Grounds::LastResort),
        }
    }

    fn beats(&self, one: &Contender<'_>, other: &Contender<'_>) -> bool {
        self.order(one, other).is_lt()
    }

    fn order(&self, one: &Contender<'_>, other: &Contender<'_>) -> Ordering {
        if !self.newest {
            return one.rank.cmp(&other.rank);
        }
        one.rank.class.cmp(&other.rank.class).then_with(|| self.newer(one.entry, other.entry))
    }

    fn reads_config(&self) -> bool {
        true
    }

    fn error(&self, _: Format) -> String {
        "no match for platform in manifest: not found".into()
    }

    fn accepts(&self, entry: Entry<'_>, grounds: Grounds) -> String {
        match (entry.platform, grounds) {
            (Some(platform), Grounds::Listed(place)) => self.tell_place(platform, place),
            _ => "it states no platform, so it is the last resort, and its config decides".into(),
        }
    }

    fn wants(&self) -> String {
        self.tell_wants()
    }
}

/// `os.version` up to its third part, as containerd 1 compares it.
fn three_parts(version: &str) -> &str {
    version.match_indices('.').nth(2).and_then(|(at, _)| version.get(..at)).unwrap_or(version)
}
