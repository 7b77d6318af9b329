//! regctl: regclient.
//!
//! <https://github.com/regclient/regclient>: `types/platform/compare.go` (`Compatible`, `Better`),
//! `types/platform/platform.go` (`normalize`), `types/platform/cpuinfo.go`, `types/descriptor/descriptor.go` (`DescriptorListSearch`).

use std::cmp::Ordering;

use crate::image::platform::Platform;
use crate::image::platform_normal::{self, Edition, Normal};
use crate::select::candidate::Format;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::go::{atoi, trim_v};
use crate::select::host::Host;
use crate::select::outcome::{Grounds, Rejection};
use crate::select::rule::{Contender, Entry, Judgement, Rank, Rule};

/// regclient.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "regctl",
        name: "regctl",
        tools: "regctl, regsync, regbot",
        version: "regclient v0.8 and later",
        source: "https://github.com/regclient/regclient/blob/main/types/platform/compare.go",
    },
    group: Group::Copying,
    rule: |host| Box::new(Regctl::new(host)),
    // It is a program of the machine itself; the engines are in its virtual machine.
    detect: |machine| Platform { os: machine.outer_os().into(), ..machine.detected() },
    without_choice: |_| None,
};

/// A platform under regclient's names: containerd's, but without lower case and without the rules for
/// v8.0 and v9.
fn normalize(platform: &Platform) -> Normal<'_> {
    platform_normal::normalize(platform, "", Edition::AsWritten)
}

/// A variant's number is its digits; what is no number counts 0.
fn number(variant: &str) -> i64 {
    atoi(trim_v(variant)).unwrap_or(0)
}

fn variant_compatible(host: &str, entry: &str) -> bool {
    let (host_number, entry_number) = (number(host), number(entry));
    host_number >= entry_number
        || (host_number == 1 && entry.is_empty())
        || (host.is_empty() && entry_number == 1)
}

/// `osVerSemver`: a version of four parts or more up to its third, one of fewer as it stands.
fn three_parts(version: &str) -> &str {
    version.match_indices('.').nth(2).and_then(|(at, _)| version.get(..at)).unwrap_or(version)
}

/// `semverCmp`: `other` against `one`, part by part. A version that goes on longer than `other` is the
/// greater one, but one that ends earlier is not the smaller one: the two are then held for equal.
fn compare_versions(one: &str, other: &str) -> Ordering {
    let mut others = other.split('.');
    for part in one.split('.') {
        let Some(other) = others.next() else { return Ordering::Greater };
        match (atoi(part), atoi(other)) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(part), Some(other)) if part != other => return part.cmp(&other),
            _ => {}
        }
    }
    Ordering::Equal
}

/// The rule for one host.
#[derive(Debug)]
pub(super) struct Regctl<'a> {
    platform: &'a Platform,
    host: Normal<'a>,
}

impl<'a> Regctl<'a> {
    pub fn new(host: &'a Host) -> Self {
        Self { platform: &host.platform, host: normalize(&host.platform) }
    }

    /// `Compatible`.
    fn compatible(&self, platform: &Platform) -> Result<(), Rejection> {
        let entry = normalize(platform);
        let host = &self.host;
        let os = match &*host.os {
            "windows" => matches!(&*entry.os, "windows" | "linux"),
            "darwin" => matches!(&*entry.os, "darwin" | "linux"),
            os => entry.os == os,
        };
        if !os {
            return Err(Rejection::Os);
        }
        if entry.architecture != host.architecture {
            return Err(Rejection::Architecture);
        }
        if !variant_compatible(&host.variant, &entry.variant) {
            return Err(Rejection::Variant);
        }
        let version = &self.platform.os_version;
        let version = match (&*host.os, &*entry.os) {
            ("windows", "windows") => {
                version.is_empty() || three_parts(version) == three_parts(&platform.os_version)
            }
            ("linux" | "freebsd" | "darwin" | "windows", _) => true,
            _ => {
                if self.platform.os_features != platform.os_features {
                    return Err(Rejection::HostLacksFeatures);
                }
                *version == platform.os_version
            }
        };
        if !version {
            return Err(Rejection::OsVersion);
        }
        // An entry must be better than none, which has neither os nor architecture. It always is, unless the
        // host lacks them too.
        let none = Platform::default();
        if host.architecture.is_empty() && self.compare(platform, &none) != Ordering::Less {
            return Err(Rejection::Architecture);
        }
        Ok(())
    }

