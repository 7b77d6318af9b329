//! The media type of a descriptor, against the place where it stands.

use super::codes::{
    CONFIG_TYPE_OLD, DESCRIPTOR_MEDIA_TYPE_MISPLACED, DESCRIPTOR_MEDIA_TYPE_UNKNOWN, INDEX_NESTED,
    LAYER_DOCKER_ZSTD, LAYER_ENCRYPTED, MIXED_MEDIA_TYPES,
};
use super::descriptor_place::{DescriptorPlace, Holder};
use super::report::Report;
use super::severity::Severity;
use crate::image::document::Kind;
use crate::image::media_type::{Compression, Layer, Meaning, short_name};
use crate::json::Value;
use crate::text::quote::Quoted;

pub(super) fn check(
    report: &mut Report<'_>,
    value: Value<'_>,
    text: &str,
    means: Option<Meaning>,
    place: DescriptorPlace,
    holder: &mut Holder,
) {
    let Some(means) = means else {
        return unknown(report, value, text, place, holder);
    };
    let fits = match place {
        DescriptorPlace::Entry => matches!(means, Meaning::Index | Meaning::Manifest | Meaning::Schema1),
        DescriptorPlace::Alone => true,
        DescriptorPlace::Subject => matches!(means, Meaning::Index | Meaning::Manifest),
        DescriptorPlace::Config => !matches!(means, Meaning::Layer(_) | Meaning::Index | Meaning::Manifest),
        // Artifacts keep what they like in their layers, but for manifests.
        DescriptorPlace::Layer => match means {
            Meaning::Index | Meaning::Manifest | Meaning::Schema1 => false,
            Meaning::Config => holder.kind == Kind::ArtifactManifest,
            _ => true,
        },
    };
    if !fits {
        report.add(&DESCRIPTOR_MEDIA_TYPE_MISPLACED, value.span(), || {
            format!(
                "The media type of this {} is that of “{}”, which doesn't belong there: clients \
                skip it or fail.",
                place.name(),
                short_name(text)
            )
        });
    }
    if place == DescriptorPlace::Entry && means == Meaning::Index {
        report.add(&INDEX_NESTED, value.span(), || {
            "This entry is an index itself: containerd, crane and regctl follow it, Podman and Skopeo \
             fail to pull it, oras hands it back as it is."
                .to_owned()
        });
    }
    if let (DescriptorPlace::Layer, Meaning::Layer(layer)) = (place, means) {
        check_layer(report, value, text, layer);
    }
    check_mixed(report, value, text, place, holder);
}

/// Says what the type of a config is that old versions of Docker wrote.
pub(super) fn old_config(report: &mut Report<'_>, value: Value<'_>, text: &str) {
    report.add(&CONFIG_TYPE_OLD, value.span(), || {
        format!(
            "Docker 1.10 and registries of its time gave the media type {} to configs of images. Docker's classic \
             image store takes the image for what it is; containerd, and Docker with the containerd image store, \
             don't know the config and fail to unpack the image. Push it again with a client of today.",
            Quoted(text)
        )
    });
}

fn unknown(report: &mut Report<'_>, value: Value<'_>, text: &str, place: DescriptorPlace, holder: &Holder) {
    // What an artifact is made of is its own affair.
    let what = match (place, holder.kind) {
        (DescriptorPlace::Entry, _) => "clients must skip this entry",
        (DescriptorPlace::Layer, Kind::OciManifest) => {
            "clients that unpack the image skip this layer or refuse the image"
        }
        (DescriptorPlace::Layer, Kind::DockerManifest) => "Docker, Podman and Skopeo refuse the image",
        _ => return,
    };
    report.add(&DESCRIPTOR_MEDIA_TYPE_UNKNOWN, value.span(), || {
        format!("The media type {} is not one of the image specification's: {what}.", Quoted(text))
    });
}

fn check_layer(report: &mut Report<'_>, value: Value<'_>, text: &str, layer: Layer) {
    if layer.compression == Compression::Zstd && text.starts_with("application/vnd.docker.") {
        report.add(&LAYER_DOCKER_ZSTD, value.span(), || {
            "This is a zstd layer under a Docker media type, which Docker's specification doesn't have: \
             Podman and Skopeo refuse it. Build with OCI media types (oci-mediatypes=true)."
                .to_owned()
        });
    }
    if layer.compression == Compression::Encrypted {
        report.add(&LAYER_ENCRYPTED, value.span(), || {
            "This layer is encrypted (ocicrypt): who has no key for it can't run the image.".to_owned()
        });
    }
}

/// Docker's documents with OCI's media types in them, and the other way round; said once a document.
fn check_mixed(
    report: &mut Report<'_>,
    value: Value<'_>,
    text: &str,
    place: DescriptorPlace,
    holder: &mut Holder,
) {
    let oci = text.starts_with("application/vnd.oci.image.");
    let docker = text.starts_with("application/vnd.docker.");
    let (severity, message) = match (holder.kind, place) {
        _ if holder.mixed => return,
        (Kind::DockerManifest, DescriptorPlace::Config | DescriptorPlace::Layer) if oci => (
            Severity::Warning,
            "A Docker manifest names something with an OCI media type: Podman, Skopeo, Buildah and \
             CRI-O refuse the image. Make all of them OCI's or all of them Docker's.",
        ),
        (Kind::DockerList, DescriptorPlace::Entry) if oci => (
            Severity::Note,
            "A Docker manifest list names OCI manifests: most clients read both, some old ones only \
             Docker's.",
        ),
        (Kind::OciManifest, DescriptorPlace::Config | DescriptorPlace::Layer)
        | (Kind::OciIndex, DescriptorPlace::Entry)
            if docker =>
        {
            (
                Severity::Note,
                "An OCI document names something with a Docker media type: most clients read both, and \
             strict ones refuse the mixture.",
            )
        }
        _ => return,
    };
    holder.mixed = true;
    report.add_as(severity, &MIXED_MEDIA_TYPES, value.span(), || message.to_owned());
}
