//! Comments and pages speak plain English of today.

use std::fs;
use std::path::Path;

use super::{names, report, sources};

/// Words that make a reader look twice, and what to say.
const WORDS: &[(&str, &str)] = &[
    ("anew", "again"),
    ("came of", "became, or what it was"),
    ("comes of", "follows from"),
    ("foretell", "predict"),
    ("foretells", "predicts"),
    ("hang on", "depend on"),
    ("hangs on", "depends on"),
    ("heed", "read, or keep to"),
    ("passed by", "left out"),
    ("put away", "removed, or dismissed"),
    ("thereof", "of it"),
    ("to be had", "available"),
    ("wherein", "in which"),
];

/// What people read beside the code.
const PAGES: &[&str] = &[
    "README.md",
    "deploy/README.md",
    "docs/building.md",
    "docs/findings.md",
    "docs/report.md",
    "docs/why.md",
    "static/help/index.html",
];

#[test]
fn words_are_plain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = PAGES.iter().map(|page| ((*page).to_owned(), fs::read_to_string(root.join(page)).unwrap()));
    let texts = sources().into_iter().map(|source| (source.path, source.text)).chain(pages);
    let mut faults = Vec::new();
    for (path, text) in texts {
        for (at, line) in text.lines().enumerate() {
            let line = line.to_lowercase();
            for (word, plain) in WORDS.iter().filter(|(word, _)| names(&line, word)) {
                faults.push(format!("{path}:{} says {word:?}; say {plain}", at + 1));
            }
        }
    }
    report(&faults);
}
