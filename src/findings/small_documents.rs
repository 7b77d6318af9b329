//! The `oci-layout` file, and in-toto statements.

use super::codes::{LAYOUT_VERSION, STATEMENT_TYPE_UNKNOWN, STATEMENT_WITHOUT_SUBJECT};
use super::member::{Shape, expect, fits, opening, present};
use super::report::Report;
use crate::json::Value;
use crate::text::quote::Quoted;

/// Checks the marker of an OCI layout.
pub(super) fn check_layout(report: &mut Report<'_>, root: Value<'_>) {
    let Some(version) = expect(report, root, "imageLayoutVersion", Shape::Text) else { return };
    if !version.is_text("1.0.0") {
        report.add(&LAYOUT_VERSION, version.span(), || {
            format!(
                "The layout's version is {}; there is only 1.0.0, and clients must refuse another.",
                Quoted(&version.as_str().unwrap_or_default())
            )
        });
    }
}

/// Checks an in-toto statement.
pub(super) fn check_statement(report: &mut Report<'_>, root: Value<'_>) {
    const VERSIONS: [&str; 2] = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];
    if let Some(kind) = expect(report, root, "_type", Shape::Text)
        && !VERSIONS.iter().any(|version| kind.is_text(version))
    {
        report.add(&STATEMENT_TYPE_UNKNOWN, kind.span(), || {
            format!(
                "The statement's type is {}, none of in-toto's: policies skip it.",
                Quoted(&kind.as_str().unwrap_or_default())
            )
        });
    }
    let subject = present(root, "subject").filter(|subject| fits(report, "subject", *subject, Shape::Array));
    if subject.into_iter().flat_map(Value::items).next().is_none() {
        let span = present(root, "subject").map_or_else(|| opening(root), Value::span);
        report.add(&STATEMENT_WITHOUT_SUBJECT, span, || {
            "The statement names no subject, so that it speaks of nothing.".to_owned()
        });
    }
}
