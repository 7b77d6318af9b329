//! A push of what no step builds, tags or fetches.

use super::facts::{Facts, Found, quoted};
use crate::findings::codes::BUILD_PUSH_UNBUILT;
use crate::findings::report::Report;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    // Whatever makes images that are not seen may make this one.
    if facts.elsewhere.is_some() {
        return;
    }
    for pushed in facts.pushed.iter() {
        if !matches!(facts.made.find(pushed.name), Found::Nowhere) {
            continue;
        }
        report.add(&BUILD_PUSH_UNBUILT, pushed.name.span, || {
            let near = facts.made.nearest(pushed.name).map(|near| {
                format!(" Line {} makes {}: is that what is meant?", facts.line(near.name.span), quoted(near.name))
            });
            format!(
                "{} is pushed, and no step here builds it, tags it or fetches it. Where the image is not there \
                 already, pushing it fails.{}",
                quoted(pushed.name),
                near.unwrap_or_default()
            )
        });
    }
}
