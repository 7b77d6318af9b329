//! Platforms: what must be there, what is spelled otherwise than clients compare it.

use std::borrow::Cow;

use super::codes::{
    CONFIG_ARCHITECTURE_ABSENT, CONFIG_OS_ABSENT, PLATFORM_ARCHITECTURE_ABSENT, PLATFORM_ARM_WITHOUT_VARIANT,
    PLATFORM_FEATURES_RESERVED, PLATFORM_NOT_NORMALIZED, PLATFORM_OS_ABSENT, PLATFORM_UNKNOWN,
    PLATFORM_VALUE_UNKNOWN, PLATFORM_WINDOWS_WITHOUT_VERSION,
};
use super::key_case;
use super::member::{Shape, expect, expect_texts, fits, missing, opening, present};
use super::report::Report;
use super::variant::{self, Owner};
use crate::image::platform::Platform;
use crate::json::{Kind, Value};
use crate::text::quote::Quoted;

/// Whether this is a GOOS that `go tool dist list` or the specifications name.
fn is_system(os: &str) -> bool {
    matches!(
        os,
        "linux"
            | "windows"
            | "darwin"
            | "aix"
            | "android"
            | "dragonfly"
            | "freebsd"
            | "hurd"
            | "illumos"
            | "ios"
            | "js"
            | "nacl"
            | "netbsd"
            | "openbsd"
            | "plan9"
            | "solaris"
            | "wasip1"
            | "wasi"
            | "zos"
    )
}

/// Whether this is a GOARCH that Go or the specifications name, the reserved ones among them.
fn is_architecture(architecture: &str) -> bool {
    matches!(
        architecture,
        "amd64"
            | "arm64"
            | "arm"
            | "386"
            | "ppc64le"
            | "riscv64"
            | "s390x"
            | "armbe"
            | "arm64be"
            | "loong64"
            | "mips"
            | "mipsle"
            | "mips64"
            | "mips64le"
            | "mips64p32"
            | "mips64p32le"
            | "ppc"
            | "ppc64"
            | "riscv"
            | "s390"
            | "sparc"
            | "sparc64"
            | "wasm"
            | "wasm32"
            | "wasm64"
    )
}

/// A platform as clients compare it: os, architecture and variant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Normal<'a> {
    /// Lower case, `macos` as `darwin`.
    pub os: Cow<'a, str>,
    /// Lower case, GOARCH's names.
    pub architecture: Cow<'a, str>,
    /// Empty where it is the architecture's plain one.
    pub variant: Cow<'a, str>,
}

