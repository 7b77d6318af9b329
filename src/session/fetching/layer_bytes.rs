//! Layers that are fetched: what they are fetched for, and what becomes of their bytes.
//!
//! Both engines know a layer by the piece of work that it is fetched for: what the one commands is what happens to the
//! other.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::inspection::Inspection;
use super::super::model::Model;
use super::state::Then;
use super::tell::{commands, obey, tell};
use super::wanted::{is_document, repository};
use crate::archive::toc::{footer_range, place_of, promise};
use crate::fetch::{Command, Event, LayerJob, Repository, Taker, WantedLayer};
use crate::inspect::{NodeId, Role, Slot, slots};
use crate::layers::{Extent, RemoteLayer, WorkId};
use crate::registry::Outcome;

/// What is wanted of a layer.
fn wanted(work: WorkId, layer: &RemoteLayer, extent: Extent) -> WantedLayer {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    WantedLayer {
        job: LayerJob(work.0),
        repository: Rc::new(Repository::of(&layer.reference)),
        digest: layer.digest.clone(),
        size: layer.size,
        part: match extent {
            Extent::Whole => None,
            Extent::Footer => layer.size.and_then(footer_range),
            Extent::Table(place) => Some((place.from, place.length)),
        },
        taker: if extent == Extent::Footer { Taker::Caller } else { Taker::Worker },
        elsewhere: layer.urls.iter().find(is_web).cloned(),
    }
}

/// The layer of a node whose bytes are not here, where a registry can be asked for it.
#[must_use]
pub fn remote_layer(inspection: &Inspection, id: NodeId) -> Option<Rc<RemoteLayer>> {
    let node = inspection.tree.get(id).filter(|node| node.blob.is_none())?;
    if !matches!(node.role, Role::Layer(_)) || is_document(node) {
        return None;
    }
    let descriptor = node.descriptor.as_ref()?;
    let digest = descriptor.digest.clone().filter(|digest| digest.registered().is_some())?;
    let repository = repository(inspection, node.parent?)?;
    let annotations = &descriptor.annotations;
    Some(Rc::new(RemoteLayer {
        reference: repository.at(&digest),
        digest,
        size: descriptor.size,
        urls: descriptor.urls.clone(),
        place: descriptor.size.and_then(|size| place_of(annotations, size)),
        promise: promise(annotations),
    }))
}

/// Asks the user about the registry of the layers of `node`, where that is to be asked and was not yet; `list`
/// where only their tables of contents are wanted.
pub(in super::super) fn ask_for_layers(model: &mut Model, node: NodeId, list: bool) -> Option<Vec<Effect>> {
    let slots = slots(&model.inspection.tree, node);
    let of = |slot: &Slot| match slot.layer.and_then(|layer| model.layers.layer(layer)) {
        Some(layer) => layer.remote().map(|layer| layer.reference.registry.clone()),
        None => Some(remote_layer(&model.inspection, slot.node)?.reference.registry.clone()),
    };
    let registry = slots.iter().filter_map(of).find(|registry| !model.fetch.may_ask(registry))?;
    let path = model.inspection.tree.path(node);
    let then = if list { Then::Tables(path) } else { Then::Layers(path) };
    let Model { fetching, fetch, .. } = model;
    fetching.asked.retain(|id, _| fetch.question(*id).is_some());
    if fetching.asked.values().any(|asked| *asked == then) {
        return Some(Vec::new());
    }
    let commands = commands(model, Event::Consent(registry));
    for command in &commands {
        if let Command::Ask(id) = command {
            model.fetching.asked.insert(*id, then.clone());
        }
    }
    Some(obey(model, commands))
}

/// Has layers fetched, each for its piece of work.
pub(in super::super) fn fetch_layers(
    model: &mut Model,
    layers: &[(WorkId, Rc<RemoteLayer>, Extent)],
) -> Vec<Effect> {
    let layers = layers.iter().map(|(work, layer, extent)| wanted(*work, layer, *extent)).collect();
    tell(model, Event::Layers(layers))
}

/// A worker has done with a layer: what it was fetched for is there, or can't be.
pub(in super::super) fn layer_came(model: &mut Model, work: WorkId) -> Vec<Effect> {
    tell(model, Event::LayerDone(LayerJob(work.0)))
}

/// A layer did not come, and this in its place.
pub(in super::super) fn layer_did_not_come(model: &mut Model, work: WorkId, outcome: Outcome) -> Vec<Effect> {
    tell(model, Event::LayerFailed(LayerJob(work.0), outcome))
}

/// Nobody waits for these layers any more.
pub(in super::super) fn stop_layers(model: &mut Model, works: &[WorkId]) -> Vec<Effect> {
    tell(model, Event::StopLayers(works.iter().map(|work| LayerJob(work.0)).collect()))
}
