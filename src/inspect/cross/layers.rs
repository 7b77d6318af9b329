//! The layers of a manifest, against the diff IDs and the history of its config.

use super::Found;
use super::place::Node;
use crate::findings::codes::{HISTORY_LAYERS_DIFFER, LAYERS_DIFF_IDS_DIFFER};
use crate::findings::quote::Count;
use crate::image::document::Kind;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    // Artifacts and attestations keep what they like in their layers.
    let image = node.blob.map(|blob| blob.document.kind);
    if !matches!(image, Some(Kind::OciManifest | Kind::DockerManifest)) {
        return;
    }
    let (Some(manifest), Some(config)) = (node.manifest(), node.config()) else { return };
    let layers = manifest.layers.len();
    let diff_ids = config.diff_ids.len();
    if layers == diff_ids {
        // The config's own findings compare its history with its diff IDs.
        return;
    }
    let span = node.own(&["layers"]);
    found.own(
        &LAYERS_DIFF_IDS_DIFFER,
        span,
        format!(
            "The manifest has {}, and its config {}: clients refuse to unpack the image. Build it \
             again, or push manifest and config of the same build.",
            Count(layers, "layer"),
            Count(diff_ids, "diff ID")
        ),
    );
    let Some(history) = &config.history else { return };
    let steps = history.iter().filter(|step| !step.empty_layer).count();
    if steps != layers {
        found.own(
            &HISTORY_LAYERS_DIFFER,
            span,
            format!(
                "The manifest has {}, and the history {} that made one: which step made which layer \
                 can't be told for sure.",
                Count(layers, "layer"),
                Count(steps, "step")
            ),
        );
    }
}
