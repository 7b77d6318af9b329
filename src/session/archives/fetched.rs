//! What fetches has something for layers: it is given to the engine for them.

use super::asked::{list, open};
use super::perform::{footer, sending, tell};
use crate::fetch::{Command, Event, LayerJob, LayerState, QuestionId};
use crate::layers::{self, Extent, WorkId};
use crate::registry::diagnosis::diagnose;
use crate::session::effect::Effect;
use crate::session::fetching::{self, Then};
use crate::session::model::Model;

/// Does what the engine that fetches commands of layers.
pub fn fetched(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::LayerBytes(layer, request) => sending(model, WorkId(layer.0), request).into_iter().collect(),
        Command::StopLayer(layer) => changed(model, layer, &LayerState::Gone),
        Command::LayerPart(layer, bytes) => footer_came(model, layer, &bytes),
        Command::Layer(layer, state) => changed(model, layer, &state),
        Command::Allowed(id) => allowed(model, id),
        _ => Vec::new(),
    }
}

/// The last bytes of a layer came: they say where its table of contents is, which is asked for then.
fn footer_came(model: &mut Model, layer: LayerJob, bytes: &[u8]) -> Vec<Effect> {
    let part = match footer(model, WorkId(layer.0), bytes) {
        Some(Extent::Table(place)) => Some((place.from, place.length)),
        Some(Extent::Whole | Extent::Footer) | None => None,
    };
    fetching::tell(model, Event::LayerPart(layer, part))
}

/// How a layer is coming changed.
fn changed(model: &mut Model, layer: LayerJob, state: &LayerState) -> Vec<Effect> {
    let work = WorkId(layer.0);
    let event = match state {
        LayerState::Coming => layers::Event::Resumed(work),
        LayerState::Failed(problem) => {
            layers::Event::NotFetched(work, diagnose(&problem.situation(), &problem.trouble).headline.into())
        }
        LayerState::Gone => layers::Event::Gone(work),
    };
    tell(model, event)
}

/// The registry of layers may be asked: what was wanted of them is done.
fn allowed(model: &mut Model, id: QuestionId) -> Vec<Effect> {
    let Some(then) = model.fetching.asked.remove(&id) else { return Vec::new() };
    let (Then::Layers(path) | Then::Tables(path)) = &then;
    let Some(node) = model.inspection.tree.find(path) else { return Vec::new() };
    match then {
        Then::Layers(_) => open(model, node),
        Then::Tables(_) => list(model, node),
    }
}
