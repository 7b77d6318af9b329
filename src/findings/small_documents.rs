//! The `oci-layout` file, and in-toto statements.

use super::codes::{LAYOUT_VERSION, STATEMENT_TYPE_UNKNOWN, STATEMENT_WITHOUT_SUBJECT};
use super::member::{Shape, expect, fits, missing, present};
use super::part;
use super::report::Report;
use crate::json::Value;
use crate::text::quote::Quoted;

/// Checks the marker of an OCI layout.
pub(super) fn check_layout(report: &mut Report<'_>, root: Value<'_>) {
    let version = expect(report, root, "imageLayoutVersion", Shape::Text);
    let Some(version) = version.filter(|version| !version.is_text("")) else {
        if present(root, "imageLayoutVersion").is_none_or(|version| version.is_text("")) {
            missing(report, &LAYOUT_VERSION, root, "imageLayoutVersion", |is| {
                format!("{is}; it must be 1.0.0, and clients must refuse another.")
            });
        }
        return;
    };
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
pub(super) async fn check_statement(report: &mut Report<'_>, root: Value<'_>) {
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
    let Some(subject) = present(root, "subject") else {
        return missing(report, &STATEMENT_WITHOUT_SUBJECT, root, "subject", |is| {
            format!("{is}: the statement speaks of nothing.")
        });
    };
    if !fits(report, "subject", subject, Shape::Array) {
        return;
    }
    for one in subject.items() {
        part::is_read(report, "subject", one);
        report.spend(1).await;
    }
    if subject.items().next().is_none() {
        report.add(&STATEMENT_WITHOUT_SUBJECT, subject.span(), || {
            "“subject” is an empty list: the statement speaks of nothing.".to_owned()
        });
    }
}