/// The normal form of a platform, by `Normalize` of containerd/platforms.
#[must_use]
pub fn normal(platform: &Platform) -> Normal<'_> {
    let os = match lower(&platform.os) {
        os if os == "macos" => Cow::Borrowed("darwin"),
        os => os,
    };
    let (architecture, variant) = (lower(&platform.architecture), lower(&platform.variant));
    let (architecture, variant) = match (&*architecture, &*variant) {
        ("i386", _) => ("386".into(), "".into()),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64".into(), "".into()),
        ("x86_64" | "x86-64", _) => ("amd64".into(), variant),
        ("aarch64" | "arm64", "8" | "v8" | "v8.0") => ("arm64".into(), "".into()),
        ("aarch64" | "arm64", "9" | "9.0" | "v9.0") => ("arm64".into(), "v9".into()),
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

/// Whether some host runs programs for both: as clients on it accept them.
#[must_use]
pub fn runs_on_one_host(a: &Normal<'_>, b: &Normal<'_>) -> bool {
    fn family<'n>(normal: &'n Normal<'_>) -> &'n str {
        match &*normal.architecture {
            "386" => "amd64",
            "arm" => "arm64",
            other => other,
        }
    }
    a.os == b.os && family(a) == family(b)
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// The members of an entry's platform that are there and not `null`, the last of each.
#[derive(Clone, Copy, Default)]
struct Members<'a> {
    os: Option<Value<'a>>,
    architecture: Option<Value<'a>>,
    version: Option<Value<'a>>,
    features: Option<Value<'a>>,
    reserved: Option<Value<'a>>,
}

impl<'a> Members<'a> {
    /// One pass over the members, since an index may have ten thousand platforms.
    fn read(report: &mut Report<'_>, platform: Value<'a>) -> Self {
        let mut members = Self::default();
        let mut others = false;
        for member in platform.members() {
            let name = member.name();
            let slot = match &*name {
                "os" => &mut members.os,
                "architecture" => &mut members.architecture,
                "os.version" => &mut members.version,
                "os.features" => &mut members.features,
                "features" => &mut members.reserved,
                "variant" => continue,
                _ => {
                    others = true;
                    continue;
                }
            };
            *slot = Some(member.value).filter(|value| value.kind() != Kind::Null);
        }
        if others {
            key_case::check(report, platform, key_case::PLATFORM);
        }
        members
    }
}

/// Checks the `platform` of an index's entry.
pub(super) fn check(
    report: &mut Report<'_>,
    value: Value<'_>,
    platform: &Platform,
    normal: &Normal<'_>,
    attestation: bool,
) {
    let members = Members::read(report, value);
    if platform.is_unknown() {
        let message = if attestation {
            "unknown/unknown keeps clients from pulling this entry as an image: it holds attestations \
             (provenance, SBOM) about another entry, as BuildKit makes them. Nothing is wrong with it."
        } else {
            "unknown/unknown matches no host, so no client pulls this entry by platform: builders mark \
             attestations and other things that are no images so."
        };
        return report.add(&PLATFORM_UNKNOWN, value.span(), || message.to_owned());
    }
    if is_absent(report, "os", members.os) {
        missing(report, &PLATFORM_OS_ABSENT, value, "os", |is| {
            format!(
                "{is} in this platform, which is required: containerd takes its own, Podman and crane match \
                 nothing."
            )
        });
    }
    if is_absent(report, "architecture", members.architecture) {
        missing(report, &PLATFORM_ARCHITECTURE_ABSENT, value, "architecture", |is| {
            format!("{is} in this platform, which is required: no host matches it.")
        });
    }
    check_spelling(report, value, platform, normal, Owner::Entry);
    let place = |member: Option<Value<'_>>| member.map_or_else(|| opening(value), Value::span);
    if platform.architecture == "arm" && platform.variant.is_empty() {
        report.add(&PLATFORM_ARM_WITHOUT_VARIANT, place(members.architecture), || {
            "arm without a variant: containerd takes it for arm/v7, Podman for any arm, so that a \
             Raspberry Pi 1 (arm/v6) gets it from one and not from the other."
                .to_owned()
        });
    }
    if platform.os == "windows" && platform.os_version.is_empty() {
        report.add(&PLATFORM_WINDOWS_WITHOUT_VERSION, place(members.os), || {
            "A Windows entry without “os.version”: hosts of every build take it, and a build that \
             doesn't fit fails when it starts."
                .to_owned()
        });
    }
    if let Some(version) = members.version {
        fits(report, "os.version", version, Shape::Text);
    }
    if members.features.is_some() {
        expect_texts(report, value, "os.features").for_each(drop);
    }
    if let Some(reserved) = members.reserved {
        report.add(&PLATFORM_FEATURES_RESERVED, reserved.span(), || {
            "“features” is reserved, and no client looks at it.".to_owned()
        });
    }
}

/// Whether a required text is absent or empty; one of another type is told as that.
fn is_absent(report: &mut Report<'_>, key: &str, member: Option<Value<'_>>) -> bool {
    member.is_none_or(|member| fits(report, key, member, Shape::Text) && member.is_text(""))
}

/// Checks the platform of a config, whose members stand in the config itself.
pub(super) fn check_config(report: &mut Report<'_>, root: Value<'_>, platform: &Platform) {
    if platform.is_unknown() {
        return;
    }
    if is_absent(report, "os", present(root, "os")) {
        missing(report, &CONFIG_OS_ABSENT, root, "os", |is| {
            format!(
                "{is} in this config, which is required: clients that check it refuse the image or take it \
                 for their own."
            )
        });
    }
    if is_absent(report, "architecture", present(root, "architecture")) {
        missing(report, &CONFIG_ARCHITECTURE_ABSENT, root, "architecture", |is| {
            format!("{is} in this config, which is required: nothing says on which hosts it runs.")
        });
    }
    expect(report, root, "variant", Shape::Text);
    expect(report, root, "os.version", Shape::Text);
    expect_texts(report, root, "os.features").for_each(drop);
    check_spelling(report, root, platform, &normal(platform), Owner::Config);
}

/// Says what is spelled otherwise than clients compare it, and what nobody knows.
fn check_spelling(
    report: &mut Report<'_>,
    value: Value<'_>,
    platform: &Platform,
    normal: &Normal<'_>,
    owner: Owner,
) {
    for (key, written, usual) in
        [("os", &platform.os, &normal.os), ("architecture", &platform.architecture, &normal.architecture)]
    {
        if *written != **usual {
            report.add(&PLATFORM_NOT_NORMALIZED, place(value, key), || {
                let variant = if key == "architecture"
                    && *normal.variant != *platform.variant
                    && !normal.variant.is_empty()
                {
                    format!(" with the variant {}", Quoted(&normal.variant))
                } else {
                    String::new()
                };
                format!(
                    "The {key} {} should be {}{variant}: containerd and regctl read it as that, \
                    Podman, Skopeo, crane and oras compare letter by letter and find no match.",
                    Quoted(written),
                    Quoted(usual)
                )
            });
        }
    }
    let os_known = normal.os.is_empty() || is_system(&normal.os);
    let architecture_known = normal.architecture.is_empty() || is_architecture(&normal.architecture);
    if !os_known {
        unknown_value(report, value, "os", &platform.os);
    }
    if !architecture_known {
        unknown_value(report, value, "architecture", &platform.architecture);
    }
    variant::check(report, place(value, "variant"), platform, normal, owner);
}

fn unknown_value(report: &mut Report<'_>, value: Value<'_>, key: &str, written: &str) {
    report.add(&PLATFORM_VALUE_UNKNOWN, place(value, key), || {
        format!(
            "The {key} {} is none that Go or the specification names: hosts that say so of \
            themselves are not known.",
            Quoted(written)
        )
    });
}

/// The value of `key`, or the bracket of its object.
fn place(object: Value<'_>, key: &str) -> crate::json::Span {
    present(object, key).map_or_else(|| opening(object), Value::span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes_as_containerd_does() {
        for (os, architecture, variant, normal_form) in [
            ("linux", "amd64", "", "linux/amd64/"),
            ("Linux", "x86_64", "", "linux/amd64/"),
            ("linux", "x86-64", "v3", "linux/amd64/v3"),
            ("linux", "amd64", "v1", "linux/amd64/"),
            ("linux", "i386", "v2", "linux/386/"),
            ("linux", "aarch64", "v8", "linux/arm64/"),
            ("linux", "arm64", "8", "linux/arm64/"),
            ("linux", "arm64", "v9.0", "linux/arm64/v9"),
            ("linux", "arm64", "v8.5", "linux/arm64/v8.5"),
            ("linux", "arm", "", "linux/arm/v7"),
            ("linux", "arm", "6", "linux/arm/v6"),
            ("linux", "armhf", "", "linux/arm/v7"),
            ("linux", "armel", "", "linux/arm/v6"),
            ("macOS", "arm64", "", "darwin/arm64/"),
            ("", "", "", "//"),
        ] {
            let platform = Platform {
                os: os.into(),
                architecture: architecture.into(),
                variant: variant.into(),
                ..Platform::default()
            };
            let Normal { os, architecture, variant } = normal(&platform);
            assert_eq!(format!("{os}/{architecture}/{variant}"), normal_form);
        }
    }
}
