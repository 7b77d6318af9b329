//! What the visitor has done with the layers of a node.

use std::rc::Rc;

use super::perform::{tell, tell_ahead};
use crate::image::digest::{Digest, HashAlgorithm};
use crate::inspect::{HeldLayer, LayerId, LayerState, NodeId, Tree, slots};
use crate::layers::{Event, Home, RemoteLayer};
use crate::limits;
use crate::session::effect::Effect;
use crate::session::fetching;
use crate::session::growing::rebuild_soon;
use crate::session::inspection::Inspection;
use crate::session::message::{LayersMsg, Msg};
use crate::session::model::Model;
use crate::verify::{Pin, Word};

/// Has all layers of node `id` read that were not read yet, or are not what they should be. Those at a registry are
/// fetched for it; the user is asked first, where nobody but a link or a document named that registry.
pub fn open(model: &mut Model, id: NodeId) -> Vec<Effect> {
    if let Some(asked) = fetching::ask_for_layers(model, id, false) {
        return asked;
    }
    model.opening_layers = Some((model.inspection.tree.path(id), 0));
    open_more(model)
}

/// Has more of the layers read that are to be: a part of them in each frame.
pub fn open_more(model: &mut Model) -> Vec<Effect> {
    let Some((path, from)) = model.opening_layers.take() else { return Vec::new() };
    let Some(id) = model.inspection.tree.find(&path) else { return Vec::new() };
    let slots = slots(&model.inspection.tree, id);
    let end = from.saturating_add(limits::LAYERS_BEGUN_A_FRAME);
    let is_more = end < slots.len();
    let mut effects = Vec::new();
    let mut layers = Vec::new();
    for slot in slots.into_iter().skip(from).take(limits::LAYERS_BEGUN_A_FRAME) {
        let remote = || fetching::remote_layer(&model.inspection, slot.node);
        layers.extend(match slot.layer {
            Some(layer) => Some(layer),
            None => remote().map(|remote| hold(model, remote)),
        });
        if let Some(layer) = slot.layer.filter(|_| is_wrong(&model.inspection.tree, slot.node)) {
            effects.extend(tell_ahead(model, Event::Forget(layer)));
        }
    }
    effects.extend(read(model, &layers));
    if is_more {
        model.opening_layers = Some((path, end));
        effects.push(Effect::AfterFrame(Box::new(Msg::Layers(LayersMsg::OpenMore))));
    } else if model.stale {
        effects.extend(rebuild_soon(model));
    }
    effects
}

/// Has layers read that were not read yet. The caller makes the tree.
pub(super) fn read(model: &mut Model, layers: &[LayerId]) -> Vec<Effect> {
    let wanted = layers.iter().map(|id| (*id, algorithm(&model.inspection, *id))).collect();
    tell_ahead(model, Event::Read(wanted))
}

/// Has the layers of node `id` listed by their tables of contents, without fetching them: those that say that
/// they have one, or the one that `id` is, to see whether it has.
pub fn list(model: &mut Model, id: NodeId) -> Vec<Effect> {
    if let Some(asked) = fetching::ask_for_layers(model, id, true) {
        return asked;
    }
    let slots = slots(&model.inspection.tree, id);
    let alone = slots.len() == 1;
    let mut layers = Vec::new();
    let mut is_any_new = false;
    for slot in slots {
        let remote = match slot.layer.and_then(|layer| model.layers.layer(layer)) {
            None => fetching::remote_layer(&model.inspection, slot.node),
            Some(layer) => layer.remote().cloned(),
        };
        let Some(remote) = remote.filter(|layer| alone || layer.says_table()) else { continue };
        is_any_new |= slot.layer.is_none();
        layers.push(slot.layer.unwrap_or_else(|| hold(model, remote)));
    }
    let mut effects = tell(model, Event::List(layers));
    if is_any_new {
        effects.extend(rebuild_soon(model));
    }
    effects
}

/// Stops reading the layers of node `id`.
pub fn stop_node(model: &mut Model, id: NodeId) -> Vec<Effect> {
    model.opening_layers = None;
    let layers = slots(&model.inspection.tree, id).into_iter().filter_map(|slot| slot.layer).collect();
    tell(model, Event::Stop(layers))
}

/// Stops all archives and layers that are being read.
pub fn stop_all(model: &mut Model) -> Vec<Effect> {
    model.opening_layers = None;
    model.looked_through.clear();
    tell(model, Event::StopAll)
}

/// Holds a layer that a registry can be asked for; the tree is to be made again.
fn hold(model: &mut Model, layer: Rc<RemoteLayer>) -> LayerId {
    let held = HeldLayer {
        name: layer.reference.to_string(),
        size: layer.size.unwrap_or(0),
        claim: Some(Pin { digest: layer.digest.clone(), word: Word::Asked }),
        pin: None,
        remote: true,
        foreign: None,
        state: LayerState::Waiting,
    };
    let id = Inspection::change(&mut model.inspection).blobs.layers.add(held);
    tell(model, Event::Name(id, Home::Remote(layer)));
    id
}

/// Whether the bytes of a node are not what they should be.
#[must_use]
pub fn is_wrong(tree: &Tree, node: NodeId) -> bool {
    tree.get(node).is_some_and(|node| node.state.is_mismatch())
}

/// The algorithm of the digest that a layer should have.
fn algorithm(inspection: &Inspection, id: LayerId) -> HashAlgorithm {
    let node = inspection.tree.first_with_layer(id).and_then(|node| inspection.tree.get(node));
    let stated = node.and_then(|node| node.stated_digest());
    let held = inspection.blobs.layers.get(id);
    let expected = held.and_then(|held| held.pin.as_ref().or(held.claim.as_ref())).map(|pin| &pin.digest);
    stated.or(expected).and_then(Digest::registered).unwrap_or(HashAlgorithm::Sha256)
}
