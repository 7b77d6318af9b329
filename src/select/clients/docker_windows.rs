//! Docker Engine with its classic image store, on Windows: another rule than on Linux.
//!
//! <https://github.com/moby/moby>: `daemon/internal/distribution/pull_v2_windows.go`, `filterManifests`,
//! `manifestsByVersion` and `checkImageCompatibility`; in 20.10 `distribution/pull_v2_windows.go`, which does
//! the same.

use std::borrow::Cow;

use super::docker_linux::error;
use crate::image::platform::Platform;
use crate::image::platform_normal::{Edition, normalize};
use crate::select::candidate::Format;
use crate::select::go;
use crate::select::host::{Form, Host};
use crate::select::outcome::{Grounds, Outcome, Rejection};
use crate::select::rule::{Entry, Judgement, Rank, Rule};
use crate::select::windows::{self, Release};

/// Entries of the daemon's own architecture whose build is not newer than the host's. Those of the host's very
/// build come first; of the others, the first in the index.
#[derive(Debug)]
pub(super) struct DockerWindows<'a> {
    host: &'a Host,
    release: Release,
    /// The daemon's own, by GOARCH's name.
    architecture: Cow<'a, str>,
}

/// The rule for a daemon on Windows.
pub(super) fn rule(host: &Host) -> Box<dyn Rule + '_> {
    Box::new(DockerWindows::new(host))
}

/// What is told where Docker's rule on such a host is not known here; `None` where it is.
pub(super) fn not_modelled(host: &Host) -> Option<Outcome> {
    let why = match host.own_os.as_str() {
        "linux" => None,
        "windows" if Release::read(&host.platform.os_version).is_some() => None,
        "windows" => Some(
            "Docker on Windows goes by the host's build, and that is not stated. Write it, as in \
             windows(10.0.26200)/amd64.",
        ),
        _ => Some(
            "No Docker daemon for this system is modelled here. Docker Desktop runs its daemon in a Linux machine: \
             choose a Linux host for that.",
        ),
    };
    why.map(Outcome::NotModelled)
}

impl<'a> DockerWindows<'a> {
    pub fn new(host: &'a Host) -> Self {
        let release = Release::read(&host.platform.os_version).unwrap_or_default();
        let architecture = normalize(&host.platform, &host.own_os, Edition::Current).architecture;
        Self { host, release, architecture }
    }

    /// 0 for an entry of the host's build, 1 for another one of Windows, 2 for what is not for Windows.
    fn class(&self, platform: &Platform) -> u64 {
        let Release { major, minor, build } = self.release;
        match platform.os.eq_ignore_ascii_case("windows") {
            true if platform.os_version.starts_with(&format!("{major}.{minor}.{build}.")) => 0,
            true => 1,
            false => 2,
        }
    }

    /// Whether the third part of a version is a build above the host's; what can't be read is none.
    fn is_newer(&self, os_version: &str) -> bool {
        let build = os_version.split('.').nth(2).and_then(go::atoi);
        build.is_some_and(|build| build > i64::from(self.release.build))
    }
}

impl Rule for DockerWindows<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        let Some(platform) = entry.platform.filter(|platform| !platform.is_empty()) else {
            return Judgement::Rejected(Rejection::NoPlatform);
        };
        if platform.architecture != self.architecture {
            return Judgement::Rejected(Rejection::Architecture);
        }
        // The os that is asked for stands for the entry's own.
        let os = if self.host.form == Form::Explicit { &self.host.platform.os } else { &platform.os };
        if !os.eq_ignore_ascii_case("windows") {
            return Judgement::Rejected(Rejection::Os);
        }
        let class = self.class(platform);
        if class < 2 && self.is_newer(&platform.os_version) {
            return Judgement::Rejected(Rejection::OsVersion);
        }
        Judgement::Accepted(Rank::new(class, 0), Grounds::Listed(class))
    }

    fn error(&self, _: Format) -> String {
        error(self.host)
    }

    fn accepts(&self, entry: Entry<'_>, grounds: Grounds) -> String {
        let version = entry.platform.map_or("", |platform| platform.os_version.as_str());
        let host = windows::named(&self.host.platform.os_version);
        match grounds {
            Grounds::Listed(0) => format!("it is for {}, the host's own build", windows::named(version)),
            Grounds::Listed(1) if version.is_empty() => {
                "it states no OS version, and Docker on Windows takes it as it would take an older build".into()
            }
            Grounds::Listed(1) => format!(
                "it is for {}, and no newer than the host's {host}: without an entry of the host's own build, \
                 Docker on Windows takes the first such one in the index, not the nearest",
                windows::named(version)
            ),
            _ => "it is not for Windows, and Docker on Windows, asked for windows, takes it where nothing else is \
                  left; it does not run there"
                .into(),
        }
    }

    fn wants(&self) -> String {
        format!("Docker on Windows takes entries for {} only", self.architecture)
    }
}

