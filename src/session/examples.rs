//! The page's own examples.

use std::rc::Rc;

use super::documents::clear;
use super::effect::Effect;
use super::model::{Example, Model, Tone};
use super::notices::notice;
use crate::json::{self, Value};

pub(super) fn examples_listed(model: &mut Model, list: Result<Rc<[u8]>, String>) -> Vec<Effect> {
    match list {
        Ok(bytes) => {
            model.examples = read(&bytes).into();
            Vec::new()
        }
        Err(reason) => notice(
            model,
            Tone::Warn,
            format!("The examples can't be listed: {reason}. All else works without them."),
        ),
    }
}

/// The list as its file has it: `[{"id", "title", "sentence", "files": [{"path"}], "pin"}]`.
///
/// By our own reader, for the page has it anyway.
#[must_use]
pub fn read(list: &[u8]) -> Vec<Example> {
    let reading = json::read(list);
    let text = |value: Value<'_>, key| Some(value.get(key)?.as_str()?.into_owned());
    let examples = reading.root(list).into_iter().flat_map(Value::items);
    examples
        .filter_map(|example| {
            Some(Example {
                id: text(example, "id")?,
                title: text(example, "title")?,
                sentence: text(example, "sentence")?,
                files: example.get("files")?.items().filter_map(|file| text(file, "path")).collect(),
                pin: text(example, "pin"),
            })
        })
        .collect()
}

pub(super) fn open_example(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(example) = model.examples.iter().find(|example| example.id == id).cloned() else {
        return Vec::new();
    };
    let mut effects = clear(model);
    effects.push(Effect::FetchExample { id: example.id, files: example.files, pin: example.pin });
    effects
}
