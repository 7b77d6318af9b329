//! The report: what the page shows, as a file.

use std::rc::Rc;

use super::effect::Save;
use super::model::Inspection;

/// The report as JSON.
#[must_use]
pub fn json(_inspection: &Inspection) -> Save {
    Save { name: "bayplan-report.json".to_owned(), media_type: "application/json", bytes: Rc::from([]) }
}

/// The report as Markdown.
#[must_use]
pub fn markdown(_inspection: &Inspection) -> Save {
    Save { name: "bayplan-report.md".to_owned(), media_type: "text/markdown", bytes: Rc::from([]) }
}
