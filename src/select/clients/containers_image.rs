//! containers/image: Podman, Skopeo, Buildah and CRI-O.
//!
//! <https://github.com/containers/container-libs>: `image/internal/pkg/platform/platform_matcher.go`
//! (`WantedPlatforms`), `image/internal/manifest/oci_index.go` and `docker_schema2_list.go`
//! (`ChooseInstance`), `image/copy/single.go` (an index inside an index).

use crate::image::platform::Platform;
use crate::select::candidate::Format;
use crate::select::definition::{ClientDef, Group, Profile};
use crate::select::host::Host;
use crate::select::outcome::{Grounds, Rejection};
use crate::select::rule::{Entry, Judgement, Nested, Rank, Rule};
use crate::select::sentence;

/// containers/image.
pub(super) const CURRENT: ClientDef = ClientDef {
    profile: Profile {
        id: "containers-image",
        name: "containers/image",
        tools: "Podman, Skopeo, Buildah, CRI-O",
        version: "containers/image v5, as of container-libs",
        source: "https://github.com/containers/container-libs/blob/main/image/internal/pkg/platform/platform_matcher.go",
    },
    group: Group::Runtimes,
    rule: |host| Box::new(ContainersImage::new(host)),
    // `getCPUVariant`. It does not look at a version, and so finds none.
    detect: |machine| Platform { os_version: String::new(), ..machine.detected() },
    without_choice: |_| None,
};

/// The variants of an architecture, from the most to the least capable.
fn compatibility(architecture: &str) -> &'static [&'static str] {
    match architecture {
        "arm" => &["v8", "v7", "v6", "v5"],
        "arm64" => &["v8"],
        _ => &[],
    }
}

/// The rule for one host. Nothing is normalized: texts are compared as they stand.
#[derive(Debug)]
pub(super) struct ContainersImage<'a> {
    host: &'a Platform,
    /// The variants that are looked for, in order; an empty one is no variant.
    variants: Vec<&'a str>,
}

impl<'a> ContainersImage<'a> {
    pub fn new(host: &'a Host) -> Self {
        let host = &host.platform;
        let known = compatibility(&host.architecture);
        let mut variants: Vec<&str> = Vec::with_capacity(known.len() + 1);
        if host.variant.is_empty() {
            variants.push("");
            variants.extend(known);
        } else {
            match known.iter().position(|&variant| variant == host.variant).and_then(|at| known.get(at..)) {
                Some(from_there) => variants.extend(from_there),
                None => variants.push(&host.variant),
            }
            variants.push("");
        }
        Self { host, variants }
    }

    fn name(&self, variant: &str) -> String {
        match variant {
            "" => format!("{} without a variant", self.host.architecture),
            variant => format!("{}/{variant}", self.host.architecture),
        }
    }
}

impl Rule for ContainersImage<'_> {
    fn judge(&self, entry: Entry<'_>) -> Judgement {
        // A manifest list's platform is no pointer: one that is absent is an empty one.
        let none = Platform::default();
        let platform = match (entry.platform, entry.format) {
            (Some(platform), _) => platform,
            (None, Format::Docker) => &none,
            (None, Format::Oci) => {
                return Judgement::Accepted(Rank::new(Rank::LAST, entry.zstd.into()), Grounds::LastResort);
            }
        };
        if platform.os != self.host.os {
            let absent = entry.platform.is_none();
            return Judgement::Rejected(if absent { Rejection::NoPlatform } else { Rejection::Os });
        }
        if platform.architecture != self.host.architecture {
            return Judgement::Rejected(Rejection::Architecture);
        }
        let Some(place) = self.variants.iter().position(|&variant| variant == platform.variant) else {
            return Judgement::Rejected(Rejection::Variant);
        };
        let place = u64::try_from(place).unwrap_or(Rank::LAST);
        let zstd = entry.zstd && entry.format == Format::Oci;
        Judgement::Accepted(Rank::new(place, zstd.into()), Grounds::Listed(place))
    }

    fn nested(&self) -> Nested {
        Nested::Refuses("Unexpectedly received a manifest list instead of a manifest for a single image")
    }

    fn rejects(&self, _: &Platform, rejection: Rejection) -> Option<String> {
        (rejection == Rejection::NestedIndex).then(|| {
            "it would do, but it is an index inside an index, and a pull with containers/image fails on that (skopeo \
             inspect follows it)"
                .into()
        })
    }

    fn error(&self, format: Format) -> String {
        let what = match format {
            Format::Oci => "image index",
            Format::Docker => "manifest list",
        };
        let Platform { os, architecture, .. } = self.host;
        let variant = self.variants.first().copied().unwrap_or_default();
        format!("no image found in {what} for architecture {architecture:?}, variant {variant:?}, OS {os:?}")
    }

    fn accepts(&self, entry: Entry<'_>, grounds: Grounds) -> String {
        let Grounds::Listed(place) = grounds else {
            return "it states no platform, so it is the last resort, and its config is not read".into();
        };
        let before = usize::try_from(place).unwrap_or(usize::MAX);
        let earlier: Vec<String> = self.variants.iter().take(before).map(|v| self.name(v)).collect();
        let after = match before {
            0 => String::new(),
            _ => format!(", after {}", sentence::list(&earlier, place)),
        };
        let own = entry.platform.map(|platform| self.name(&platform.variant)).unwrap_or_default();
        let zstd = match (entry.zstd, entry.format) {
            (true, Format::Oci) => ", and its zstd annotation puts it before equal entries without one",
            (true, Format::Docker) => ", and its zstd annotation does not count in a Docker manifest list",
            (false, _) => "",
        };
        let choice = sentence::ordinal(place.saturating_add(1));
        format!("{} host: {own} is the {choice} that it looks for{after}{zstd}", label(self.host))
    }

    fn wants(&self) -> String {
        let names: Vec<String> = self.variants.iter().map(|variant| self.name(variant)).collect();
        let total = u64::try_from(names.len()).unwrap_or(u64::MAX);
        format!("for a host of {} it looks for {} only", label(self.host), sentence::list(&names, total))
    }
}

fn label(host: &Platform) -> String {
    match host.variant.as_str() {
        "" => host.architecture.clone(),
        variant => format!("{}/{variant}", host.architecture),
    }
}
