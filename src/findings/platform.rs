//! Platforms: what must be there, what is spelled otherwise than clients compare it.

use super::codes::{
    CONFIG_ARCHITECTURE_ABSENT, CONFIG_OS_ABSENT, PLATFORM_ARCHITECTURE_ABSENT, PLATFORM_ARM_WITHOUT_VARIANT,
    PLATFORM_FEATURES_RESERVED, PLATFORM_NOT_NORMALIZED, PLATFORM_OS_ABSENT, PLATFORM_UNKNOWN,
    PLATFORM_VALUE_UNKNOWN, PLATFORM_WINDOWS_WITHOUT_VERSION,
};
use super::key_case;
use super::member::{Shape, expect, expect_texts, fits, missing, opening, present};
use super::part;
use super::report::Report;
use super::variant::{self, Owner};
use crate::image::platform::Platform;
use crate::image::platform_names::{is_architecture, is_system};
use crate::image::platform_normal::{Normal, normal};
use crate::json::{Value, ValueKind};
use crate::text::quote::Quoted;

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

/// The members of an entry's platform that are there and not `null`, the last of each.
#[derive(Clone, Copy, Default)]
struct Members<'a> {
    os: Option<Value<'a>>,
    architecture: Option<Value<'a>>,
    version: Option<Value<'a>>,
    features: Option<Value<'a>>,
    variant: Option<Value<'a>>,
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
                "variant" => &mut members.variant,
                _ => {
                    others = true;
                    continue;
                }
            };
            *slot = Some(member.value).filter(|value| value.kind() != ValueKind::Null);
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
    if let Some(variant) = members.variant {
        fits(report, "variant", variant, Shape::Text);
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
    let features = present(root, "os.features");
    if features.is_none_or(|features| part::is_read(report, "os.features", features)) {
        expect_texts(report, root, "os.features").for_each(drop);
    }
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
