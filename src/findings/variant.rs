//! Variants of an architecture: which ones clients read, and in which spelling.
//!
//! What is read as what follows `normalizeArch` and `platformVector` of containerd/platforms 1.0.0-rc.5, which
//! Docker uses too; containers/image compares the words as they stand.

use std::borrow::Cow;

use super::codes::{PLATFORM_NOT_NORMALIZED, PLATFORM_VALUE_UNKNOWN};
use super::report::Report;
use super::severity::Severity;
use crate::image::platform::Platform;
use crate::image::platform_names::to_lower;
use crate::image::platform_normal::Normal;
use crate::json::Span;
use crate::text::quote::Quoted;

/// Whose variant it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// An index's entry: hosts choose by it.
    Entry,
    /// A config: nobody chooses by it where an index says one.
    Config,
}

/// What becomes of a variant in the eyes of clients.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing<'a> {
    /// Every client that knows variants knows it.
    Usual,
    /// containerd reads it as this one; empty is none.
    ReadAs(Cow<'a, str>),
    /// containerd knows no host for it; what was meant, where that can be told.
    Unread(Option<String>),
    /// One of an architecture whose variants only the words tell.
    Unknown,
}

pub(super) fn check(
    report: &mut Report<'_>,
    span: Span,
    platform: &Platform,
    normal: &Normal<'_>,
    owner: Owner,
) {
    let architecture = &*normal.architecture;
    let written = Quoted(&platform.variant);
    match standing(architecture, &platform.variant) {
        Standing::Usual => {}
        Standing::ReadAs(usual) => report.add(&PLATFORM_NOT_NORMALIZED, span, || {
            let should = if usual.is_empty() { "be left out".into() } else { format!("be {}", Quoted(&usual)) };
            format!(
                "The variant {written} should {should}: containerd and Docker read it as that, others compare \
                 letter by letter and find no match."
            )
        }),
        Standing::Unread(meant) => {
            let code = if meant.is_some() { &PLATFORM_NOT_NORMALIZED } else { &PLATFORM_VALUE_UNKNOWN };
            let severity = if owner == Owner::Entry { Severity::Warning } else { Severity::Note };
            let write = meant.map(|meant| format!(" Write {}.", Quoted(&meant))).unwrap_or_default();
            report.add_as(severity, code, span, || match owner {
                Owner::Entry => format!(
                    "containerd and Docker don't know the variant {written}: on an {architecture} host they pass \
                     this entry over{}. Podman, Skopeo and CRI-O compare letter by letter, and find no match in \
                     it.{write}",
                    instead(architecture)
                ),
                Owner::Config => format!("The variant {written} is none that clients know.{write}"),
            });
        }
        Standing::Unknown => report.add(&PLATFORM_VALUE_UNKNOWN, span, || {
            format!(
                "The variant {written} is none that Go or the specification names: hosts that say so of \
                 themselves are not known."
            )
        }),
    }
}

/// What hosts of an architecture take where nothing of their own is left.
fn instead(architecture: &str) -> &'static str {
    match architecture {
        "arm64" => ", and take one for arm where the index has it",
        "amd64" => ", and take one for 386 where the index has it",
        _ => "",
    }
}

fn standing<'a>(architecture: &str, variant: &'a str) -> Standing<'a> {
    match architecture {
        _ if variant.is_empty() => Standing::Usual,
        "amd64" | "arm64" | "arm" => match read(architecture, to_lower(variant)) {
            Some(usual) if usual == variant => Standing::Usual,
            Some(usual) => Standing::ReadAs(usual),
            None => Standing::Unread(meant(architecture, &to_lower(variant))),
        },
        // GOPPC64, GOMIPS and GORISCV64 name these; clients compare them as they stand.
        "ppc64" | "ppc64le" if matches!(variant, "power8" | "power9" | "power10") => Standing::Usual,
        "mips" | "mipsle" | "mips64" | "mips64le" if matches!(variant, "hardfloat" | "softfloat") => {
            Standing::Usual
        }
        "riscv64" if matches!(variant, "rva20u64" | "rva22u64" | "rva23u64") => Standing::Usual,
        _ => Standing::Unknown,
    }
}

