//! A build that names no platform.

use super::architecture::{of_file, of_name};
use super::facts::Facts;
use crate::findings::codes::BUILD_PLATFORM_ABSENT;
use crate::findings::report::Report;
use crate::findings::severity::Severity;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, _, span, build) in
        facts.builds().filter(|(.., build)| build.needs_platform && build.platforms.is_empty())
    {
        let named = build.tags.iter().find_map(of_name).or_else(|| of_file(build.file.as_ref()?));
        let severity = if named.is_some() { Severity::Warning } else { Severity::Note };
        report.add_as(severity, &BUILD_PLATFORM_ABSENT, span, || {
            let why = match named {
                Some(named) => format!(" though it is named for {named}"),
                None => String::new(),
            };
            format!(
                "The build names no platform{why}: unless its Dockerfile does, it is built for the machine that runs it. \
                 Add --platform."
            )
        });
    }
}
