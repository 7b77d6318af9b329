//! Docker Engine with its classic image store: the rule of the daemon on Linux, also for a Windows platform
//! that is asked of it. That of the daemon on Windows is [another](super::docker_windows).
//!
//! <https://github.com/moby/moby>: `daemon/internal/distribution/pull_v2_unix.go`, `filterManifests`, and
//! `pull_v2.go`, `pullManifestList` (indexes inside, the error); in 20.10 `distribution/pull_v2_unix.go`.

use super::containerd::Containerd;
use super::steps::Generation;
use crate::image::platform::Platform;
use crate::image::platform_normal::{Edition, normalize};
use crate::select::candidate::Format;
use crate::select::host::{Form, Host};
use crate::select::outcome::{Grounds, Rejection};
use crate::select::rule::{Entry, Judgement, Rank, Rule};

/// Docker Engine 23 and later: containerd's matcher, and an entry without a platform is taken unseen.
#[derive(Debug)]
pub(super) struct Docker<'a> {
    matcher: Containerd<'a>,
    host: &'a Host,
}

impl<'a> Docker<'a> {
    pub fn new(host: &'a Host) -> Self {
        Self { matcher: Containerd::new(host, Generation::Two), host }
    }
}

impl Rule for Docker<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        match entry.platform {
            Some(platform) if !platform.is_empty() => self.matcher.judge_platform(platform),
            _ => Judgement::Accepted(Rank::new(Rank::LAST, 0), Grounds::LastResort),
        }
    }

    fn error(&self, _: Format) -> String {
        error(self.host)
    }

    fn accepts(&self, entry: Entry<'_>, grounds: Grounds) -> String {
        match (entry.platform, grounds) {
            (Some(platform), Grounds::Listed(place)) => self.matcher.tell_place(platform, place),
            _ => "it states no platform, so it is the last resort, and is taken without a look at its config"
                .into(),
        }
    }

    fn wants(&self) -> String {
        self.matcher.tell_wants()
    }
}

/// Docker Engine 20.10: variants of arm only, and any arm entry at all for an arm host that would go without.
#[derive(Debug)]
pub(super) struct Docker20<'a> {
    matcher: Containerd<'a>,
    host: &'a Host,
    /// The operating system of an arm host, under its normal name; `None` for another host.
    arm_os: Option<String>,
}

impl<'a> Docker20<'a> {
    pub fn new(host: &'a Host) -> Self {
        let normal = normalize(&host.platform, &host.own_os, Edition::WithoutMinors);
        let arm_os = (normal.architecture == "arm").then(|| normal.os.into_owned());
        Self { matcher: Containerd::new(host, Generation::Docker20), host, arm_os }
    }
}

impl Rule for Docker20<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        // An entry without a platform is an empty one here, and an empty os is the daemon's own.
        let none = Platform::default();
        let platform = entry.platform.unwrap_or(&none);
        match self.matcher.judge_platform(platform) {
            Judgement::Rejected(_)
                if self.arm_os.as_ref() == Some(&platform.os) && platform.architecture == "arm" =>
            {
                // Looked for only where nothing matches; after every match that comes to the same.
                Judgement::Accepted(Rank::new(Rank::LAST, 0), Grounds::AnyArm)
            }
            Judgement::Rejected(_) if platform.is_empty() => Judgement::Rejected(Rejection::NoPlatform),
            judgement => judgement,
        }
    }

    fn error(&self, _: Format) -> String {
        error(self.host)
    }

    fn accepts(&self, entry: Entry<'_>, grounds: Grounds) -> String {
        match (entry.platform, grounds) {
            (Some(platform), Grounds::Listed(place)) => self.matcher.tell_place(platform, place),
            _ => "it is for arm, and Docker 20.10 takes any arm entry, whatever its variant, when nothing matches".into(),
        }
    }

    fn wants(&self) -> String {
        self.matcher.tell_wants()
    }
}

/// `noMatchesErr`: the platform as it was asked for, or the machine's plain one.
pub(super) fn error(host: &Host) -> String {
    let Platform { os, architecture, variant, os_version, .. } = &host.platform;
    let mut platform = if os_version.is_empty() { os.clone() } else { format!("{os}({os_version})") };
    // What Docker detects of an amd64 processor it does not say here.
    let variant = if host.form == Form::Default && architecture == "amd64" { "" } else { variant };
    for part in [architecture.as_str(), variant] {
        if !part.is_empty() {
            platform.push('/');
            platform.push_str(part);
        }
    }
    format!("no matching manifest for {platform} in the manifest list entries")
}
