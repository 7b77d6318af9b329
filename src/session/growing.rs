//! The tree is made of the documents: at once where it is short, else a piece in each frame, while the one before
//! stands. What is to be done with it is done once it is whole.

use std::rc::Rc;

use super::arriving::Arriving;
use super::effect::Effect;
use super::fetching;
use super::inspection::{Growing, Inspection};
use super::message::{DocumentsMsg, Msg};
use super::model::Model;
use super::next::Next;
use crate::inspect::{self, Tree};
use crate::limits;

/// Makes the tree again, and does `then` after it.
pub(super) fn grow(model: &mut Model, then: Option<Next>) -> Vec<Effect> {
    model.afterwards.extend(then);
    model.stale = false;
    model.unshown = 0;
    let tree = inspect::Growing::new(&model.inspection.tree, &model.inspection.blobs);
    let is_due = model.growing.is_some();
    model.growing = Some(Box::new(Growing { of: Rc::clone(&model.inspection), tree }));
    if is_due { Vec::new() } else { go_on(model) }
}

/// Goes on with that after a frame.
pub(super) fn go_on_later(model: &mut Model) -> Vec<Effect> {
    if model.growing.is_none() {
        return Vec::new();
    }
    let mut effects = go_on(model);
    if model.growing.is_none() {
        effects.extend(settle_soon(model));
    }
    effects
}

fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(mut growing) = model.growing.take() else { return Vec::new() };
    let was_whole = growing.tree.is_whole();
    let is_whole = growing.tree.step(&growing.of.blobs, limits::GROWN_A_FRAME);
    // To show a large tree takes a frame of its own.
    let is_enough = !was_whole && growing.tree.len() > limits::SETTLED_AT_ONCE_NODES;
    if !is_whole || is_enough {
        model.growing = Some(growing);
        return vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Grow)))];
    }
    let Growing { of, tree } = *growing;
    // So that there is one that is changed, and none is copied for it.
    drop(of);
    put(model, tree.tree());
    model.has_grown = true;
    Vec::new()
}

/// Makes the tree again where it has just been made, and something else is known since.
pub(super) fn grow_if_stale(model: &mut Model) -> Option<Vec<Effect>> {
    let is_due = std::mem::take(&mut model.has_grown) && model.stale && model.growing.is_none();
    is_due.then(|| grow(model, None))
}

/// Puts a tree in the place of the one before; what was open stays open, and what was chosen stays chosen.
fn put(model: &mut Model, tree: Tree) {
    let inspection = Inspection::change(&mut model.inspection);
    model.tree = model.tree.carried(&inspection.tree, &tree);
    model.selected = model.selected.and_then(|node| tree.carry(&inspection.tree, node));
    let with = model.view.with.as_ref().and_then(|path| inspection.tree.find(path));
    if let Some(with) = with.and_then(|node| tree.carry(&inspection.tree, node)) {
        model.view.with = Some(tree.path(with));
    }
    inspection.tree = tree.into();
    model.fetching.image = fetching::image(&model.inspection);
    if let Some(node) = model.selected {
        model.tree.reveal(&model.inspection.tree, node);
    }
    model.tree.lay_out_soon();
}

/// Makes the tree again: at once where it is the first time in a frame, and else after it, together with all that
/// comes until then. Workers answer hundreds of times in a frame, and each tree takes a time of its own.
pub(super) fn rebuild_soon(model: &mut Model) -> Vec<Effect> {
    let is_part_here = model.arriving.front().is_some_and(Arriving::is_being_put);
    if model.settling || model.growing.is_some() || is_part_here {
        model.stale = true;
        return Vec::new();
    }
    let mut effects = grow(model, None);
    model.is_kept = true;
    effects.extend(settle_soon(model));
    effects
}

/// Has done, once after the next frame, what is done once new documents are on the screen.
pub(super) fn settle_soon(model: &mut Model) -> Vec<Effect> {
    if std::mem::replace(&mut model.settling, true) {
        return Vec::new();
    }
    vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Settle)))]
}
