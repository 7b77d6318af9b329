//! containerd, and everything that pulls through its platform matcher.
//!
//! <https://github.com/containerd/platforms>: `compare.go` (what a host accepts, best first), `database.go`
//! (normalization), `platform_windows_compat.go` (`os.version`), and
//! <https://github.com/containerd/containerd>: `core/images/image.go`, `Manifest` (nil last, its config
//! decides, no way back).

use std::borrow::Cow;
use std::cmp::Ordering;

use super::candidate::Format;
use super::go::{atoi, to_lower, trim_v};
use super::host::{Form, Host};
use super::rule::{Contender, Entry, Judgement, Rank, Rule};
use super::selection::{Grounds, Rejection};
use super::sentence;
use super::windows::Release;
use crate::image::platform::Platform;

/// Which of containerd's matchers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// containerd 2, platforms v1.0.0-rc.5: `platforms.Only`.
    Two,
    /// The same matcher, asked for the host's platform alone: `platforms.Ordered`.
    Strict,
    /// containerd 1.6 and 1.7.
    One,
    /// containerd 1.3, which Docker 20.10 carries: fallbacks within arm only.
    Docker20,
}

/// A platform under containerd's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Normal<'a> {
    pub os: Cow<'a, str>,
    pub architecture: Cow<'a, str>,
    pub variant: Cow<'a, str>,
}

/// One or more platforms in the list of what a host accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// This variant.
    One(String, String),
    /// `v` and each number from the first down to the second. A hostile variant such as v999999999 makes
    /// a list of that length in containerd; here it stays two numbers.
    Down(&'static str, i64, i64),
}

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
        let normal = normalize(&host.platform, &host.own_os, generation);
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
        let entry = normalize(platform, self.own_os, self.generation);
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
        let had = |feature: &String| {
            (self.os == "windows" && feature == "win32k") || self.features.contains(&feature.as_str())
        };
        if entry.iter().all(had) { u64::try_from(entry.len()).ok() } else { None }
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
        let entry = normalize(platform, self.own_os, self.generation);
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

impl Step {
    fn architecture(&self) -> &str {
        match self {
            Self::One(architecture, _) => architecture,
            Self::Down(architecture, ..) => architecture,
        }
    }

    fn len(&self) -> u64 {
        match self {
            Self::One(..) => 1,
            Self::Down(_, from, to) => u64::try_from(from.saturating_sub(*to).saturating_add(1)).unwrap_or(0),
        }
    }

    fn place(&self, architecture: &str, variant: &str) -> Option<u64> {
        if self.architecture() != architecture {
            return None;
        }
        match self {
            Self::One(_, own) => (own == variant).then_some(0),
            Self::Down(_, from, to) => {
                let digits = variant.strip_prefix('v')?;
                // v07 is not v7: containerd compares the texts.
                let number =
                    if digits.starts_with('0') { None } else { super::go::parse_uint::<i64>(digits) }?;
                if number > *from || number < *to {
                    return None;
                }
                u64::try_from(from.saturating_sub(number)).ok()
            }
        }
    }

    fn names(&self) -> Box<dyn Iterator<Item = String> + '_> {
        match self {
            Self::One(architecture, variant) => Box::new(std::iter::once(label(architecture, variant))),
            Self::Down(architecture, from, to) => {
                Box::new((*to..=*from).rev().map(move |number| format!("{architecture}/v{number}")))
            }
        }
    }
}

fn label(architecture: &str, variant: &str) -> String {
    if variant.is_empty() { architecture.to_owned() } else { format!("{architecture}/{variant}") }
}

/// `os.version` up to its third part, as containerd 1 compares it.
fn three_parts(version: &str) -> &str {
    version.match_indices('.').nth(2).and_then(|(at, _)| version.get(..at)).unwrap_or(version)
}

