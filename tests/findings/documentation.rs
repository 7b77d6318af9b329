//! `docs/findings.md` is what the code makes it, and no code is without a case.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bayplan::findings::codes;
use bayplan::findings::page::page;

use crate::{alone, archive, builds, cross, evidence, layer};

#[test]
fn the_page_is_what_the_code_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    assert!(fs::read_to_string(file).unwrap() == page(), "`cargo xtask docs` writes it again");
}

/// What a reader of the page, or a script, finds in its tables.
#[test]
fn the_page_lists_every_code_with_an_example() {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Vec<&str>> =
        rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 5 && row.iter().all(|cell| !cell.is_empty())), "{rows:#?}");
    let listed: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    let codes: Vec<&str> = codes::ALL.iter().map(|code| code.id).collect();
    assert_eq!(listed, codes);
}

#[test]
fn each_code_has_a_case() {
    let produced: BTreeSet<&str> = [
        alone::produced(),
        archive::produced(),
        builds::produced(),
        cross::produced(),
        evidence::produced(),
        layer::produced(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let codes: BTreeSet<&str> = codes::ALL.iter().map(|code| code.id).collect();
    let without: Vec<_> = codes.difference(&produced).collect();
    assert!(without.is_empty(), "without a case: {without:?}");
    let unknown: Vec<_> = produced.difference(&codes).collect();
    assert!(unknown.is_empty(), "cases of no code: {unknown:?}");
}
