//! Parts of a document that hold more than is read.

use super::codes::PART_TOO_LARGE;
use super::member::opening;
use super::report::Report;
use crate::image::part;
use crate::json::Value;
use crate::limits;
use crate::text::quote::Count;

/// Whether a part is read, which its document calls `name`; says so where it is not.
pub(super) fn is_read(report: &mut Report<'_>, name: &str, value: Value<'_>) -> bool {
    let is_read = part::is_read(value);
    if !is_read {
        report.add(&PART_TOO_LARGE, opening(value), || {
            format!(
                "This part (“{name}”) holds {}, and {} at most are read: nothing in it is used or judged here. Clients may \
                 read it.",
                Count(value.count(), "value"),
                limits::PART_VALUES
            )
        });
    }
    is_read
}