/// `platforms.Normalize`.
pub(super) fn normalize<'a>(platform: &'a Platform, own_os: &'a str, generation: Generation) -> Normal<'a> {
    let os = if platform.os.is_empty() { Cow::Borrowed(own_os) } else { to_lower(&platform.os) };
    let os = if os == "macos" { Cow::Borrowed("darwin") } else { os };
    let architecture = to_lower(&platform.architecture);
    let variant = to_lower(&platform.variant);
    let knows_nine = matches!(generation, Generation::Two | Generation::Strict);
    let (architecture, variant) = match &*architecture {
        "i386" => (Cow::Borrowed("386"), Cow::Borrowed("")),
        "x86_64" | "x86-64" | "amd64" => {
            (Cow::Borrowed("amd64"), if variant == "v1" { Cow::Borrowed("") } else { variant })
        }
        "aarch64" | "arm64" => {
            let variant = match &*variant {
                "8" | "v8" => Cow::Borrowed(""),
                "v8.0" if knows_nine => Cow::Borrowed(""),
                "9" | "9.0" | "v9.0" if knows_nine => Cow::Borrowed("v9"),
                _ => variant,
            };
            (Cow::Borrowed("arm64"), variant)
        }
        "armhf" => (Cow::Borrowed("arm"), Cow::Borrowed("v7")),
        "armel" => (Cow::Borrowed("arm"), Cow::Borrowed("v6")),
        "arm" => {
            let variant = match &*variant {
                "" | "7" => Cow::Borrowed("v7"),
                "5" => Cow::Borrowed("v5"),
                "6" => Cow::Borrowed("v6"),
                "8" => Cow::Borrowed("v8"),
                _ => variant,
            };
            (Cow::Borrowed("arm"), variant)
        }
        _ => (architecture, variant),
    };
    Normal { os, architecture, variant }
}

fn itself(host: &Normal<'_>) -> Step {
    Step::One(host.architecture.clone().into_owned(), host.variant.clone().into_owned())
}

/// `platformVector`: what a host accepts, best first.
fn accepted(host: &Normal<'_>, generation: Generation) -> Vec<Step> {
    let itself = itself(host);
    match (&*host.architecture, generation) {
        ("arm", Generation::Two | Generation::One | Generation::Docker20) => arm(&host.variant),
        ("amd64", Generation::Two | Generation::One) => {
            let mut steps = vec![itself];
            if let Some(level) = atoi(trim_v(&host.variant)).filter(|&level| level > 1) {
                steps.push(Step::Down("amd64", level - 1, 2));
                // The last of them, v1, is the plain one.
                steps.push(Step::One("amd64".into(), String::new()));
            }
            steps.push(Step::One("386".into(), String::new()));
            steps
        }
        ("arm64", Generation::Two) => arm64(&host.variant),
        ("arm64", Generation::One) => {
            let variant = if host.variant.is_empty() { "v8" } else { &host.variant };
            let mut steps = vec![itself];
            steps.extend(arm(variant));
            steps
        }
        _ => vec![itself],
    }
}

fn arm(variant: &str) -> Vec<Step> {
    let mut steps = vec![Step::One("arm".into(), variant.to_owned())];
    if let Some(version) = atoi(trim_v(variant)).filter(|&version| version > 5) {
        steps.push(Step::Down("arm", version - 1, 5));
    }
    steps
}

/// `arm64variantToVersion` and what is made of it: v9.m carries v8.(m+5), up to v8.9.
fn arm64(variant: &str) -> Vec<Step> {
    let known = match variant {
        "" => Some((8, 0)),
        "v9" => Some((9, 0)),
        _ => match variant.as_bytes() {
            [b'v', b'8', b'.', minor @ b'1'..=b'9'] => Some((8, minor - b'0')),
            [b'v', b'9', b'.', minor @ b'1'..=b'7'] => Some((9, minor - b'0')),
            _ => None,
        },
    };
    let Some((major, minor)) = known else { return Vec::new() };
    let mut steps = Vec::new();
    let mut line = |major: u8, minor: u8| {
        for minor in (1..=minor).rev() {
            steps.push(Step::One("arm64".into(), format!("v{major}.{minor}")));
        }
        let plain = if major == 8 { String::new() } else { format!("v{major}") };
        steps.push(Step::One("arm64".into(), plain));
    };
    line(major, minor);
    if major == 9 {
        line(8, (minor + 5).min(9));
    }
    steps.extend(arm("v8"));
    steps
}
