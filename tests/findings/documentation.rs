//! `docs/findings.md` lists the codes as they are, and no code is without a case.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bayplan::findings::codes;

use crate::{alone, archive, cross, layer};

/// The rows of the page's tables, cell by cell.
fn rows() -> Vec<Vec<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    let text = fs::read_to_string(page).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn the_page_lists_exactly_the_codes() {
    let listed: Vec<String> = rows().into_iter().map(|row| row[..3].join(" | ") + " | " + &row[4]).collect();
    let codes: Vec<String> = codes::ALL
        .iter()
        .map(|code| {
            let section = format!("[{}]({})", code.section.title, code.section.url);
            format!("`{}` | {} | {} | {section}", code.id, code.severity.word(), code.title)
        })
        .collect();
    assert_eq!(listed, codes);
}

#[test]
fn each_code_has_an_example() {
    for row in rows() {
        assert!(row.len() == 5 && !row[3].is_empty(), "{row:?}");
    }
}

#[test]
fn each_code_has_a_case() {
    let produced: BTreeSet<&str> =
        [alone::produced(), archive::produced(), cross::produced(), layer::produced()]
            .into_iter()
            .flatten()
            .collect();
    let codes: BTreeSet<&str> = codes::ALL.iter().map(|code| code.id).collect();
    let without: Vec<_> = codes.difference(&produced).collect();
    assert!(without.is_empty(), "without a case: {without:?}");
    let unknown: Vec<_> = produced.difference(&codes).collect();
    assert!(unknown.is_empty(), "cases of no code: {unknown:?}");
}
