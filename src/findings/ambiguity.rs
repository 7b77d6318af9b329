//! One document that some read as an index and others as a manifest: CVE-2021-41190.
//!
//! What each does, from its source: containerd 2 (`core/images/image.go`, `validateMediaType`) refuses an
//! index with `config` or `layers`, a manifest with `manifests`, and anything with `fsLayers`;
//! containers/image 5 (`internal/manifest`, `ValidateUnambiguousManifestFormat`) refuses, for each kind,
//! any of `config`, `fsLayers`, `history`, `layers` and `manifests` that the kind doesn't have; Docker has
//! refused both since 20.10.11, and CNCF's distribution since 2.8.0 doesn't store them (`validateIndex` and
//! `validateManifest`). crane, oras and regctl go by the media type that the registry or the
//! descriptor names, and do not look.

use super::codes::AMBIGUOUS_DOCUMENT;
use super::key_case::folds_to;
use super::report::Report;
use crate::image::document::{Content, Document};
use crate::json::{Value, ValueKind};

/// The members by which the advisories tell manifests apart.
const TELLING: [&str; 5] = ["manifests", "layers", "config", "fsLayers", "history"];

pub(super) async fn check(report: &mut Report<'_>, root: Value<'_>, document: &Document) {
    let (own, is): (&[&str], _) = match &document.content {
        Content::Index(_) => (&["manifests"], "an index"),
        Content::Manifest(_) => (&["config", "layers"], "a manifest"),
        Content::Schema1(_) => (&["fsLayers", "history"], "a schema 1 manifest"),
        _ => return,
    };
    for member in root.members() {
        // Go's readers, which most clients are, take the key in any letter case.
        let name = member.name();
        report.spend(4).await;
        let Some(telling) = TELLING.into_iter().find(|key| folds_to(&name, key)) else { continue };
        if own.contains(&telling) || member.value.kind() == ValueKind::Null {
            continue;
        }
        report.add(&AMBIGUOUS_DOCUMENT, member.key.span(), || {
            format!(
                "This is {is} that has “{telling}” too, so that its digest stands for two things \
                 (CVE-2021-41190). {} Don't use it: build the image again.",
                who_refuses(own, telling)
            )
        });
    }
}

fn who_refuses(own: &[&str], telling: &str) -> &'static str {
    match (own, telling) {
        // containerd does not look at history.
        (_, "history") => "Podman, Skopeo, Buildah and CRI-O refuse it; containerd and Docker don't look.",
        (["fsLayers", ..], _) => {
            "containerd and Podman refuse it; others go by the media type that the registry sends."
        }
        _ => {
            "containerd, Docker, Podman, Skopeo and CRI-O refuse it, and CNCF's registry doesn't take it; \
             crane, oras and regctl go by the media type that the registry sends."
        }
    }
}
