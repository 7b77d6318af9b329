//! `docker manifest push` without `--purge`.

use super::facts::{Facts, quoted};
use crate::builds::{Kept, What};
use crate::findings::codes::BUILD_LIST_KEPT;
use crate::findings::report::Report;

pub(super) fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, act) in facts.file.acts() {
        if let What::PushList { list, kept: Kept::Yes } = &act.what {
            report.add(&BUILD_LIST_KEPT, act.span, || {
                format!(
                    "Without --purge the list {} stays on the machine, and the next “docker manifest create” of that name \
                     there goes on with its old entries, or refuses.",
                    quoted(list)
                )
            });
        }
    }
}
