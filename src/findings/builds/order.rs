//! A step that does not wait for what it needs: a push before the build, a list before the push.

use super::facts::{Facts, Found, quoted};
use crate::builds::Name;
use crate::findings::codes::BUILD_ORDER;
use crate::findings::report::Report;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for pushed in facts.pushed.iter() {
        let Found::At(made) = facts.made.find(pushed.name) else { continue };
        if !facts.is_before(&made, pushed.step, pushed.act) {
            let line = made.first().map_or(0, |at| facts.line(at.name.span));
            tell(report, pushed.name, &format!("pushed here, and made by line {line}"));
        }
    }
    for (step, act, list) in facts.lists().filter(|(_, _, list)| list.by_registry) {
        for entry in &list.entries {
            let Found::At(pushed) = facts.pushed.find(entry) else { continue };
            if !facts.is_before(&pushed, step, act) {
                let line = pushed.first().map_or(0, |at| facts.line(at.name.span));
                tell(report, entry, &format!("put into a list here, and pushed by line {line}"));
            }
        }
    }
}

fn tell(report: &mut Report<'_>, name: &Name, what: &str) {
    report.add(&BUILD_ORDER, name.span, || {
        format!(
            "{} is {what}, for which this step does not wait. It fails, or takes what was there before.",
            quoted(name)
        )
    });
}
