//! Annotations: strings by key, and what the pre-defined keys must hold.

use super::codes::{
    ANNOTATION_KEY_EMPTY, ANNOTATION_KEY_RESERVED, ANNOTATION_NOT_DIGEST, ANNOTATIONS_NOT_STRINGS,
    CREATED_MALFORMED,
};
use super::member::{Shape, fits, present};
use super::part;
use super::report::Report;
use super::time::is_rfc3339;
use super::url;
use crate::image::annotations::CREATED;
use crate::image::digest::Digest;
use crate::json::{Value, ValueKind};
use crate::text::quote::Quoted;

/// What OCI defines in its own name space.
const DEFINED: [&str; 15] = [
    "created",
    "authors",
    "url",
    "documentation",
    "source",
    "version",
    "revision",
    "vendor",
    "licenses",
    "ref.name",
    "title",
    "description",
    "base.digest",
    "base.name",
    "stopSignal",
];
const OWN: &str = "org.opencontainers.image.";

/// Checks the member `annotations` of `object`, where it is there.
pub(super) fn check_member(report: &mut Report<'_>, object: Value<'_>) {
    if let Some(annotations) = present(object, "annotations") {
        check(report, annotations);
    }
}

/// Checks annotations.
pub(super) fn check(report: &mut Report<'_>, annotations: Value<'_>) {
    if !fits(report, "annotations", annotations, Shape::Object)
        || !part::is_read(report, "annotations", annotations)
    {
        return;
    }
    for member in annotations.members() {
        let key = member.name();
        if key.is_empty() {
            report.add(&ANNOTATION_KEY_EMPTY, member.key.span(), || {
                "An annotation has an empty key.".to_owned()
            });
        }
        if member.value.kind() != ValueKind::String {
            report.add(&ANNOTATIONS_NOT_STRINGS, member.value.span(), || {
                let readers = match member.value.kind() {
                    ValueKind::Null => "programs in Go read it as an empty one. Leave it out",
                    _ => "programs in Go refuse the whole document. Put it in quotation marks",
                };
                format!(
                    "The annotation {} must be a string, and is {}; {readers}.",
                    Quoted(&key),
                    member.value.kind().a()
                )
            });
            continue;
        }
        if let Some(own) = key.strip_prefix(OWN) {
            check_own(report, member.key, own, member.value);
        }
    }
}

/// Checks a key of OCI's own name space, and its value.
fn check_own(report: &mut Report<'_>, key: Value<'_>, own: &str, value: Value<'_>) {
    match own {
        "url" | "documentation" | "source" => check_url(report, value),
        "base.digest" => check_base_digest(report, value),
        "created" => check_created(report, CREATED, value),
        _ if DEFINED.contains(&own) => {}
        _ => report.add(&ANNOTATION_KEY_RESERVED, key.span(), || {
            format!(
                "The specification doesn't define {}, and keeps the names in front of it for \
                itself: clients ignore it.",
                Quoted(&format!("{OWN}{own}"))
            )
        }),
    }
}

/// Buildah writes an empty one where it doesn't know the base; no client looks at it when it pulls.
fn check_base_digest(report: &mut Report<'_>, value: Value<'_>) {
    let text = value.as_str().unwrap_or_default();
    if Digest::parse(&text).is_err() {
        report.add(&ANNOTATION_NOT_DIGEST, value.span(), || {
            let what = if text.is_empty() {
                "is empty, as Buildah writes it where it doesn't know".to_owned()
            } else {
                format!("is {}, which is not a digest: it doesn't say", Quoted(&text))
            };
            format!("The annotation “{OWN}base.digest” {what} which image this one is built on.")
        });
    }
}

/// People write `git@…` and bare host names into these, which open nothing: only other schemes are told.
fn check_url(report: &mut Report<'_>, value: Value<'_>) {
    if value.as_str().is_some_and(|text| {
        text.contains(':')
            && !text.starts_with("git@")
            && !text.starts_with("ssh:")
            && !text.starts_with("git:")
            && !text.starts_with("git+")
    }) {
        url::check(report, value);
    }
}

/// Checks a date, by the name of the member that holds it.
pub(super) fn check_created(report: &mut Report<'_>, key: &str, value: Value<'_>) {
    let text = value.as_str().unwrap_or_default();
    if !is_rfc3339(&text) {
        report.add(&CREATED_MALFORMED, value.span(), || {
            format!(
                "“{key}” is {}, which is not a date by RFC 3339, such as 2025-01-31T12:00:00Z.",
                Quoted(&text)
            )
        });
    }
}
