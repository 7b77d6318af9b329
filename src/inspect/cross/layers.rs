//! The layers of a manifest, against the diff IDs and the history of its config.

use super::packing::{self, Stated};
use super::place::Node;
use super::{Crossed, Found, Within};
use crate::findings::codes::{DIFF_ID_MISMATCH, HISTORY_LAYERS_DIFFER, LAYERS_DIFF_IDS_DIFFER};
use crate::findings::layer::of_programs;
use crate::image::digest::Digest;
use crate::image::document::Kind;
use crate::inspect::held::is_packed;
use crate::inspect::node::{Compared, Role};
use crate::text::quote::Count;

pub(super) fn check(found: &mut Found, node: &Node<'_>) {
    check_stack(found, node);
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

/// A config whose layers an archive names without a manifest.
fn check_stack(found: &mut Found, node: &Node<'_>) {
    let stack = node.blob.filter(|blob| blob.document.kind != Kind::DockerFirst);
    let stack = stack.and_then(|_| node.layers().stack(node.node.blob?));
    let (Some(stack), Some(config)) = (stack, node.own_config()) else { return };
    let (layers, diff_ids) = (stack.layers.len(), config.diff_ids.len());
    if node.node.role == Role::Root && layers != diff_ids {
        found.own(
            &LAYERS_DIFF_IDS_DIFFER,
            node.own(&["rootfs", "diff_ids"]),
            format!(
                "The archive names {} for this config, which has {}: docker load refuses it. Save the image again.",
                Count(layers, "layer"),
                Count(diff_ids, "diff ID")
            ),
        );
    }
}

/// A layer that was read: what is to be said of it by itself, and against the config's diff ID.
pub(super) fn check_held(found: &mut Found, node: &Node<'_>) {
    let Some(proof) = node.proof() else { return };
    // An encrypted layer is no tar to anybody without the key, and an artifact may hold anything.
    let is_layer = packing::stated(node) != Stated::Other;
    let own = proof.findings.iter().filter(|_| (proof.is_tar || is_layer) && !node.is_foreign()).cloned();
    found.0.extend(own.map(|finding| Crossed { finding, within: Within::Own }));
    let stacked = node.said_of_stacked().iter().cloned();
    found.0.extend(stacked.map(|finding| Crossed { finding, within: Within::Own }));
    let platform = node.holder().and_then(|holder| holder.platform().cloned());
    packing::check(found, node);
    let programs = platform.and_then(|platform| of_programs(&proof.built, &platform));
    found.0.extend(programs.map(|finding| Crossed { finding, within: Within::Own }));
    // Without a manifest, the diff ID is what the layer is verified by.
    let (Role::Layer(at), Compared::Descriptor) = (&node.node.role, &node.node.compared) else { return };
    let Some(holder) = node.holder().filter(|_| is_layer) else { return };
    let Some(config) = holder.config() else { return };
    let stated = config.diff_ids.get(*at as usize).and_then(|text| Digest::parse(text).ok());
    // Of a layer that breaks off, that is what is said; and what is not unpacked here has no diff ID.
    if let Some(stated) = stated.filter(|stated| proof.whole && !is_packed(proof) && *stated != proof.diff_id)
    {
        found.own(
            &DIFF_ID_MISMATCH,
            None,
            format!(
                "The config has the diff ID {} for this layer, and it unpacks to {}: clients refuse it. Build \
                 the image again, or push manifest and config of the same build.",
                stated.short(),
                proof.diff_id.short()
            ),
        );
    }
}
