//! Manifests: their config, their layers, and what makes one an artifact's.

use super::annotations;
use super::codes::{
    ARTIFACT_MANIFEST_DROPPED, ARTIFACT_TYPE_ABSENT, CONFIG_ABSENT, LAYER_FOREIGN, LAYER_NONDISTRIBUTABLE,
    LAYER_WITHOUT_URLS, LAYERS_ABSENT, LAYERS_EMPTY, LAYERS_TOO_MANY,
};
use super::descriptor::{self, Members};
use super::descriptor_place::{DescriptorPlace, Holder};
use super::member::{Shape, fits, missing, opening, present};
use super::report::Report;
use crate::image::descriptor::Descriptor;
use crate::image::document::{Document, Kind};
use crate::image::manifest::Manifest;
use crate::image::media_type::{Layer, Meaning, OCI_ARTIFACT_MANIFEST, OCI_EMPTY, meaning};
use crate::json::Value;

/// `maxLayerDepth` of Moby's layer store: overlay2's 127 without the two that a container adds.
const DOCKER_LAYERS: usize = 125;

pub(super) async fn check(
    report: &mut Report<'_>,
    root: Value<'_>,
    document: &Document,
    manifest: &Manifest,
    holder: &mut Holder,
) {
    let dropped = document.media_type.as_deref() == Some(OCI_ARTIFACT_MANIFEST);
    if dropped {
        let span = present(root, "mediaType").map_or_else(|| opening(root), Value::span);
        report.add(&ARTIFACT_MANIFEST_DROPPED, span, || {
            "This is the artifact manifest of OCI 1.1's release candidates, which 1.1.0 dropped: few \
             registries and tools take it. Push it again as an image manifest with an \
             “artifactType”."
                .to_owned()
        });
    }
    check_config(report, root, manifest, holder, dropped);
    check_layers(report, root, document, manifest, holder, dropped).await;
    if let (Some(subject), Some(read)) = (present(root, "subject"), &manifest.subject) {
        descriptor::check(report, subject, read, DescriptorPlace::Subject, holder);
    }
    annotations::check_member(report, root);
    match present(root, "artifactType") {
        Some(artifact_type) => descriptor::check_artifact_type(report, artifact_type),
        None => check_artifact_type_absent(report, root, manifest, dropped),
    }
}

fn check_config(
    report: &mut Report<'_>,
    root: Value<'_>,
    manifest: &Manifest,
    holder: &mut Holder,
    dropped: bool,
) {
    match (present(root, "config"), &manifest.config) {
        (Some(config), Some(read)) => {
            descriptor::check(report, config, read, DescriptorPlace::Config, holder);
        }
        _ if dropped => {}
        _ => missing(report, &CONFIG_ABSENT, root, "config", |is| {
            format!("{is}, which is required: nothing says for which platform the image is, or how it runs.")
        }),
    }
}

async fn check_layers(
    report: &mut Report<'_>,
    root: Value<'_>,
    document: &Document,
    manifest: &Manifest,
    holder: &mut Holder,
    dropped: bool,
) {
    let key = if present(root, "layers").is_none() && present(root, "blobs").is_some() {
        "blobs"
    } else {
        "layers"
    };
    let Some(layers) = present(root, key) else {
        if !dropped {
            missing(report, &LAYERS_ABSENT, root, key, |is| {
                format!("{is}, which is required: an image with no layers has an empty list.")
            });
        }
        return;
    };
    if !fits(report, key, layers, Shape::Array) {
        return;
    }
    let image = matches!(document.kind, Kind::OciManifest | Kind::DockerManifest);
    if manifest.layers.is_empty() && !dropped && !report.is_cut_off(layers) {
        report.add(&LAYERS_EMPTY, layers.span(), || {
            "There are no layers; the specification advises one at least, since some registries and \
             clients refuse none."
                .to_owned()
        });
    }
    if image && manifest.layers.len() > DOCKER_LAYERS {
        report.add(&LAYERS_TOO_MANY, layers.span(), || {
            format!(
                "There are {} layers, and Docker stacks {DOCKER_LAYERS} at most (“max depth \
                exceeded”). Put build steps together.",
                manifest.layers.len()
            )
        });
    }
    for (value, read) in layers.items().zip(&manifest.layers) {
        let members = descriptor::check(report, value, read, DescriptorPlace::Layer, holder);
        check_foreign(report, value, read, &members);
        report.judged(value).await;
    }
}

fn check_foreign(report: &mut Report<'_>, value: Value<'_>, read: &Descriptor, members: &Members<'_>) {
    let Some(text) = read.media_type.as_deref() else { return };
    let Some(Meaning::Layer(Layer { foreign: true, .. })) = meaning(text) else { return };
    let span = members.media_type.map_or_else(|| opening(value), Value::span);
    if text.starts_with("application/vnd.oci.") {
        report.add(&LAYER_NONDISTRIBUTABLE, span, || {
            "Non-distributable layers are deprecated since OCI 1.1: a registry may not have this one, \
             and air-gapped hosts can't fetch it. Build on a base image without them."
                .to_owned()
        });
    } else {
        report.add(&LAYER_FOREIGN, span, || {
            "This is a foreign layer, as old Windows base images have them: it is fetched from its \
             “urls”, and pushes leave it out. Windows base images since 2023 have none."
                .to_owned()
        });
    }
    if read.urls.is_empty() {
        report.add(&LAYER_WITHOUT_URLS, span, || {
            "This layer is not to be distributed by registries, and no “urls” says where else it can be \
             fetched."
                .to_owned()
        });
    }
}

fn check_artifact_type_absent(report: &mut Report<'_>, root: Value<'_>, manifest: &Manifest, dropped: bool) {
    let config = manifest.config.as_ref().and_then(|config| config.media_type.as_deref());
    if dropped {
        missing(report, &ARTIFACT_TYPE_ABSENT, root, "artifactType", |is| {
            format!("{is}: an artifact manifest must have it.")
        });
    } else if config == Some(OCI_EMPTY) {
        let stated = root.get("artifactType").or_else(|| present(root, "config"));
        let span = stated.map_or_else(|| opening(root), Value::span);
        let is = if root.get("artifactType").is_some() { "Here it is null." } else { "It is absent." };
        report.add(&ARTIFACT_TYPE_ABSENT, span, || {
            format!(
                "The config is the empty one, and then the manifest must have an “artifactType” that says what \
                 it is. {is}"
            )
        });
    }
}
