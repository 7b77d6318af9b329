//! Names that only a run knows: what depends on them is not told.

use super::facts::{Facts, Found};
use crate::findings::codes::BUILD_NAMES_UNKNOWN;
use crate::findings::report::Report;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_open = |name| matches!(facts.made.find(name), Found::Perhaps);
    let open: Vec<_> = facts.pushed.iter().filter(|at| is_open(at.name)).collect();
    if let Some(first) = open.first() {
        report.add(&BUILD_NAMES_UNKNOWN, first.name.span, || {
            let which = match open.len() {
                1 => "Whether this, which is pushed, is built here".to_owned(),
                count => format!("Whether {count} names that are pushed, this the first, are built here"),
            };
            format!("{which} depends on variables whose values only a run knows: it was not compared.")
        });
    }
    if let Some(name) = facts.elsewhere {
        report.add(&BUILD_NAMES_UNKNOWN, None, || {
            format!(
                "“{name}” may make images in a way that can\u{2019}t be followed here, so whether all that is pushed is \
                 built was not judged."
            )
        });
    }
}