#[cfg(test)]
mod tests {
    use crate::select::{Candidate, Candidates, Client, DistinctEntries, Outcome, hosts};

    fn index(texts: &[&str]) -> Candidates {
        let entry = |text: &&str| Candidate { platform: text.parse().ok(), ..Candidate::default() };
        Candidates { entries: texts.iter().map(entry).collect(), ..Candidates::default() }
    }

    fn takes(host: &str, entries: &[&str]) -> Result<usize, String> {
        let index = index(entries);
        let host = hosts::entered(host, &index).map_err(|error| error.to_string())?;
        let told =
            [Client::Docker, Client::Docker20].map(|client| DistinctEntries::new(&index).pick(client, &host));
        assert_eq!(told[0], told[1], "its older versions do the same");
        match &told[0] {
            Outcome::Picked(path) => Ok(path[0]),
            Outcome::Failed(error) => Err(error.clone()),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn the_first_entry_that_is_not_newer_is_taken() {
        const LIST: [&str; 4] = [
            "linux/amd64",
            "windows(10.0.17763.5576)/amd64",
            "windows(10.0.20348.2340)/amd64",
            "windows(10.0.26100.1742)/amd64",
        ];
        for (host, entries, expected, reason) in [
            ("windows(10.0.22631)/amd64", &LIST[..], Ok(1), "the first, and not the nearest"),
            ("windows(10.0.20348)/amd64", &LIST, Ok(2), "its own build comes before the first"),
            ("windows(10.0.20348.1)/amd64", &LIST, Ok(2), "the monthly part does not count"),
            ("windows(10.0.26100)/amd64", &LIST[..3], Ok(1), "none of its own"),
            ("windows(10.0.14393)/amd64", &LIST[1..], Err(()), "all are newer"),
            ("windows(10.0.14393)/amd64", &LIST, Ok(0), "asked for windows, what is left"),
            ("windows(10.0.26200)/arm64", &LIST, Err(()), "another architecture"),
            (
                "windows(10.0.20348)/amd64",
                &["windows(10.0.20348)/amd64"],
                Ok(0),
                "three parts are of Windows",
            ),
            (
                "windows(10.0.20348)/amd64",
                &["windows(10.0.17763.1)/amd64", "windows(10.0.20348)/amd64"],
                Ok(0),
                "and not of the very build, for want of the dot after it",
            ),
            ("windows(10.0.17763)/amd64", &["windows/amd64"], Ok(0), "no version is no newer"),
            ("windows(10.0.17763)/amd64", &["windows(10.0)/amd64"], Ok(0), "nor are two parts"),
            ("windows(10.0.17763)/amd64", &["?/?"], Err(()), "nothing is stated"),
            (
                "windows(10.0.17763)/x86_64",
                &["windows/amd64"],
                Ok(0),
                "the daemon has GOARCH's name for itself",
            ),
            ("windows(10.0.17763)/amd64", &["windows/AMD64"], Err(()), "letter by letter"),
        ] {
            assert_eq!(takes(host, entries).map_err(|_| ()), expected, "{reason}");
        }
        let error = takes("windows(10.0.14393)/amd64", &LIST[1..]).unwrap_err();
        assert_eq!(error, "no matching manifest for windows(10.0.14393)/amd64 in the manifest list entries");
    }

    #[test]
    fn what_is_not_known_here_is_told_as_that() {
        let entries = index(&["linux/arm64", "darwin/arm64", "windows(10.0.20348.1)/amd64"]);
        let pick = |host: &str, client| {
            let host = hosts::entered(host, &entries).unwrap();
            DistinctEntries::new(&entries).pick(client, &host)
        };
        for client in [Client::Docker, Client::Docker20] {
            for host in ["darwin/arm64", "freebsd/amd64", "windows/amd64", "windows(x)/amd64"] {
                assert!(matches!(pick(host, client), Outcome::NotModelled(_)), "{client} {host}");
            }
        }
        assert_eq!(pick("darwin/arm64", Client::Containerd), Outcome::Picked(vec![1]));
        assert_eq!(pick("linux/arm64", Client::Docker), Outcome::Picked(vec![0]));
    }
}
