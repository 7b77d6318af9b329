//! Indexes: what their entries are to each other.

use std::cmp::Ordering;
use std::rc::Rc;

use super::annotations;
use super::attestation;
use super::codes::{
    DIGEST_REPEATED, DIGEST_TWO_SIZES, INDEX_EMPTY, MANIFESTS_ABSENT, PLATFORM_ABSENT, PLATFORM_DUPLICATE,
};
use super::descriptor;
use super::descriptor_place::{DescriptorPlace, Holder};
use super::index_entry::Entry;
use super::member::{Shape, expect, fits, missing, opening, present};
use super::platform::{self, runs_on_one_host};
use super::repeats::{repeats, short};
use super::report::Report;
use super::severity::Severity;
use crate::image::annotations::{CONTAINERD_NAME, REF_NAME, ZSTD};
use crate::image::descriptor::Descriptor;
use crate::image::digest::Digest;
use crate::image::index::Index;
use crate::image::media_type::{Meaning, meaning};
use crate::image::platform_normal::normal;
use crate::json::Value;

/// Steps of judging two entries that are the same.
const STEPS_OF_A_REPEAT: usize = 8;

pub(super) async fn check(report: &mut Report<'_>, root: Value<'_>, index: &Index, holder: &mut Holder) {
    if let Some(subject) = present(root, "subject")
        && let Some(read) = &index.subject
    {
        descriptor::check(report, subject, read, DescriptorPlace::Subject, holder);
    }
    annotations::check_member(report, root);
    if let Some(artifact_type) = present(root, "artifactType") {
        descriptor::check_artifact_type(report, artifact_type);
    }
    let Some(manifests) = present(root, "manifests") else {
        return missing(report, &MANIFESTS_ABSENT, root, "manifests", |is| {
            format!("{is}; an index must have it, if only as an empty list.")
        });
    };
    if !fits(report, "manifests", manifests, Shape::Array) {
        return;
    }
    if index.manifests.is_empty() && !report.is_cut_off(manifests) {
        return report.add(&INDEX_EMPTY, manifests.span(), || {
            "The index has no entries: no host finds an image in it.".to_owned()
        });
    }
    check_entries(report, manifests, &index.manifests, holder).await;
}

/// Checks the entries of an index, which `list` has: each, and what they are to each other.
pub(super) async fn check_entries(
    report: &mut Report<'_>,
    list: Value<'_>,
    descriptors: &[Rc<Descriptor>],
    holder: &mut Holder,
) {
    let mut entries = Vec::with_capacity(descriptors.len());
    for (number, (value, read)) in (1..).zip(list.items().zip(descriptors)) {
        let members = descriptor::check(report, value, read, DescriptorPlace::Entry, holder);
        let normal = read.platform.as_ref().map(normal);
        entries.push(Entry { number, normal, value, read, members });
        report.judged(value).await;
    }
    let some_have_one = entries.iter().any(|entry| entry.read.platform.is_some());
    for entry in &entries {
        check_platform(report, entry, some_have_one);
        report.judged(entry.value).await;
    }
    check_same_platform(report, &entries).await;
    check_same_digest(report, &entries).await;
    if !report.is_cut_off(list) {
        attestation::check(report, &entries).await;
    }
}

fn check_platform(report: &mut Report<'_>, entry: &Entry<'_>, some_have_one: bool) {
    let attestation = entry.read.is_attestation();
    if let (Some(value), Some(platform), Some(normal)) =
        (entry.members.platform, &entry.read.platform, &entry.normal)
    {
        return platform::check(report, value, platform, normal, attestation);
    }
    if entry.members.platform.is_some() {
        expect(report, entry.value, "platform", Shape::Object);
        return;
    }
    // A layout's index names images by tag, and artifacts and nested indexes have no platform.
    let annotations = &entry.read.annotations;
    let named = annotations.get(REF_NAME).is_some() || annotations.get(CONTAINERD_NAME).is_some();
    let image = entry.read.media_type.as_deref().and_then(meaning) == Some(Meaning::Manifest);
    if !image || named || attestation || entry.read.artifact_type.is_some() {
        return;
    }
    if report.is_cut_off(entry.value) {
        return;
    }
    let severity = if some_have_one { Severity::Warning } else { Severity::Note };
    report.add_as(severity, &PLATFORM_ABSENT, opening(entry.value), || {
        "This entry has no platform: containerd and Docker take it when nothing else matches, crane \
         takes it for linux/amd64, oras and regctl never take it."
            .to_owned()
    });
}

