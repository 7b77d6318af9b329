//! `schemaVersion`: 2 in every manifest and index of today, 1 in Docker's retired ones.

use super::codes::{MANIFEST_TOO_LARGE, SCHEMA_VERSION_ABSENT, SCHEMA_VERSION_WRONG};
use super::member::{missing, present};
use super::report::Report;
use crate::image::document::{Content, Document};
use crate::json::{Value, ValueKind};
use crate::limits;

pub(super) fn check(report: &mut Report<'_>, root: Value<'_>, document: &Document) {
    let must = match &document.content {
        Content::Index(_) | Content::Manifest(_) => 2,
        Content::Schema1(_) => 1,
        _ => return,
    };
    let Some(value) = present(root, "schemaVersion") else {
        // The artifact manifest of the release candidates had none.
        if document.media_type.as_deref() != Some(crate::image::media_type::OCI_ARTIFACT_MANIFEST) {
            missing(report, &SCHEMA_VERSION_ABSENT, root, "schemaVersion", |is| {
                format!("{is}; it must be {must}, or older clients refuse the document.")
            });
        }
        return;
    };
    if value.as_i64() == Some(must) {
        return;
    }
    report.add(&SCHEMA_VERSION_WRONG, value.span(), || match value.kind() {
        ValueKind::Number => {
            let shown: String = value.number().unwrap_or_default().chars().take(24).collect();
            format!("“schemaVersion” is {shown}; it must be the integer {must} here.")
        }
        other => format!(
            "“schemaVersion” must be the integer {must}, and is {}; programs in Go refuse \
            the whole document.",
            other.a()
        ),
    });
}

/// Says so where a manifest is larger than registries must take.
pub(super) fn check_length(report: &mut Report<'_>, length: usize, document: &Document) {
    if document.kind.is_manifest_or_index() && length > limits::MANIFEST_BYTES {
        report.add(&MANIFEST_TOO_LARGE, None, || {
            format!(
                "This manifest has {length} bytes; registries must take 4 MiB ({}), and most refuse \
                 more, as do Podman and Skopeo when they pull.",
                limits::MANIFEST_BYTES
            )
        });
    }
}
