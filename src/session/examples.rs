//! The page's own examples.

use std::rc::Rc;

use super::documents::clear;
use super::effect::Effect;
use super::model::{Example, Model, Tone};
use super::notices::notice;

pub(super) fn examples_listed(model: &mut Model, list: Result<Rc<[u8]>, String>) -> Vec<Effect> {
    match list.and_then(|bytes| serde_json::from_slice::<Vec<Example>>(&bytes).map_err(|e| e.to_string())) {
        Ok(examples) => {
            model.examples = examples.into();
            Vec::new()
        }
        Err(reason) => notice(
            model,
            Tone::Warn,
            format!("The examples can't be listed: {reason}. All else works without them."),
        ),
    }
}

pub(super) fn open_example(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(example) = model.examples.iter().find(|example| example.id == id).cloned() else {
        return Vec::new();
    };
    let mut effects = clear(model);
    let files = example.files.into_iter().map(|file| file.path).collect();
    effects.push(Effect::FetchExample { id: example.id, files, pin: example.pin });
    effects
}
