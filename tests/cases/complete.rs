//! No case without its right answer.

use std::fs;

/// Where the right answers are.
const ANSWERS: [&str; 4] = [
    include_str!("archives.rs"),
    include_str!("documents.rs"),
    include_str!("registries.rs"),
    include_str!("selection.rs"),
];

#[test]
fn each_case_has_its_answer() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let cases: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert!(cases.len() > 30, "the cases were not found");
    let unanswered: Vec<_> = cases
        .iter()
        .filter(|case| !ANSWERS.iter().any(|text| text.contains(&format!("\"{case}\""))))
        .collect();
    assert!(unanswered.is_empty(), "{unanswered:?}");
}
