//! BuildKit's attestation entries: each must say for what, and nobody must take it for an image.

use super::codes::{ATTESTATION_UNRESOLVED, ATTESTATION_WITH_PLATFORM, ATTESTATION_WITHOUT_DIGEST};
use super::index_entry::Entry;
use super::member::{opening, present};
use super::report::Report;
use crate::image::annotations::REFERENCE_DIGEST;
use crate::image::digest::Digest;
use crate::json::{Span, Value};
use crate::sorting::sort_by;
use crate::text::quote::Quoted;

pub(super) async fn check(report: &mut Report<'_>, entries: &[Entry<'_>]) {
    if !entries.iter().any(|entry| entry.read.is_attestation()) {
        return;
    }
    let mut images: Vec<&str> = entries
        .iter()
        .filter(|entry| !entry.read.is_attestation())
        .filter_map(|entry| entry.read.digest.as_ref())
        .map(Digest::as_str)
        .collect();
    report.spend(images.len()).await;
    sort_by(&mut images, Ord::cmp);
    for entry in entries.iter().filter(|entry| entry.read.is_attestation()) {
        check_reference(report, entry, &images);
        report.judged(entry.value).await;
        if let (Some(value), Some(platform)) = (entry.members.platform, &entry.read.platform)
            && !platform.is_unknown()
        {
            report.add(&ATTESTATION_WITH_PLATFORM, value.span(), || {
                format!(
                    "This attestation has the platform {}, so that clients may pull it as an image; \
                    BuildKit writes unknown/unknown.",
                    Quoted(&platform.to_string())
                )
            });
        }
    }
}

fn check_reference(report: &mut Report<'_>, entry: &Entry<'_>, images: &[&str]) {
    let Some(text) = entry.read.annotations.get(REFERENCE_DIGEST) else {
        return report.add(&ATTESTATION_WITHOUT_DIGEST, place(entry), || {
            format!(
                "This attestation has no “{REFERENCE_DIGEST}”, so that nothing says for which image \
                it stands."
            )
        });
    };
    let Some(digest) = entry.read.attests() else {
        return report.add(&ATTESTATION_WITHOUT_DIGEST, place(entry), || {
            format!(
                "“{REFERENCE_DIGEST}” is {}, which is not a digest: nothing says for which image \
                this attestation stands.",
                Quoted(text)
            )
        });
    };
    if images.binary_search(&digest.as_str()).is_err() {
        report.add(&ATTESTATION_UNRESOLVED, place(entry), || {
            format!(
                "This attestation stands for {}, which is no entry of this index: the image was \
                taken out or replaced, and the attestation stayed.",
                Quoted(&digest.short())
            )
        });
    }
}

/// The annotation's value, or where the entry begins.
fn place(entry: &Entry<'_>) -> Span {
    entry
        .members
        .annotations
        .and_then(|annotations| present(annotations, REFERENCE_DIGEST))
        .map_or_else(|| opening(entry.value), Value::span)
}
