//! The normal form of a platform, by which clients compare it: `x86_64` is `amd64`, and `arm64/v8` is `arm64`.

use std::borrow::Cow;

use super::platform::Platform;
use super::platform_names::to_lower;

/// A platform as clients compare it: os, architecture and variant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Normal<'a> {
    /// `macos` as `darwin`.
    pub os: Cow<'a, str>,
    /// GOARCH's names.
    pub architecture: Cow<'a, str>,
    /// Empty where it is the architecture's plain one.
    pub variant: Cow<'a, str>,
}

/// The editions of `Normalize` that clients carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// That of containerd/platforms 1.0.0-rc.5.
    Current,
    /// The same before it knew the minor versions of arm64: v8.0 and v9 are variants like others.
    WithoutMinors,
    /// That without minors, and with letters compared as they are written: `AMD64` is no `amd64`.
    AsWritten,
}

/// The normal form of a platform, by `Normalize` of <https://github.com/containerd/platforms>, `database.go`. An
/// os that is not stated is `own_os`.
#[must_use]
pub fn normalize<'a>(platform: &'a Platform, own_os: &'a str, edition: Edition) -> Normal<'a> {
    let cased = |text: &'a str| match edition {
        Edition::AsWritten => Cow::Borrowed(text),
        Edition::Current | Edition::WithoutMinors => to_lower(text),
    };
    let os = if platform.os.is_empty() { Cow::Borrowed(own_os) } else { cased(&platform.os) };
    let os = if os == "macos" { "darwin".into() } else { os };
    let (architecture, variant) = (cased(&platform.architecture), cased(&platform.variant));
    let minors = edition == Edition::Current;
    let (architecture, variant) = match (&*architecture, &*variant) {
        ("i386", _) => ("386".into(), "".into()),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64".into(), "".into()),
        ("x86_64" | "x86-64", _) => ("amd64".into(), variant),
        ("aarch64" | "arm64", "8" | "v8") => ("arm64".into(), "".into()),
        ("aarch64" | "arm64", "v8.0") if minors => ("arm64".into(), "".into()),
        ("aarch64" | "arm64", "9" | "9.0" | "v9.0") if minors => ("arm64".into(), "v9".into()),
        ("aarch64", _) => ("arm64".into(), variant),
        ("armhf", _) => ("arm".into(), "v7".into()),
        ("armel", _) => ("arm".into(), "v6".into()),
        ("arm", "" | "7") => ("arm".into(), "v7".into()),
        ("arm", "5") => ("arm".into(), "v5".into()),
        ("arm", "6") => ("arm".into(), "v6".into()),
        ("arm", "8") => ("arm".into(), "v8".into()),
        _ => (architecture, variant),
    };
    Normal { os, architecture, variant }
}

/// The normal form of a platform by itself, in today's edition.
#[must_use]
pub fn normal(platform: &Platform) -> Normal<'_> {
    normalize(platform, "", Edition::Current)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::platform_names::{ALIASES, is_architecture};

    #[test]
    fn every_alias_becomes_a_name() {
        for alias in ALIASES {
            let platform = Platform::new("linux", alias);
            let normal = normal(&platform);
            assert!(is_architecture(&normal.architecture) && !is_architecture(alias), "{alias}");
        }
    }

    #[test]
    fn normalizes_as_the_clients_do() {
        // Today's; before minors; as written, where they differ from today's.
        for (os, architecture, variant, current, without_minors, as_written) in [
            ("linux", "amd64", "", "linux/amd64/", "", ""),
            ("Linux", "x86_64", "", "linux/amd64/", "", "Linux/amd64/"),
            ("linux", "x86-64", "v3", "linux/amd64/v3", "", ""),
            ("linux", "amd64", "v1", "linux/amd64/", "", ""),
            ("linux", "AMD64", "v1", "linux/amd64/", "", "linux/AMD64/v1"),
            ("linux", "i386", "v2", "linux/386/", "", ""),
            ("linux", "aarch64", "v8", "linux/arm64/", "", ""),
            ("linux", "arm64", "8", "linux/arm64/", "", ""),
            ("linux", "arm64", "v8.0", "linux/arm64/", "linux/arm64/v8.0", "linux/arm64/v8.0"),
            ("linux", "arm64", "v9.0", "linux/arm64/v9", "linux/arm64/v9.0", "linux/arm64/v9.0"),
            ("linux", "arm64", "9", "linux/arm64/v9", "linux/arm64/9", "linux/arm64/9"),
            ("linux", "arm64", "v8.5", "linux/arm64/v8.5", "", ""),
            ("linux", "arm", "", "linux/arm/v7", "", ""),
            ("linux", "arm", "6", "linux/arm/v6", "", ""),
            ("linux", "armhf", "", "linux/arm/v7", "", ""),
            ("linux", "armel", "", "linux/arm/v6", "", ""),
            ("macOS", "arm64", "", "darwin/arm64/", "", "macOS/arm64/"),
            ("macos", "arm64", "", "darwin/arm64/", "", ""),
            ("", "", "", "//", "", ""),
        ] {
            let platform = Platform { variant: variant.into(), ..Platform::new(os, architecture) };
            for (edition, expected) in [
                (Edition::Current, current),
                (Edition::WithoutMinors, without_minors),
                (Edition::AsWritten, as_written),
            ] {
                let Normal { os, architecture, variant } = normalize(&platform, "", edition);
                let expected = if expected.is_empty() { current } else { expected };
                assert_eq!(format!("{os}/{architecture}/{variant}"), expected, "{platform} {edition:?}");
            }
        }
        let nameless = Platform::new("", "amd64");
        assert_eq!(normalize(&nameless, "windows", Edition::Current).os, "windows");
    }
}
