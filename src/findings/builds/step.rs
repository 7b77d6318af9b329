//! A step that waits for one that is not before it.

use super::facts::Facts;
use crate::findings::codes::BUILD_STEP_UNKNOWN;
use crate::findings::report::Report;
use crate::text::quote::Quoted;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for word in facts.file.steps.iter().flat_map(|step| &step.unknown) {
        report.add(&BUILD_STEP_UNKNOWN, word.span, || {
            format!(
                "This step waits for {}, and no step before it has that name. Nothing of the file is run.",
                Quoted(&word.text)
            )
        });
    }
}
