//! Layers at registries: held once they are asked for, and read as they come.

use std::rc::Rc;

use super::{Job, Layer, Place, Reading, file, reading};
use crate::inspect::{HeldLayer, LayerId, LayerState, NodeId};
use crate::session::documents::rebuild;
use crate::session::fetching::{self, LayerFetch};
use crate::session::layers::JobId;
use crate::session::model::Model;

/// Holds the layer of a node that a registry can be asked for; the tree is to be made anew.
pub(super) fn hold(model: &mut Model, node: NodeId) -> Option<LayerId> {
    let layer = fetching::remote_layer(&model.inspection, node)?;
    let held = HeldLayer {
        name: layer.repository.at(&layer.digest).to_string(),
        size: layer.size.unwrap_or(0),
        claim: Some(layer.digest.clone()),
        remote: true,
        state: LayerState::Waiting,
    };
    let id = Rc::make_mut(&mut model.inspection).blobs.layers.add(held);
    let place = Place::There(layer);
    Rc::make_mut(&mut model.archives).layers.insert(id, Layer { place, state: Reading::Waiting });
    Some(id)
}

/// Keeps what is shown of layers in step with how they are coming: some wait for a token or a while, some
/// fail, and some are tried again from elsewhere than the Files tab.
pub fn follow(model: &mut Model) {
    let mut changed = false;
    for ticket in fetching::tickets(&model.fetching) {
        let fetch = fetching::layer_fetch(&model.fetching, ticket);
        match model.archives.jobs.get(&ticket).cloned() {
            Some(Job::Scan(layer)) => changed |= follow_scan(model, layer, ticket, &fetch),
            Some(Job::Extract(_)) => file::follow(model, ticket, &fetch),
            Some(Job::Save(_)) | Some(Job::Open(_)) | None => {}
        }
        if fetch == LayerFetch::Gone {
            fetching::stop_layer(model, ticket);
            Rc::make_mut(&mut model.archives).jobs.remove(&ticket);
        }
    }
    if changed {
        rebuild(model);
    }
}

/// Whether something changed.
fn follow_scan(model: &mut Model, layer: LayerId, ticket: JobId, fetch: &LayerFetch) -> bool {
    let Some(state) = model.archives.layer(layer).map(|layer| &layer.state) else { return false };
    let is_running = matches!(state, Reading::Running(job, _) if *job == ticket);
    match fetch {
        LayerFetch::Coming if !is_running => reading::begin(model, layer, ticket),
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