/// The usual spelling of what containerd reads `variant`, in lower case, as; `None` where it knows no host
/// for it. Empty where it is the plain one of an architecture that is better left without.
fn read<'a>(architecture: &str, variant: Cow<'a, str>) -> Option<Cow<'a, str>> {
    let usual = match (architecture, &*variant) {
        ("amd64", "v1") => "",
        ("amd64", "v2" | "v3" | "v4") | ("arm", "v5" | "v6" | "v7" | "v8") => return Some(variant),
        ("arm", "5") => "v5",
        ("arm", "6") => "v6",
        ("arm", "7") => "v7",
        ("arm", "8") => "v8",
        ("arm64", "v8" | "v9") => return Some(variant),
        ("arm64", "8" | "v8.0") => "v8",
        ("arm64", "9" | "9.0" | "v9.0") => "v9",
        ("arm64", other) => {
            return match other.as_bytes() {
                [b'v', b'8', b'.', b'1'..=b'9'] | [b'v', b'9', b'.', b'1'..=b'7'] => Some(variant),
                _ => None,
            };
        }
        _ => return None,
    };
    Some(usual.into())
}

/// What was meant by a variant that nobody reads, such as `armv8`, `v8-a`, `x86-64-v3`: the version that
/// its last digits name.
fn meant(architecture: &str, variant: &str) -> Option<String> {
    let end = variant.rfind(|c: char| c.is_ascii_digit())?.checked_add(1)?;
    let head = variant.get(..end)?;
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let version = format!("v{}", head.get(start..)?.trim_start_matches('.'));
    read(architecture, Cow::Owned(version)).map(Cow::into_owned).filter(|usual| !usual.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_told_apart() {
        let meant = |text: &str| Standing::Unread(Some(text.to_owned()));
        for (architecture, variant, expected) in [
            ("arm64", "", Standing::Usual),
            ("arm64", "v8", Standing::Usual),
            ("arm64", "v8.2", Standing::Usual),
            ("arm64", "v9.7", Standing::Usual),
            ("arm64", "8", Standing::ReadAs("v8".into())),
            ("arm64", "V8", Standing::ReadAs("v8".into())),
            ("arm64", "v8.0", Standing::ReadAs("v8".into())),
            ("arm64", "9", Standing::ReadAs("v9".into())),
            ("arm64", "armv8", meant("v8")),
            ("arm64", "ARMv8", meant("v8")),
            ("arm64", "armv8-a", meant("v8")),
            ("arm64", "armv8.2-a", meant("v8.2")),
            ("arm64", "arm64v8", meant("v8")),
            ("arm64", "v8a", meant("v8")),
            ("arm64", "8.0", meant("v8")), // containerd has v8.0, and not this
            ("arm64", "8.2", meant("v8.2")),
            ("arm64", "v10", Standing::Unread(None)),
            ("arm64", "v8.10", Standing::Unread(None)),
            ("arm64", "aarch64", Standing::Unread(None)),
            ("arm64", "é8", meant("v8")),
            ("arm", "7", Standing::ReadAs("v7".into())),
            ("arm", "armv7l", meant("v7")),
            ("arm", "v4", Standing::Unread(None)),
            ("amd64", "v3", Standing::Usual),
            ("amd64", "v1", Standing::ReadAs("".into())),
            ("amd64", "3", meant("v3")),
            ("amd64", "x86-64-v3", meant("v3")),
            ("amd64", "x86-64-v1", Standing::Unread(None)),
            ("ppc64le", "power9", Standing::Usual),
            ("s390x", "z13", Standing::Unknown),
        ] {
            assert_eq!(standing(architecture, variant), expected, "{architecture} {variant}");
        }
    }
}
