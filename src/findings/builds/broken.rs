//! A build file that can't be read to its end.

use super::facts::Facts;
use crate::findings::codes::BUILD_FILE_BROKEN;
use crate::findings::report::Report;
use crate::text::quote::Quoted;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if let Some(problem) = &facts.file.problem {
        report.add_placed(&BUILD_FILE_BROKEN, problem.span, |place| {
            format!(
                "{place}: this is as far as the file can be read: {}. What is after it is not judged.",
                Quoted(&problem.text)
            )
        });
    }
    if facts.file.left_out > 0 {
        report.add(&BUILD_FILE_BROKEN, None, || {
            format!("The file has {} steps more than are read. They are not judged.", facts.file.left_out)
        });
    }
}
