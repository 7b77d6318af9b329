//! A list that is made and not pushed.

use super::facts::{Facts, Found, quoted};
use crate::findings::codes::BUILD_LIST_NOT_PUSHED;
use crate::findings::report::Report;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.elsewhere.is_some() {
        return;
    }
    for (_, _, list) in facts.lists().filter(|(_, _, list)| !list.pushes && list.by_registry) {
        if matches!(facts.lists_pushed.find(&list.list), Found::Nowhere) {
            report.add(&BUILD_LIST_NOT_PUSHED, list.list.span, || {
                format!(
                    "{} is put together, and no step here pushes it: it stays on the machine that runs this.",
                    quoted(&list.list)
                )
            });
        }
    }
}
