//! What is to be said of a build file: one file for each rule. A rule sees the neutral model alone, whatever the format.

mod architecture;
mod broken;
mod facts;
mod list_kept;
mod list_not_pushed;
mod list_unpushed;
mod order;
mod platform;
mod step;
mod twice;
mod unbuilt;
mod unknown;

use super::characters;
use super::finding::Finding;
use super::report::Report;
use crate::builds::BuildFile;
use crate::pace::Pace;
use facts::Facts;

/// A rule.
type Rule = fn(&Facts<'_>, &mut Report<'_>);

/// All of them.
const RULES: [Rule; 11] = [
    broken::check,
    architecture::check,
    unbuilt::check,
    list_unpushed::check,
    list_not_pushed::check,
    order::check,
    step::check,
    twice::check,
    list_kept::check,
    platform::check,
    unknown::check,
];

/// What is to be said of a build file, in the order of its bytes.
pub async fn of_build_file(bytes: &[u8], file: &BuildFile, pace: &Pace) -> Vec<Finding> {
    let mut report = Report::new(bytes, false, pace);
    characters::check(&mut report, bytes).await;
    let facts = Facts::of(bytes, file);
    for rule in RULES {
        rule(&facts, &mut report);
        report.spend(facts.steps_of_a_rule()).await;
    }
    report.finish()
}
