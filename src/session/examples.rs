//! An example is opened.

use super::effect::Effect;
use super::example_table::EXAMPLES;
use super::leaving::clear;
use super::model::Model;

pub(super) fn open_example(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(example) = EXAMPLES.iter().find(|example| example.id == id) else { return Vec::new() };
    let mut effects = clear(model, Vec::new());
    let expected = &mut model.view.expected;
    example.expected.iter().for_each(|(field, text)| expected.set(*field, (*text).to_owned()));
    model.evidence.of_example = model.view.expected.clone();
    effects.push(Effect::FetchExample(example));
    effects
}
