//! Lines of the Markdown report.

use std::fmt::Write as _;

use crate::limits;
use crate::text::size::grouped;

// Writing to a string does not fail.
pub(super) fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(line);
    text.push('\n');
}

/// Writes as many of a list as people read, and how many more there are.
pub(super) fn some<T>(
    text: &mut String,
    mut all: impl Iterator<Item = T>,
    what: &str,
    write: impl Fn(&mut String, T),
) {
    all.by_ref().take(limits::REPORT_ROWS).for_each(|one| write(text, one));
    let more = all.count();
    if more > 0 {
        line(text, format_args!("\n{} more {what} are in the JSON report.", grouped(more as u64)));
    }
}
