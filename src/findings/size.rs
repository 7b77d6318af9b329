//! A descriptor's `size`: an integer of 64 bits, not negative, and one that such bytes can have.

use super::codes::{
    CONFIG_EMPTY, SIZE_ABSENT, SIZE_IMPOSSIBLE, SIZE_NEGATIVE, SIZE_NOT_INTEGER, SIZE_OVER_MANIFEST_LIMIT,
    SIZE_TOO_LARGE,
};
use super::descriptor_place::DescriptorPlace;
use super::member::{Shape, fits, missing};
use super::report::Report;
use crate::image::media_type::Meaning;
use crate::json::Value;
use crate::limits;

/// Checks the `size` of `descriptor`; `read` is what the model read from it, `means` what its media type is.
pub(super) fn check(
    report: &mut Report<'_>,
    descriptor: Value<'_>,
    size: Option<Value<'_>>,
    read: Option<u64>,
    means: Option<Meaning>,
    place: DescriptorPlace,
) {
    let Some(value) = size else {
        return missing(report, &SIZE_ABSENT, descriptor, "size", |is| {
            format!("{is} in this {}: clients don't know how much to fetch, and refuse it.", place.name())
        });
    };
    if !fits(report, "size", value, Shape::Integer) {
        return;
    }
    match read {
        Some(0) if place == DescriptorPlace::Config => report.add(&CONFIG_EMPTY, value.span(), || {
            "The config has no bytes, which are not even JSON: Harbor and Google's Artifact Registry refuse such \
             a manifest, and clients that read the config fail. Name the empty object {} instead, of 2 bytes."
                .to_owned()
        }),
        Some(size) => plausible(report, value, size, means),
        None => not_a_size(report, value),
    }
}

fn not_a_size(report: &mut Report<'_>, value: Value<'_>) {
    let written = value.number().unwrap_or_default();
    let shown: String = written.chars().take(24).collect();
    let digits = written.strip_prefix('-').unwrap_or(written);
    if digits.contains(['.', 'e', 'E']) {
        report.add(&SIZE_NOT_INTEGER, value.span(), || {
            format!(
                "The size {shown} is not written as an integer: programs in Go refuse the whole \
                document, others read a number."
            )
        });
    } else if written.starts_with('-') {
        report.add(&SIZE_NEGATIVE, value.span(), || {
            format!("The size is negative ({shown}): no bytes can have it.")
        });
    } else if value.as_u64().is_some() || digits.len() > 18 {
        report.add(&SIZE_TOO_LARGE, value.span(), || {
            format!(
                "The size {shown} is beyond 64 bits with a sign (9223372036854775807): programs in \
                Go refuse the whole document."
            )
        });
    }
    // What is left breaks the grammar of JSON (`01`), which is said already.
}

fn plausible(report: &mut Report<'_>, value: Value<'_>, size: u64, named: Option<Meaning>) {
    let document =
        matches!(named, Some(Meaning::Index | Meaning::Manifest | Meaning::Schema1 | Meaning::Config));
    if document && size < 2 {
        report.add(&SIZE_IMPOSSIBLE, value.span(), || {
            format!(
                "The size is {size}, and the smallest JSON document has 2 bytes: whoever wrote this \
                didn't know the size."
            )
        });
    }
    if matches!(named, Some(Meaning::Index | Meaning::Manifest)) && size > limits::MANIFEST_BYTES as u64 {
        report.add(&SIZE_OVER_MANIFEST_LIMIT, value.span(), || {
            format!(
                "This names a manifest of {size} bytes; registries must take 4 MiB ({}), and most \
                 refuse more.",
                limits::MANIFEST_BYTES
            )
        });
    }
}
