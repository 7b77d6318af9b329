//! What each client takes is worked out again where something that it depends on changed.

use std::rc::Rc;

use super::choice::{Choice, Choosing, Key};
use super::effect::Effect;
use super::exporting;
use super::inspection::Inspection;
use super::long_work::LongWork;
use super::model::Model;
use super::said::Said;
use crate::inspect::{NodeId, outermost_index};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::select::Client;

/// Works the choice out again where something that it depends on has changed, and brings the entry that is
/// taken into view where the host or the client changed.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let inspection = &model.inspection;
    let above = model.selected.or_else(|| inspection.tree.roots().first().copied());
    let Some(index) = above.and_then(|node| outermost_index(&inspection.blobs, &inspection.tree, node))
    else {
        (model.choice, model.choosing) = (None, None);
        return Vec::new();
    };
    let key = Key {
        tree: Rc::clone(&inspection.tree),
        index,
        host: model.view.host.clone(),
        form: model.view.form,
        client: model.view.client.unwrap_or(Client::usual()),
    };
    let old = model.choice.as_ref().map(|choice| &choice.key);
    if old == Some(&key) {
        model.choosing = None;
        return Vec::new();
    }
    if model.choosing.as_ref() == Some(&key) {
        return Vec::new();
    }
    if is_long(inspection, index) {
        if old.is_some_and(|old| old.index != key.index) {
            model.choice = None;
        }
        model.choosing = Some(key.clone());
        let (inspection, old) = (Rc::clone(inspection), model.choice.clone());
        return vec![Effect::InPieces(LongWork::Choose(Box::new(Choosing { key, inspection, old })))];
    }
    model.choosing = None;
    let choice = at_once(Choice::new(key, inspection, model.choice.as_deref(), &Pace::default()));
    put(model, choice.map(Rc::new))
}

/// Whether an index has so many entries that clients' choice is worked out beside the page.
fn is_long(inspection: &Inspection, index: NodeId) -> bool {
    let blob = inspection.tree.get(index).and_then(|node| inspection.blobs.get(node.blob?));
    blob.is_some_and(|blob| blob.descriptors().count() > limits::CHOSEN_AT_ONCE_ENTRIES)
}

/// Takes a choice that was worked out, unless another one is asked for by now.
pub(super) fn made(model: &mut Model, choice: Option<Rc<Choice>>) -> Vec<Effect> {
    if model.choosing.is_none() || choice.as_ref().map(|choice| &choice.key) != model.choosing.as_ref() {
        return Vec::new();
    }
    model.choosing = None;
    let mut effects = put(model, choice);
    effects.extend(exporting::report_now(model));
    effects
}

/// Puts a choice in the place of the one before.
fn put(model: &mut Model, choice: Option<Rc<Choice>>) -> Vec<Effect> {
    let old = std::mem::replace(&mut model.choice, choice);
    let Some(choice) = model.choice.clone() else { return Vec::new() };
    let is_asked_again = old.is_some_and(|old| {
        let (old, new) = (&old.key, &choice.key);
        (&old.host, old.form, old.client) != (&new.host, new.form, new.client)
    });
    if !is_asked_again {
        return Vec::new();
    }
    let mut effects = vec![Effect::Announce(Said::Choice(Rc::clone(&choice)))];
    if let Some(pick) = choice.pick {
        model.tree.reveal(&model.inspection.tree, pick);
        model.tree.lay_out_soon();
        effects.push(Effect::RevealNode(pick));
    }
    effects
}