    /// `Better`: the first difference that decides. Less is better.
    fn compare(&self, one: &Platform, other: &Platform) -> Ordering {
        let (one_normal, other_normal) = (normalize(one), normalize(other));
        if one_normal.os != other_normal.os {
            if one_normal.os == self.host.os {
                return Ordering::Less;
            }
            if other_normal.os == self.host.os {
                return Ordering::Greater;
            }
        }
        if one_normal.architecture != other_normal.architecture {
            if one_normal.architecture == self.host.architecture {
                return Ordering::Less;
            }
            if other_normal.architecture == self.host.architecture {
                return Ordering::Greater;
            }
        }
        if one_normal.variant != other_normal.variant {
            if one_normal.variant == self.host.variant {
                return Ordering::Less;
            }
            if other_normal.variant == self.host.variant {
                return Ordering::Greater;
            }
            match number(&other_normal.variant).cmp(&number(&one_normal.variant)) {
                Ordering::Equal => {}
                decided => return decided,
            }
        }
        let wanted = &self.platform.os_version;
        if one.os_version != other.os_version {
            if one.os_version == *wanted {
                return Ordering::Less;
            }
            if other.os_version == *wanted {
                return Ordering::Greater;
            }
            // `one` is the target and `other` the previous one in `Better`.
            return match compare_versions(&other.os_version, &one.os_version) {
                Ordering::Less => Ordering::Less,
                _ => Ordering::Equal,
            };
        }
        Ordering::Equal
    }
}

impl Rule for Regctl<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        match entry.platform.map(|platform| self.compatible(platform)) {
            Some(Ok(())) => Judgement::Accepted(Rank::new(0, 0), Grounds::Compatible),
            Some(Err(rejection)) => Judgement::Rejected(rejection),
            None => Judgement::Rejected(Rejection::NoPlatform),
        }
    }

    fn beats(&self, one: &Contender<'_>, other: &Contender<'_>) -> bool {
        match (one.entry.platform, other.entry.platform) {
            (Some(one), Some(other)) => self.compare(one, other) == Ordering::Less,
            _ => false,
        }
    }

    fn order(&self, one: &Contender<'_>, other: &Contender<'_>) -> Ordering {
        let key = |contender: &Contender<'_>| {
            let platform = contender.entry.platform?;
            let normal = normalize(platform);
            let parts: Vec<Option<i64>> = platform.os_version.split('.').map(atoi).collect();
            // What is better is greater.
            Some((
                normal.os == self.host.os,
                normal.variant == self.host.variant,
                number(&normal.variant),
                platform.os_version == self.platform.os_version,
                parts,
            ))
        };
        key(other).cmp(&key(one))
    }

    fn error(&self, _: Format) -> String {
        let Normal { os, architecture, variant } = &self.host;
        let mut platform = if os.is_empty() { "unknown".to_owned() } else { format!("{os}/{architecture}") };
        if !os.is_empty() && !variant.is_empty() {
            platform.push('/');
            platform.push_str(variant);
        }
        format!("platform not found: {platform}")
    }

    fn accepts(&self, entry: Entry<'_>, _: Grounds) -> String {
        let Some(platform) = entry.platform else { return String::new() };
        let normal = normalize(platform);
        let host = label(&self.host.architecture, &self.host.variant);
        let own = label(&normal.architecture, &normal.variant);
        let mut sentence = if normal.variant == self.host.variant {
            format!("it is for {own}, just what the host is")
        } else {
            format!("a host of {host} can run {own}, and of those the highest variant is the best")
        };
        if normal.os != self.host.os {
            sentence = format!(
                "{sentence}; a {} host also runs {} images, in a virtual machine",
                self.host.os, normal.os
            );
        } else if self.host.os == "windows" {
            sentence.push_str("; of several Windows versions the host's own is the best, then the highest");
        }
        sentence
    }

    fn wants(&self) -> String {
        let host = label(&self.host.architecture, &self.host.variant);
        format!(
            "a host of {host} takes {} with a variant number no higher than its own",
            self.host.architecture
        )
    }
}

fn label(architecture: &str, variant: &str) -> String {
    if variant.is_empty() { architecture.to_owned() } else { format!("{architecture}/{variant}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_regclient_compares_them() {
        use Ordering::{Equal, Greater, Less};
        for (one, other, expected) in [
            ("10.0.20348.5", "10.0.20348.10", Less), // by number, not by text
            ("10.0.20348.5", "10.0.20348", Greater), // goes on longer
            ("10.0.20348", "10.0.20348.5", Equal),   // ends earlier: the loop simply ends
            ("10.x", "10.1", Less),                  // what is no number is below every number
            ("10.1", "10.x", Greater),
            ("10.x", "10.y", Equal), // and two of them end the comparison
            ("", "", Equal),
        ] {
            assert_eq!(compare_versions(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn variants_compare_by_their_digits() {
        assert!(variant_compatible("v3", "v2"));
        assert!(variant_compatible("v3", ""));
        assert!(variant_compatible("", "v1")); // one side 1, the other absent
        assert!(variant_compatible("", "v8.5")); // v8.5 is no number, so it counts 0
        assert!(!variant_compatible("", "v2"));
        assert!(!variant_compatible("v2", "v3"));
    }

    #[test]
    fn a_version_of_two_or_three_parts_stands_as_it_is() {
        assert_eq!(three_parts("10.0.20348.1547"), "10.0.20348");
        assert_eq!(three_parts("10.0.20348"), "10.0.20348");
        assert_eq!(three_parts("10.0"), "10.0"); // and so equals 10.0 alone
    }
}
