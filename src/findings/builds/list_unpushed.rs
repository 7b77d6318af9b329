//! A list that names what no step pushes.

use super::facts::{Facts, Found, quoted};
use crate::builds::Name;
use crate::findings::codes::BUILD_LIST_UNPUSHED;
use crate::findings::report::Report;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, _, list) in facts.lists().filter(|(_, _, list)| list.by_registry) {
        for entry in &list.entries {
            let is_pushed = !matches!(facts.pushed.find(entry), Found::Nowhere);
            // What is not made here either comes from elsewhere, as the images of other people do.
            let is_of_others =
                matches!(facts.made.find(entry), Found::Nowhere) && !is_in_a_repository_of_this(facts, entry);
            if is_pushed || is_of_others {
                continue;
            }
            report.add(&BUILD_LIST_UNPUSHED, entry.span, || {
                let near = facts.pushed.nearest(entry).map(|near| {
                    format!(" Line {} pushes {}: is that what is meant?", facts.line(near.name.span), quoted(near.name))
                });
                format!(
                    "{} names {}, and no step here pushes that. {} looks for it in the registry, and finds none or an \
                     older one.{}",
                    quoted(&list.list),
                    quoted(entry),
                    list.tool,
                    near.unwrap_or_default()
                )
            });
        }
    }
}

/// Whether something is pushed here to the repository of a name.
fn is_in_a_repository_of_this(facts: &Facts<'_>, entry: &Name) -> bool {
    let repository = entry.repository();
    facts.pushed.iter().any(|at| at.name.repository() == repository)
}
