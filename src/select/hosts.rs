//! Hosts by what people have: what they would ask for, and what there is to find on them.

use super::candidate::{Candidates, Target};
use super::host::Host;
use crate::image::platform::{Platform, PlatformError};
use crate::keyed::HashSet;
use crate::limits::INDEX_DEPTH;

/// A machine that people have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// A stable name, for links.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What it is listed with.
    pub family: &'static str,
    os: &'static str,
    architecture: &'static str,
    /// The variant that one who knows the processor would ask for.
    variant: &'static str,
    /// The variant that clients find: by the operating system's word, or the level of an amd64 processor.
    detected: &'static str,
    version: &'static str,
}

impl Machine {
    const fn linux(
        id: &'static str,
        name: &'static str,
        family: &'static str,
        (architecture, variant, detected): (&'static str, &'static str, &'static str),
    ) -> Self {
        Self { id, name, family, os: "linux", architecture, variant, detected, version: "" }
    }

    const fn windows(
        id: &'static str,
        name: &'static str,
        architecture: &'static str,
        version: &'static str,
    ) -> Self {
        Self { id, name, family: "Windows", os: "windows", architecture, variant: "", detected: "", version }
    }
}

/// The machines of the chooser.
pub const MACHINES: [Machine; 22] = [
    Machine::linux("pi-1", "Raspberry Pi 1 and Zero", "Raspberry Pi", ("arm", "v6", "v6")),
    Machine::linux("pi-3-32", "Raspberry Pi 3, 32-bit OS", "Raspberry Pi", ("arm", "v7", "v7")),
    Machine::linux("pi-3", "Raspberry Pi 3, 64-bit OS", "Raspberry Pi", ("arm64", "", "v8")),
    // Its kernel has 64 bits under 32-bit programs too, and names the processor's own architecture, 8.
    Machine::linux("pi-5-32", "Raspberry Pi 5, 32-bit OS", "Raspberry Pi", ("arm", "v7", "v8")),
    Machine::linux("pi-5", "Raspberry Pi 5, 64-bit OS", "Raspberry Pi", ("arm64", "", "v8")),
    // Engines run in a virtual machine with Linux.
    Machine::linux("apple", "Apple silicon", "Apple", ("arm64", "", "v8")),
    Machine::linux("graviton-2", "AWS Graviton 2", "AWS Graviton", ("arm64", "v8.2", "v8")),
    Machine::linux("graviton-3", "AWS Graviton 3", "AWS Graviton", ("arm64", "v8.4", "v8")),
    Machine::linux("graviton-4", "AWS Graviton 4", "AWS Graviton", ("arm64", "v9", "v8")),
    Machine::linux("x86-64-v1", "x86-64, any", "x86-64", ("amd64", "", "v1")),
    Machine::linux("x86-64-v2", "x86-64-v2 (2009 and later)", "x86-64", ("amd64", "v2", "v2")),
    Machine::linux("x86-64-v3", "x86-64-v3 (AVX2)", "x86-64", ("amd64", "v3", "v3")),
    Machine::linux("x86-64-v4", "x86-64-v4 (AVX-512)", "x86-64", ("amd64", "v4", "v4")),
    Machine::windows("windows-2019", "Windows Server 2019", "amd64", "10.0.17763"),
    Machine::windows("windows-2022", "Windows Server 2022", "amd64", "10.0.20348"),
    Machine::windows("windows-2025", "Windows Server 2025", "amd64", "10.0.26100"),
    Machine::windows("windows-11-23h2", "Windows 11, version 23H2", "amd64", "10.0.22631"),
    Machine::windows("windows-11", "Windows 11, version 25H2", "amd64", "10.0.26200"),
    Machine::windows("windows-11-arm", "Windows 11 on Arm, version 25H2", "arm64", "10.0.26200"),
    Machine::linux("ibm-z", "IBM Z and LinuxONE", "Others", ("s390x", "", "")),
    Machine::linux("power", "IBM POWER, little-endian", "Others", ("ppc64le", "", "")),
    Machine::linux("risc-v", "RISC-V, 64-bit", "Others", ("riscv64", "", "")),
];

impl Machine {
    /// The machine of this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        MACHINES.iter().find(|machine| machine.id == id)
    }

