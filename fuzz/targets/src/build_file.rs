//! Build files of any bytes: tasks, workflows, pipelines, bake files and scripts, and what is to be said of them.

use bayplan::builds;
use bayplan::findings::of_build_file;
use bayplan::pace::{Pace, at_once};

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let Some(file) = builds::read(bytes) else { return };
    let is_in = |span: bayplan::json::Span| span.start <= span.end && span.end as usize <= bytes.len();
    for (at, step) in file.steps.iter().enumerate() {
        assert!(step.after.iter().all(|before| *before < at), "a step waits for one after it");
        assert!(is_in(step.span), "a step stands outside of its file");
    }
    assert!(file.acts().all(|(_, act)| is_in(act.span)), "an act stands outside of its file");
    let findings = at_once(of_build_file(bytes, &file, &Pace::default()));
    assert!(
        findings.iter().all(|finding| finding.span.is_none_or(is_in)),
        "a finding stands outside of its file"
    );
}
