//! Documents for the page to open: its examples and the fixtures of all tests, byte for byte.

use std::path::PathBuf;

use serde_json::Value;

use crate::environment::repository;
use crate::{Result, Trouble};

/// A document with the name of its file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name below `static/examples/` or `tests/fixtures/`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Document {
    /// As text, for pasting.
    ///
    /// # Errors
    /// When it isn't UTF-8.
    pub fn text(&self) -> Result<&str> {
        str::from_utf8(&self.bytes).map_err(|error| format!("{} is no text: {error}.", self.name).into())
    }
}

/// An example's documents, in the order in which the page opens them.
///
/// # Errors
/// When there is no such example.
pub fn example(id: &str) -> Result<Vec<Document>> {
    let list: Value = serde_json::from_slice(&read("static/examples/index.json")?)?;
    let example = list.as_array().into_iter().flatten().find(|example| example["id"] == id);
    let files = example.and_then(|example| example["files"].as_array());
    let files = files.ok_or_else(|| format!("There is no example “{id}”."))?;
    files
        .iter()
        .map(|file| {
            let name = file["path"].as_str().unwrap_or_default();
            Ok(Document { name: name.to_owned(), bytes: read(&format!("static/examples/{name}"))? })
        })
        .collect()
}

/// The ids and titles of all examples.
///
/// # Errors
/// When their list can't be read.
pub fn examples() -> Result<Vec<(String, String)>> {
    let list: Value = serde_json::from_slice(&read("static/examples/index.json")?)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(list
        .as_array()
        .into_iter()
        .flatten()
        .map(|example| (text(&example["id"]), text(&example["title"])))
        .collect())
}

/// A document of the fixtures.
///
/// # Errors
/// When there is none of this name.
pub fn fixture(name: &str) -> Result<Document> {
    Ok(Document { name: name.to_owned(), bytes: read(&format!("tests/fixtures/{name}"))? })
}

/// The path of a fixture.
#[must_use]
pub fn fixture_path(name: &str) -> PathBuf {
    repository("tests/fixtures").join(name)
}

fn read(path: &str) -> Result<Vec<u8>> {
    let path = repository(path);
    std::fs::read(&path).map_err(|error| Trouble(format!("{} can't be read: {error}.", path.display())))
}
