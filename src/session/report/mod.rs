//! The report: what the page shows, as a file.

mod gathered;
mod markdown;

use super::effect::Save;
use super::model::Inspection;
use gathered::Report;

/// The report as JSON; [`Report`] is its schema.
#[must_use]
pub fn json(inspection: &Inspection) -> Save {
    Save {
        name: "bayplan-report.json".to_owned(),
        media_type: "application/json",
        bytes: serde_json::to_vec_pretty(&Report::of(inspection)).unwrap_or_default().into(),
    }
}

/// The report as Markdown, to be read by people and put into an issue.
#[must_use]
pub fn markdown(inspection: &Inspection) -> Save {
    Save {
        name: "bayplan-report.md".to_owned(),
        media_type: "text/markdown",
        bytes: markdown::write(&Report::of(inspection)).into_bytes().into(),
    }
}