    /// The platform that `docker pull --platform` would be given for it.
    #[must_use]
    pub fn explicit(&self) -> Platform {
        Platform {
            variant: self.variant.into(),
            os_version: self.version.into(),
            ..Platform::new(self.os, self.architecture)
        }
    }

    /// The system that its clients are built for.
    pub(super) fn own_os(&self) -> &'static str {
        if self.os == "windows" { "windows" } else { "linux" }
    }

    /// What most clients find: the variant is that of `/proc/cpuinfo` or of Windows, for arm and arm64 only, and
    /// never finer than v8.
    pub(super) fn detected(&self) -> Platform {
        let arm = matches!(self.architecture, "arm" | "arm64");
        Platform {
            variant: if arm { self.variant_or_level() } else { String::new() },
            os_version: self.version.into(),
            ..Platform::new(self.os, self.architecture)
        }
    }

    /// The variant as it is found; of an amd64 processor its level.
    pub(super) fn variant_or_level(&self) -> String {
        // Windows runs on v8 alone among the 64-bit ones, and every client takes its word for it.
        let arm_of_windows = self.os == "windows" && matches!(self.architecture, "arm" | "arm64");
        if arm_of_windows { "v8" } else { self.detected }.into()
    }

    /// The operating system of the machine itself, where engines run in a virtual one.
    pub(super) fn outer_os(&self) -> &'static str {
        if self.family == "Apple" { "darwin" } else { self.os }
    }
}

/// The host that someone wrote in the usual form, what it does not state completed from the entries of the
/// index: the first entry that agrees with what is stated.
///
/// # Errors
///
/// Where `text` is not in the usual form.
pub fn entered(text: &str, candidates: &Candidates) -> Result<Host, PlatformError> {
    let mut platform: Platform = text.trim().parse()?;
    if platform.os.is_empty() || platform.architecture.is_empty() {
        let agrees = |own: &str, stated: &str| stated.is_empty() || own == stated;
        let known = platforms(candidates).into_iter().find(|known| {
            agrees(&known.os, &platform.os) && agrees(&known.architecture, &platform.architecture)
        });
        let known = known.unwrap_or_else(|| Platform::new("linux", "amd64"));
        if platform.os.is_empty() {
            platform.os = known.os;
        }
        if platform.architecture.is_empty() {
            platform.architecture = known.architecture;
        }
    }
    Ok(Host::of_its_own(platform))
}

/// Platforms that another one is compared with before it is hashed.
const NEAR: usize = 16;

/// The distinct platforms of the entries, in their order, those of indexes inside among them; attestations
/// left out. To complete what is being written.
#[must_use]
pub fn platforms(candidates: &Candidates) -> Vec<Platform> {
    first_platforms(candidates, usize::MAX)
}

