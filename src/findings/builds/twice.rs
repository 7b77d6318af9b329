//! One name for two images that are built: the second takes the place of the first.

use super::facts::{Facts, quoted};
use crate::builds::{Name, Word};
use crate::findings::codes::BUILD_TAG_TWICE;
use crate::findings::report::Report;
use crate::json::Span;
use crate::keyed::HashMap;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut first: HashMap<String, (Span, Vec<&str>)> = HashMap::default();
    for (_, _, _, build) in facts.builds() {
        let mut platforms: Vec<&str> = build.platforms.iter().filter_map(Word::known).collect();
        platforms.dedup();
        for tag in &build.tags {
            let Some((before, of)) = first.get(&tag.key()) else {
                first.insert(tag.key(), (tag.span, platforms.clone()));
                continue;
            };
            // One name for one platform, built twice, is a matter of taste.
            let both = of.first().zip(platforms.first()).filter(|_| *of != platforms);
            if let Some((one, two)) = both {
                tell(report, tag, facts.line(*before), one, two);
            }
        }
    }
}

fn tell(report: &mut Report<'_>, tag: &Name, line: usize, one: &str, two: &str) {
    report.add(&BUILD_TAG_TWICE, tag.span, || {
        format!(
            "{} is built here for {two}, and by line {line} for {one}: the second takes the place of the first. Give each \
             a name of its own and put them into a list, or build for both at once.",
            quoted(tag)
        )
    });
}
