//! Layers at registries: held once they are asked for, and read as they come.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::pane::is_running;
use super::{Job, Layer, Listing, Place, Reading, file, reading, slots};
use crate::archive::layer::LayerFiles;
use crate::archive::toc::Listed;
use crate::inspect::{HeldLayer, LayerId, LayerState, NodeId};
use crate::layers::{Extent, FileId, JobId, Progress};
use crate::session::documents::rebuild_soon;
use crate::session::effect::Effect;
use crate::session::fetching::{self, LayerFetch, Task};
use crate::session::model::Model;
use crate::verify::{Pin, Word};

/// Holds the layer of a node that a registry can be asked for; the tree is to be made anew.
pub(super) fn hold(model: &mut Model, node: NodeId) -> Option<LayerId> {
    let layer = fetching::remote_layer(&model.inspection, node)?;
    let held = HeldLayer {
        name: layer.reference.to_string(),
        size: layer.size.unwrap_or(0),
        claim: Some(Pin { digest: layer.digest.clone(), word: Word::Asked }),
        pin: None,
        remote: true,
        foreign: None,
        state: LayerState::Waiting,
        changed: false,
    };
    let id = Rc::make_mut(&mut model.inspection).blobs.layers.add(held);
    let place = Place::There(layer);
    Rc::make_mut(&mut model.archives).layers.insert(id, Layer::new(place));
    Some(id)
}

/// Forgets what was found in a layer at a registry, or in one that changed where it lies, so that it is read again.
pub(super) fn put_away(model: &mut Model, layer: LayerId) {
    let changed = model.inspection.blobs.layers.get(layer).is_some_and(|layer| layer.changed);
    let may_differ = |layer: &Layer| {
        let is_there = matches!(layer.place, Place::There(_));
        (is_there || changed) && matches!(layer.state, Reading::Read(_))
    };
    if model.archives.layer(layer).is_some_and(may_differ) {
        reading::set(model, layer, Reading::Waiting, LayerState::Waiting);
        // They are of what came before.
        model.files = None;
    }
}

/// Takes how a layer that is waited for is coming: it failed, is tried again, or is fetched no more.
pub fn coming(model: &mut Model, ticket: JobId, fetch: &LayerFetch) -> Vec<Effect> {
    let changed = match model.archives.jobs.get(&ticket).cloned() {
        Some(Job::Scan(layer)) => follow_layer(model, layer, ticket, fetch, true),
        Some(Job::List(layer)) => follow_layer(model, layer, ticket, fetch, false),
        Some(Job::Extract(_)) => {
            file::follow(model, ticket, fetch);
            false
        }
        Some(Job::Save(..) | Job::Open(_)) | None => false,
    };
    if *fetch == LayerFetch::Gone {
        Rc::make_mut(&mut model.archives).jobs.remove(&ticket);
    }
    if changed { rebuild_soon(model) } else { Vec::new() }
}

/// Whether something changed.
fn follow_layer(model: &mut Model, layer: LayerId, ticket: JobId, fetch: &LayerFetch, scan: bool) -> bool {
    let Some(state) = model.archives.layer(layer).map(|layer| &layer.state) else { return false };
    let is_running = matches!(state, Reading::Running(job, _) if *job == ticket);
    match fetch {
        LayerFetch::Coming if !is_running && scan => reading::begin(model, layer, ticket),
        LayerFetch::Coming if !is_running => begin_list(model, layer, ticket),
        LayerFetch::Failed(why) if is_running => {
            reading::set(model, layer, Reading::Failed(why.clone()), LayerState::Waiting);
        }
        LayerFetch::Gone if is_running => {
            reading::set(model, layer, Reading::Waiting, LayerState::Waiting);
        }
        _ => return false,
    }
    true
}

/// Has the layers of node `id` listed by their tables of contents, without fetching them: those that say that
/// they have one, or the one that `id` is, to see whether it has.
pub fn list(model: &mut Model, id: NodeId) -> Vec<Effect> {
    if let Some(asked) = fetching::ask_for_layers(model, id, true) {
        return asked;
    }
    let slots = slots(&model.inspection.tree, id);
    let alone = slots.len() == 1;
    let mut begun = BTreeMap::new();
    for slot in slots {
        let known = slot.layer.and_then(|layer| model.archives.layer(layer));
        let remote = match known.map(|layer| &layer.place) {
            None => fetching::remote_layer(&model.inspection, slot.node),
            Some(Place::There(layer)) => Some(layer.clone()),
            Some(Place::Here(_)) => None,
        };
        let is_known = known.is_some_and(|layer| layer.files().is_some() || is_running(layer));
        let Some(remote) = remote.filter(|layer| !is_known && (alone || layer.says_table())) else {
            continue;
        };
        let Some(layer) = slot.layer.or_else(|| hold(model, slot.node)) else { continue };
        begun.entry(layer).or_insert(remote);
    }
    if begun.is_empty() {
        return Vec::new();
    }
    let mut effects = reading::forget_failed(model, &begun.keys().copied().collect());
    let mut wanted = Vec::new();
    for (layer, remote) in begun {
        let ticket = Rc::make_mut(&mut model.archives).new_job(Job::List(layer));
        begin_list(model, layer, ticket);
        let task = match remote.listing() {
            Extent::Table(place) => Task::Table(place),
            Extent::Whole | Extent::Footer => Task::Footer,
        };
        wanted.push((remote, task, ticket));
    }
    effects.extend(fetching::fetch_layers(model, wanted));
    effects.extend(rebuild_soon(model));
    effects
}

/// Its table of contents is being fetched: of the layer itself nothing is.
fn begin_list(model: &mut Model, layer: LayerId, ticket: JobId) {
    reading::set(model, layer, Reading::Running(ticket, Progress::default()), LayerState::Waiting);
}

/// Takes the table of contents of a layer.
pub(super) fn listed(model: &mut Model, layer: LayerId, listed: &Listed) -> Vec<Effect> {
    let files = match LayerFiles::from_bytes(&listed.files) {
        Ok(files) => Rc::new(files),
        Err(error) => return reading::failed(model, layer, error.to_string()),
    };
    reading::set(model, layer, Reading::Waiting, LayerState::Waiting);
    if let Some(layer) = Rc::make_mut(&mut model.archives).layers.get_mut(&layer) {
        layer.listed = Some(Listing { files, promised: listed.promised });
    }
    rebuild_soon(model)
}

/// Takes where the bytes of a layer are held that is fetched.
pub fn kept(model: &mut Model, job: JobId, file: FileId) -> Vec<Effect> {
    let ticket = fetching::ticket(&model.fetching, job);
    let archives = Rc::make_mut(&mut model.archives);
    let Some(Job::Scan(layer)) = ticket.and_then(|ticket| archives.jobs.get(&ticket)) else {
        return Vec::new();
    };
    if let Some(layer) = archives.layers.get_mut(layer) {
        layer.kept = Some(file);
    }
    Vec::new()
}
