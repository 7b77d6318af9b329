//! Keys that only readers without regard to letter case take for those of the specifications.

use super::codes::KEY_LETTER_CASE;
use super::quote::Quoted;
use super::report::Report;
use crate::json::Value;

/// The members of a manifest or index.
pub(super) const MANIFEST: &[&str] = &[
    "schemaVersion",
    "mediaType",
    "artifactType",
    "config",
    "layers",
    "manifests",
    "subject",
    "annotations",
    "fsLayers",
    "blobs",
];
/// The members of a descriptor.
pub(super) const DESCRIPTOR: &[&str] =
    &["mediaType", "digest", "size", "urls", "annotations", "data", "platform", "artifactType"];
/// The members of a platform.
pub(super) const PLATFORM: &[&str] =
    &["architecture", "os", "os.version", "os.features", "variant", "features"];
/// The members of a config.
pub(super) const CONFIG: &[&str] = &[
    "created",
    "author",
    "architecture",
    "os",
    "os.version",
    "os.features",
    "variant",
    "config",
    "rootfs",
    "history",
];
/// The members of a config's `rootfs`.
pub(super) const ROOTFS: &[&str] = &["type", "diff_ids"];

/// Says which members of `object` are `known` but for letter case.
pub(super) fn check(report: &mut Report<'_>, object: Value<'_>, known: &'static [&'static str]) {
    for member in object.members() {
        check_key(report, object, member.key, &member.name(), known);
    }
}

/// Says so where `name` is one of `known` but for letter case. Beside the exact key it is a duplicate, which
/// reading tells.
pub(super) fn check_key(
    report: &mut Report<'_>,
    object: Value<'_>,
    key: Value<'_>,
    name: &str,
    known: &'static [&'static str],
) {
    let Some(meant) = meant(name, known).filter(|meant| object.get(meant).is_none()) else { return };
    report.add(&KEY_LETTER_CASE, key.span(), || {
        format!(
            "The key {} is “{meant}” in other letters: programs in Go (Docker, containerd, Podman) read \
             it as that, others don't. Write “{meant}”.",
            Quoted(name)
        )
    });
}

/// Which of `known` Go's `encoding/json` takes `name` for, where it is not exactly that.
pub(super) fn meant(name: &str, known: &'static [&'static str]) -> Option<&'static str> {
    if known.contains(&name) {
        return None;
    }
    known.iter().copied().find(|known| folds_to(name, known))
}

/// Whether Go takes `name` for the ASCII field `field`: letters in any case, the long s (U+017F) for s
/// and the Kelvin sign (U+212A) for k.
pub(super) fn folds_to(name: &str, field: &str) -> bool {
    let fold = |character: char| match character {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        other => other.to_ascii_lowercase(),
    };
    name.len() >= field.len() && name.chars().map(fold).eq(field.chars().map(fold))
}
