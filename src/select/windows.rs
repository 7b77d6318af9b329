//! Windows builds: which release one is, and which builds a host's release runs.

use super::go::parse_uint;

/// The releases of Windows that container images are made for or run on, by build. A build is the third part
/// of an `os.version`.
///
/// <https://learn.microsoft.com/en-us/windows/release-health/windows-server-release-info>,
/// <https://learn.microsoft.com/en-us/windows/release-health/release-information> and
/// <https://learn.microsoft.com/en-us/windows/release-health/windows11-release-information>
const NAMES: [(u16, &str); 21] = [
    (10240, "Windows 10, version 1507"),
    (10586, "Windows 10, version 1511"),
    (14393, "Windows Server 2016"),
    (15063, "Windows 10, version 1703"),
    (16299, "Windows Server, version 1709"),
    (17134, "Windows Server, version 1803"),
    (17763, "Windows Server 2019"),
    (18362, "Windows Server, version 1903"),
    (18363, "Windows Server, version 1909"),
    (19041, "Windows Server, version 2004"),
    (19042, "Windows Server, version 20H2"),
    (19043, "Windows 10, version 21H1"),
    (19044, "Windows 10, version 21H2"),
    (19045, "Windows 10, version 22H2"),
    (20348, "Windows Server 2022"),
    (22000, "Windows 11, version 21H2"),
    (22621, "Windows 11, version 22H2"),
    (22631, "Windows 11, version 23H2"),
    (25398, "Windows Server, version 23H2"),
    (26100, "Windows Server 2025"),
    (26200, "Windows 11, version 25H2"),
];

/// The name of the release that an `os.version` such as `10.0.20348.1547` is a build of.
#[must_use]
pub fn name(os_version: &str) -> Option<&'static str> {
    let release = Release::read(os_version)?;
    if (release.major, release.minor) != (10, 0) {
        return None;
    }
    NAMES.iter().find(|(build, _)| *build == release.build).map(|&(_, name)| name)
}

/// `Windows Server 2022 (10.0.20348.1547)`, or the version alone where it has no name.
#[must_use]
pub fn named(os_version: &str) -> String {
    match name(os_version) {
        Some(name) => format!("{name} ({os_version})"),
        None => os_version.to_owned(),
    }
}

/// The first three parts of an `os.version`, as containerd reads them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Release {
    pub major: u8,
    pub minor: u8,
    pub build: u16,
}

/// The releases with a stable interface to their containers, in ascending order.
const LONG_TERM: [u16; 2] = [20348, 26100];

impl Release {
    /// `getWindowsOSVersion`: `None` for what it cannot read, and for 0.0.0, which it cannot tell from that.
    pub fn read(os_version: &str) -> Option<Self> {
        let mut parts = os_version.split('.');
        let major = parse_uint(parts.next()?)?;
        let minor = parse_uint(parts.next()?)?;
        let build = parse_uint(parts.next()?)?;
        Some(Self { major, minor, build }).filter(|release| *release != Self::default())
    }

    /// `checkWindowsHostAndContainerCompat`: this host runs containers of `container`.
    ///
    /// From Windows Server 2022 on, a host runs what was built since the long-term release before its own:
    /// until a third one is known, that is Windows Server 2022 for all of them.
    /// <https://github.com/containerd/platforms/pull/34>
    pub fn runs(self, container: Self) -> bool {
        let [first, _] = LONG_TERM;
        if (self.major, self.minor) != (container.major, container.minor) {
            return false;
        }
        if self.build < first {
            return self.build == container.build;
        }
        let own = LONG_TERM.iter().rposition(|&build| self.build >= build).unwrap_or(0);
        let oldest = LONG_TERM.get(own.saturating_sub(1)).copied().unwrap_or(first);
        (oldest..=self.build).contains(&container.build)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_have_names() {
        assert_eq!(named("10.0.20348.1547"), "Windows Server 2022 (10.0.20348.1547)");
        assert_eq!(name("10.0.26100"), Some("Windows Server 2025"));
        assert_eq!(name("10.0"), None); // no build
        assert_eq!(name("6.1.7601"), None); // before containers
        assert_eq!(named("10.0.1"), "10.0.1"); // a build that nobody released
        assert!(NAMES.is_sorted_by_key(|&(build, _)| build));
    }

    #[test]
    fn a_release_runs_what_microsoft_says() {
        let build = |build| Release { major: 10, minor: 0, build };
        for (host, container, runs) in [
            (17763, 17763, true),
            (19041, 17763, false), // before Windows Server 2022 the builds must be equal
            (20348, 20348, true),
            (20348, 17763, false), // 2022 does not go back to 2019
            (25398, 20348, true),
            (26100, 20348, true), // 2025 runs 2022's
            (26200, 20348, true), // and so does what came after it: no newer long-term release is known
            (26200, 26100, true),
            (20348, 26100, false), // never a newer one
        ] {
            assert_eq!(build(host).runs(build(container)), runs, "{host} {container}");
        }
        assert!(!build(20348).runs(Release { major: 6, minor: 0, build: 20348 }));
    }
}
