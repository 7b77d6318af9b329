//! What Bayplan has to say about an image: one file per family of rules.

mod finding;

pub use finding::{Finding, Section, Severity};

use crate::image::document::Document;
use crate::json::Reading;

/// What is to be said of one document, whatever points to it.
#[must_use]
pub fn of_document(_bytes: &[u8], _reading: &Reading, _document: &Document) -> Vec<Finding> {
    Vec::new()
}
