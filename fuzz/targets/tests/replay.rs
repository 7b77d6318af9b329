//! What fuzzing found is run again: every kept input, by every ordinary run of the tests.
#![allow(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bayplan_fuzz_targets::TARGETS;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn each_target_has_a_corpus_and_a_program() {
    let names: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names_in(&corpus()), names);
    let programs = names_in(&corpus().join("../fuzz_targets"));
    assert_eq!(programs, names.iter().map(|name| format!("{name}.rs")).collect());
}

/// A web page in the place of a document, which the tests of documents have, too.
#[test]
fn a_page_of_a_proxy_is_read() {
    let page = corpus().join("../../tests/fixtures/documents/registry-error.html");
    let (_, run) = TARGETS.iter().find(|(name, _)| *name == "json_read").unwrap();
    run(&fs::read(page).unwrap());
}

#[test]
fn every_kept_input_passes() {
    for (name, run) in TARGETS {
        let folder = corpus().join(name);
        let inputs = names_in(&folder);
        assert!(!inputs.is_empty(), "{name} has no input");
        for input in inputs {
            println!("{name}/{input}");
            run(&fs::read(folder.join(&input)).unwrap());
        }
    }
}
