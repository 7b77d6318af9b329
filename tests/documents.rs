//! Each kind of document is told apart, in the bytes that real tools write.
//!
//! `fixtures/documents/kinds.json` says which file is what, and why where that is a question.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

#[path = "fixtures/large.rs"]
mod large;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use bayplan::image::document::{Content, Document, Kind};
use bayplan::{json, limits};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/documents")
}

#[test]
fn each_document_is_of_its_kind() {
    let table: Value = serde_json::from_slice(&fs::read(folder().join("kinds.json")).unwrap()).unwrap();
    for row in table.as_array().unwrap() {
        let file = row["file"].as_str().unwrap();
        let bytes = fs::read(folder().join(file)).unwrap();
        let reading = json::read(&bytes);
        let document = Document::read(reading.root(&bytes));
        assert_eq!(document.kind.id(), row["kind"].as_str().unwrap(), "{file}: {}", row["why"]);
    }
}

#[test]
fn what_parsers_agree_on_is_json_here_too() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let theirs = serde_json::from_slice::<Value>(&bytes).is_ok();
        assert_eq!(json::read(&bytes).is_json(), theirs, "{}", path.display());
    }
}

fn read(bytes: &[u8]) -> Document {
    let reading = json::read(bytes);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    Document::read(reading.root(bytes))
}

#[test]
fn a_large_index_has_what_was_asked_for() {
    for entries in [0, 1, 12, 10_000] {
        let document = read(&large::index(entries));
        assert_eq!(document.kind, Kind::OciIndex);
        let Content::Index(index) = document.content else { panic!("{entries}") };
        let digests: HashSet<_> =
            index.manifests.iter().map(|entry| entry.digest.as_ref().unwrap().to_string()).collect();
        assert_eq!(digests.len(), entries, "no digest twice");
        assert!(index.manifests.iter().all(|entry| entry.platform.is_some() && entry.size.is_some()));
    }
}

#[test]
fn a_large_manifest_has_the_bytes_that_were_asked_for() {
    let least = large::MANIFEST_LEAST;
    let sizes = [least, least + 1, 5_000, limits::MANIFEST_BYTES, limits::MANIFEST_BYTES + 1];
    for bytes in sizes {
        let made = large::manifest(bytes);
        assert_eq!(made.len(), bytes);
        assert_eq!(read(&made).kind, Kind::OciManifest);
    }
    assert_eq!(large::manifest(0).len(), least);
}
