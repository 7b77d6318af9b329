//! Keys that only readers without regard to letter case take for those of the specifications.

use std::collections::BTreeSet;

use super::codes::KEY_LETTER_CASE;
use super::report::Report;
use crate::json::Value;
use crate::text::quote::Quoted;

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

/// Says which members of `object` are `known` but for letter case. Beside the exact key that is a duplicate,
/// which reading tells.
pub(super) fn check(report: &mut Report<'_>, object: Value<'_>, known: &'static [&'static str]) {
    let mut keys = Keys::new(known);
    object.members().for_each(|member| keys.take(member.key));
    keys.tell(report);
}

/// The same of an object with any number of members, a piece at a time.
pub(super) async fn check_all(report: &mut Report<'_>, object: Value<'_>, known: &'static [&'static str]) {
    let mut keys = Keys::new(known);
    for member in object.members() {
        keys.take(member.key);
        report.spend(4).await;
    }
    keys.tell(report);
}

/// The keys of an object.
struct Keys<'a> {
    known: &'static [&'static str],
    exact: BTreeSet<&'static str>,
    /// Those that are meant as one that is known.
    meant: Vec<(Value<'a>, &'static str)>,
}

impl<'a> Keys<'a> {
    const fn new(known: &'static [&'static str]) -> Self {
        Self { known, exact: BTreeSet::new(), meant: Vec::new() }
    }

    fn take(&mut self, key: Value<'a>) {
        let Some(name) = key.as_str() else { return };
        if let Some(exactly) = self.known.iter().find(|known| ***known == *name) {
            self.exact.insert(exactly);
        } else if let Some(meant) = meant(&name, self.known) {
            self.meant.push((key, meant));
        }
    }

    fn tell(self, report: &mut Report<'_>) {
        let Self { exact, meant, .. } = self;
        meant
            .into_iter()
            .filter(|(_, meant)| !exact.contains(meant))
            .for_each(|(key, meant)| tell(report, key, meant));
    }
}

fn tell(report: &mut Report<'_>, key: Value<'_>, meant: &str) {
    report.add(&KEY_LETTER_CASE, key.span(), || {
        format!(
            "The key {} is “{meant}” in other letters: programs in Go (Docker, containerd, Podman) read \
                 it as that, others don't. Write “{meant}”.",
            Quoted(&key.as_str().unwrap_or_default())
        )
    });
}

/// Which of `known` Go's `encoding/json` takes `name` for.
fn meant(name: &str, known: &'static [&'static str]) -> Option<&'static str> {
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