async fn check_same_platform(report: &mut Report<'_>, entries: &[Entry<'_>]) {
    let images = entries.iter().filter_map(|entry| {
        let (platform, normal) = (entry.read.platform.as_ref()?, entry.normal.as_ref()?);
        if !entry.is_image() {
            return None;
        }
        let parts = [&*normal.os, &*normal.architecture, &*normal.variant, &*platform.os_version];
        Some((parts.into_iter().fold(0, |number: u64, part| number.rotate_left(21) ^ short(part)), entry))
    });
    let again = repeats(images, compare_platforms, report.pace()).await;
    for (first, other) in again {
        report.spend(STEPS_OF_A_REPEAT).await;
        let same = first.read.digest.is_some() && first.read.digest == other.read.digest;
        let severity = if same { Severity::Note } else { PLATFORM_DUPLICATE.severity };
        report.add_as(severity, &PLATFORM_DUPLICATE, other.platform_span(), || {
            let platform = other.name();
            if same {
                format!(
                    "Entry {} is for {platform} and names the same manifest as entry {}: one of \
                    them is enough.",
                    other.number, first.number
                )
            } else if first.read.platform == other.read.platform {
                format!(
                    "Entry {} is for {platform}, as entry {} is: every client takes the first of \
                    the two, so that this one is never pulled by platform.",
                    other.number, first.number
                )
            } else {
                format!(
                    "Entry {} is for {platform}, which is the platform of entry {} in other words: \
                    containerd takes the first of the two, other clients go by the words.",
                    other.number, first.number
                )
            }
        });
    }
}

/// Compares what two entries are for, as clients do.
fn compare_platforms(a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    // The zstd twin of an entry is there on purpose.
    let zstd = |entry: &Entry<'_>| entry.read.annotations.get(ZSTD) == Some("true");
    let by_zstd = zstd(a).cmp(&zstd(b));
    let same_bytes = a.members.platform.zip(b.members.platform).is_some_and(|(a, b)| a.raw() == b.raw());
    if by_zstd.is_ne() || same_bytes {
        return by_zstd;
    }
    fn version<'a>(entry: &'a Entry<'_>) -> Option<(&'a str, &'a [String])> {
        entry.read.platform.as_ref().map(|platform| (&*platform.os_version, &*platform.os_features))
    }
    a.normal.cmp(&b.normal).then_with(|| version(a).cmp(&version(b)))
}

async fn check_same_digest(report: &mut Report<'_>, entries: &[Entry<'_>]) {
    fn digest<'a>(entry: &'a Entry<'_>) -> Option<&'a str> {
        entry.read.digest.as_ref().map(Digest::as_str)
    }
    let digests = entries.iter().filter_map(|entry| Some((short(digest(entry)?), entry)));
    let again = repeats(digests, |a, b| digest(a).cmp(&digest(b)), report.pace()).await;
    for (first, other) in again {
        report.spend(STEPS_OF_A_REPEAT).await;
        check_sizes(report, first, other);
        let (Some(a), Some(b)) = (&first.normal, &other.normal) else { continue };
        if a == b || !first.is_image() || !other.is_image() {
            continue;
        }
        let one_host = runs_on_one_host(a, b);
        let severity = if one_host { Severity::Note } else { DIGEST_REPEATED.severity };
        report.add_as(severity, &DIGEST_REPEATED, other.digest_span(), || {
            let then = if one_host {
                "a host exists that runs both. Made for the smaller of the two, it is right for each of them"
            } else {
                "an image is for one platform: on one of them it won't run"
            };
            format!(
                "Entry {} (for {}) names the same manifest as entry {} (for {}), and {then}.",
                other.number,
                other.name(),
                first.number,
                first.name()
            )
        });
    }
}

/// The same bytes can't have two sizes.
fn check_sizes(report: &mut Report<'_>, first: &Entry<'_>, other: &Entry<'_>) {
    let (Some(a), Some(b)) = (first.read.size, other.read.size) else { return };
    if a != b {
        let span = other.members.size.map_or_else(|| opening(other.value), Value::span);
        report.add(&DIGEST_TWO_SIZES, span, || {
            format!(
                "Entry {} says {b} bytes, and entry {} says {a} of the same digest: one of them is wrong.",
                other.number, first.number
            )
        });
    }
}