/// The first of them.
#[must_use]
pub fn first_platforms(candidates: &Candidates, most: usize) -> Vec<Platform> {
    let mut seen_indexes = HashSet::default();
    let mut seen = HashSet::default();
    let mut found = Vec::new();
    let mut level = vec![candidates];
    for _ in 0..INDEX_DEPTH {
        let mut inside = Vec::new();
        for candidate in level.iter().flat_map(|candidates| &candidates.entries) {
            if let Some(platform) =
                candidate.platform.as_ref().filter(|it| !it.is_unknown() && !it.is_empty())
                // Most of ten thousand entries are like one of the first few: that is told without hashing them.
                && !found.iter().take(NEAR).any(|near| near == platform)
                && seen.insert(platform)
            {
                found.push(platform.clone());
                if found.len() >= most {
                    return found;
                }
            }
            // An index that many entries share is gone through once.
            if let Target::Index(Some(index)) = &candidate.target
                && seen_indexes.insert(std::sync::Arc::as_ptr(index))
            {
                inside.push(&**index);
            }
        }
        level = inside;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::{Candidate, Client, Form};
    use std::sync::Arc;

    fn index(texts: &[&str]) -> Candidates {
        let entry = |text: &&str| Candidate { platform: text.parse().ok(), ..Candidate::default() };
        Candidates { entries: texts.iter().map(entry).collect(), ..Candidates::default() }
    }

    #[test]
    fn each_client_finds_its_own() {
        let found = |id: &str, client| {
            Machine::from_id(id).expect("a machine").host(client, Form::Default).platform.to_string()
        };
        for (id, client, expected) in [
            ("x86-64-v3", Client::Containerd, "linux/amd64"), // no level
            ("x86-64-v3", Client::Docker, "linux/amd64/v3"),  // the level of the processor
            ("x86-64-v3", Client::ContainersImage, "linux/amd64"),
            ("graviton-4", Client::Containerd, "linux/arm64/v8"), // never finer than v8
            ("graviton-4", Client::Regctl, "linux/arm64/v8"),
            ("graviton-4", Client::Crane, "linux/amd64"), // on every host
            ("pi-1", Client::Docker, "linux/arm/v6"),
            ("pi-5-32", Client::Containerd, "linux/arm/v8"), // a 64-bit kernel under 32-bit programs
            ("apple", Client::Containerd, "linux/arm64/v8"), // in a virtual machine
            ("apple", Client::Regctl, "darwin/arm64/v8"),    // on the machine itself
            ("windows-2022", Client::Containerd, "windows(10.0.20348)/amd64"),
            ("windows-2022", Client::ContainersImage, "windows/amd64"),
            ("windows-11-arm", Client::Containerd, "windows(10.0.26200)/arm64/v8"),
            ("ibm-z", Client::Containerd, "linux/s390x"),
        ] {
            assert_eq!(found(id, client), expected, "{client} on {id}");
        }
    }

    #[test]
    fn machines_have_distinct_names_and_platforms_that_read() {
        let ids: HashSet<_> = MACHINES.iter().map(|machine| machine.id).collect();
        assert_eq!(ids.len(), MACHINES.len());
        for machine in &MACHINES {
            assert_eq!(Machine::from_id(machine.id), Some(machine));
            assert_eq!(machine.explicit().to_string().parse(), Ok(machine.explicit()));
        }
    }

    #[test]
    fn what_is_written_is_completed_from_the_index() {
        let entries =
            index(&["unknown/unknown", "windows(10.0.20348.1)/amd64", "linux/arm64/v8", "linux/amd64"]);
        let host = |text: &str| entered(text, &entries).map(|host| host.platform.to_string());
        assert_eq!(host("linux"), Ok("linux/arm64".into())); // its first linux entry
        assert_eq!(host("arm64"), Ok("linux/arm64".into()));
        assert_eq!(host("amd64"), Ok("windows/amd64".into())); // the first that is for amd64
        assert_eq!(host(" linux/s390x "), Ok("linux/s390x".into())); // all is stated
        assert_eq!(host("riscv64"), Ok("linux/riscv64".into())); // no entry: Linux
        assert_eq!(host("windows(10.0.26100)"), Ok("windows(10.0.26100)/amd64".into()));
        assert!(host("linux/").is_err());
    }

    #[test]
    fn platforms_of_indexes_inside_are_found_once() {
        let inside = Arc::new(index(&["linux/amd64", "linux/s390x"]));
        let mut outer = index(&["linux/arm64", "linux/arm64", "?/?"]);
        for _ in 0..3 {
            let target = Target::Index(Some(Arc::clone(&inside)));
            outer.entries.push(Candidate { target, ..Candidate::default() });
        }
        let texts: Vec<String> = platforms(&outer).iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["linux/arm64", "linux/amd64", "linux/s390x"]);
    }
}
