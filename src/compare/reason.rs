//! Why two images are different: the reasons that people look for, each where it is known.

use super::align::{Fate, LayerRow};
use super::change::{Change, Field};
use super::plain::same;
use super::side::Side;
use crate::image::annotations::Annotations;
use crate::image::document::Kind;

/// The digest of the base image. <https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md>
const BASE_DIGEST: &str = "org.opencontainers.image.base.digest";
/// The reference of the base image.
const BASE_NAME: &str = "org.opencontainers.image.base.name";

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is the same document.
    SameDocument,
    /// Both state the same, and are written in other ways: other white space, or another order of members.
    OnlyWriting,
    /// One is Docker's, the other OCI's.
    OtherFormat {
        /// Whether the second is OCI's.
        to_oci: bool,
    },
    /// Their annotations name other base images.
    OtherBase {
        /// The digest that the first names, and the name where it has one.
        first: (String, Option<String>),
        /// What the second names.
        second: (String, Option<String>),
    },
    /// Their annotations name the same base image.
    SameBase {
        /// Its digest.
        digest: String,
    },
    /// They stand on the same lowest layers.
    SharedLowest {
        /// So many.
        layers: usize,
    },
    /// Their lowest layers are different ones.
    OtherLowest,
    /// The configs differ in times, and in diff IDs, alone.
    OnlyTimes {
        /// Layers that the same steps made again, and whose files may differ: 0 where all diff IDs are the same.
        rebuilt: usize,
    },
    /// So many layers have the same diff ID under other digests.
    OtherCompression {
        /// How many.
        layers: usize,
    },
}

impl Reason {
    /// A stable word for reports and tests.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::SameDocument => "same-document",
            Self::OnlyWriting => "only-writing",
            Self::OtherFormat { .. } => "other-format",
            Self::OtherBase { .. } => "other-base",
            Self::SameBase { .. } => "same-base",
            Self::SharedLowest { .. } => "shared-lowest",
            Self::OtherLowest => "other-lowest",
            Self::OnlyTimes { .. } => "only-times",
            Self::OtherCompression { .. } => "other-compression",
        }
    }
}

/// The reasons that are known of two images, the strongest first.
pub(super) fn reasons(
    first: &Side<'_>,
    second: &Side<'_>,
    changes: &[Change],
    rows: &[LayerRow],
) -> Vec<Reason> {
    let digest = |side: &Side<'_>| {
        let document = side.manifest.or(side.config)?;
        Some((document.digest?.to_owned(), side.manifest.is_some()))
    };
    if digest(first).is_some() && digest(first) == digest(second) {
        return vec![Reason::SameDocument];
    }
    if is_only_written(first, second) {
        return vec![Reason::OnlyWriting];
    }
    let mut reasons = Vec::new();
    reasons.extend(other_format(first, second));
    reasons.extend(base(first, second, rows));
    reasons.extend(only_times(first, second, changes, rows));
    let repacked = count(rows, Fate::Repacked);
    if repacked > 0 {
        reasons.push(Reason::OtherCompression { layers: repacked });
    }
    reasons
}

fn count(rows: &[LayerRow], fate: Fate) -> usize {
    rows.iter().filter(|row| row.fate == fate).count()
}

/// Both state the same, manifest and config.
fn is_only_written(first: &Side<'_>, second: &Side<'_>) -> bool {
    let is_alike = |one: Option<super::Read<'_>>, other: Option<super::Read<'_>>| match (one, other) {
        (Some(one), Some(other)) => same(one.root, other.root),
        (None, None) => true,
        _ => false,
    };
    // Where the configs are not here, their descriptors, which the manifests state, say whether they are the same.
    is_alike(first.manifest, second.manifest) && is_alike(first.config, second.config)
}

fn other_format(first: &Side<'_>, second: &Side<'_>) -> Option<Reason> {
    let is_oci = |side: &Side<'_>| match side.manifest?.document.kind {
        Kind::OciManifest => Some(true),
        Kind::DockerManifest => Some(false),
        _ => None,
    };
    let (one, other) = (is_oci(first)?, is_oci(second)?);
    (one != other).then_some(Reason::OtherFormat { to_oci: other })
}

fn base(first: &Side<'_>, second: &Side<'_>, rows: &[LayerRow]) -> Option<Reason> {
    // Builders write it on the manifest, some as a label.
    fn stated<'a>(side: &Side<'a>, key: &str) -> Option<&'a str> {
        let annotations = |of: &'a Annotations| of.get(key).filter(|text| !text.is_empty());
        let of_manifest = side.read_manifest().and_then(|it| annotations(&it.annotations));
        of_manifest.or_else(|| annotations(&side.read_config()?.run.labels))
    }
    if let (Some(one), Some(other)) = (stated(first, BASE_DIGEST), stated(second, BASE_DIGEST)) {
        if one == other {
            return Some(Reason::SameBase { digest: one.to_owned() });
        }
        let named = |side, digest: &str| (digest.to_owned(), stated(side, BASE_NAME).map(str::to_owned));
        return Some(Reason::OtherBase { first: named(first, one), second: named(second, other) });
    }
    let is_shared = |row: &&LayerRow| {
        row.first.is_some() && row.first == row.second && matches!(row.fate, Fate::Same | Fate::Repacked)
    };
    let shared = rows.iter().take_while(is_shared).count();
    let has_both = rows.iter().any(|row| row.first.is_some()) && rows.iter().any(|row| row.second.is_some());
    match shared {
        0 if has_both => Some(Reason::OtherLowest),
        0 => None,
        layers if layers == rows.len() => None,
        layers => Some(Reason::SharedLowest { layers }),
    }
}

fn only_times(first: &Side<'_>, second: &Side<'_>, changes: &[Change], rows: &[LayerRow]) -> Option<Reason> {
    let is_time = |change: &Change| {
        matches!(change.field, Field::Created | Field::StepTimes)
            || matches!(change.field, Field::Labels | Field::Annotations)
                && change.key == crate::image::annotations::CREATED
    };
    let is_in_place = |row: &LayerRow| matches!(row.fate, Fate::Same | Fate::Repacked | Fate::Rebuilt);
    let are_here = first.config.is_some() && second.config.is_some();
    let rebuilt = count(rows, Fate::Rebuilt);
    let is_any = rebuilt > 0 || !changes.is_empty();
    (are_here && is_any && changes.iter().all(is_time) && rows.iter().all(is_in_place))
        .then_some(Reason::OnlyTimes { rebuilt })
}
