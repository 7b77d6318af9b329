//! Two images beside each other.

use super::align::{Fate, Layer, LayerRow, align};
use super::change::{Change, Field};
use super::config::configs;
use super::lists::whole;
use super::members::members;
use super::pull::{Pull, pull};
use super::reason::{Reason, reasons};
use super::side::Side;
use crate::json::Value;
use crate::pace::Pace;

/// What is different between two images, as far as their documents are here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Images {
    /// Why they are different.
    pub reasons: Vec<Reason>,
    /// What their manifests and configs state differently.
    pub changes: Vec<Change>,
    /// The layers of both beside each other, base first.
    pub rows: Vec<LayerRow>,
    /// The layers of the first and of the second.
    pub layers: [Vec<Layer>; 2],
    /// What pulling the second loads where the first is here; `None` where it has no manifest.
    pub pull: Option<Pull>,
    /// Whether the manifests were compared.
    pub has_manifests: bool,
    /// Whether the configs were compared.
    pub has_configs: bool,
}

impl Images {
    /// How many layers had this fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }
}

/// Compares two images, a piece at a time.
pub async fn images(first: Side<'_>, second: Side<'_>, pace: &Pace) -> Images {
    let mut changes = Vec::new();
    let of_configs = first.config.zip(second.config);
    if let Some((one, other)) = of_configs {
        configs(one.root, other.root, pace, &mut changes).await;
    }
    let of_manifests = first.manifest.zip(second.manifest);
    if let Some((one, other)) = of_manifests {
        manifests(one.root, other.root, pace, &mut changes).await;
    }
    let layers = [first.layers(), second.layers()];
    let [one, other] = &layers;
    let rows = align(one, other, pace).await;
    Images {
        reasons: reasons(&first, &second, &changes, &rows),
        pull: pull(&first, &second),
        has_manifests: of_manifests.is_some(),
        has_configs: of_configs.is_some(),
        changes,
        rows,
        layers,
    }
}

/// What is different between two manifests, but for the config and the layers.
async fn manifests(first: Value<'_>, second: Value<'_>, pace: &Pace, changes: &mut Vec<Change>) {
    let both = |key: &str| (first.get(key), second.get(key));
    for (key, field) in [("mediaType", Field::MediaType), ("artifactType", Field::ArtifactType)] {
        let (one, other) = both(key);
        changes.extend(whole(field, one, other));
    }
    let (one, other) = both("annotations");
    members(Field::Annotations, one, other, &[], pace, changes).await;
    let (one, other) = both("subject");
    changes.extend(whole(Field::Subject, one, other));
    let known = ["mediaType", "artifactType", "annotations", "subject", "config", "layers"];
    members(Field::OfManifest, Some(first), Some(second), &known, pace, changes).await;
}
