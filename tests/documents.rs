//! Each kind of document is told apart, in the bytes that real tools write.
//!
//! `fixtures/documents/kinds.json` says which file is what, and why where that is a question.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use bayplan::image::document::Document;
use bayplan::json;
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
