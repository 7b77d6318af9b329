//! Where the user is: the chosen node, the tab, and the address that says both.

use std::rc::Rc;

use super::draft_address;
use super::effect::Effect;
use super::files::path_of_chosen;
use super::key::Key;
use super::model::Model;
use super::pair_address::{paired, resolved};
use super::tab::Tab;
use super::view::View;
use crate::inspect::NodeId;
use crate::share::Fragment;

pub(super) fn select(model: &mut Model, node: NodeId) -> Vec<Effect> {
    choose(model, node, true)
}

pub(super) fn choose(model: &mut Model, node: NodeId, push: bool) -> Vec<Effect> {
    if model.inspection.tree.get(node).is_none() {
        return Vec::new();
    }
    if model.selected != Some(node) {
        model.span = None;
    }
    model.selected = Some(node);
    let path = model.inspection.tree.path(node);
    let changed = model.view.node.as_ref() != Some(&path);
    model.view.node = Some(path);
    let mut effects = vec![Effect::Reveal];
    if changed {
        effects.push(address(model, push));
    }
    effects
}

/// Shows the first beside the second.
pub(super) fn compare(model: &mut Model, first: NodeId, second: NodeId) -> Vec<Effect> {
    let tree = &model.inspection.tree;
    if tree.get(first).is_none() || tree.get(second).is_none() {
        return Vec::new();
    }
    let paths = [first, second].map(|node| Some(tree.path(node)));
    let [node, with] = paths;
    (model.view.node, model.view.with, model.view.tab) = (node, with, Tab::Compare);
    model.view.file = None;
    (model.selected, model.span) = (Some(first), None);
    model.tree.reveal(&model.inspection.tree, first);
    model.tree.lay_out_soon();
    vec![Effect::Reveal, address(model, true)]
}

pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    match model.tree.press(&inspection.blobs, &inspection.tree, model.selected, key) {
        // Each arrow key would else be a step of the history.
        Some(node) => choose(model, node, false),
        None => Vec::new(),
    }
}

pub(super) fn show_tab(model: &mut Model, tab: Tab) -> Vec<Effect> {
    if model.view.tab == tab {
        return Vec::new();
    }
    model.view.tab = tab;
    model.view.file = match tab {
        Tab::Files => path_of_chosen(model),
        Tab::Compare => model.view.file.take(),
        _ => None,
    };
    vec![address(model, true)]
}

pub(super) fn address(model: &Model, push: bool) -> Effect {
    let pair = paired(model).filter(|_| model.payload.is_none());
    let view = pair.unwrap_or_else(|| View { reference: reference(model), ..model.view.clone() }).to_string();
    let fragment = Fragment { payload: model.payload.as_deref(), view: view.as_str().into() }.to_string();
    Effect::Address { fragment, push }
}

/// The image that the address is to name: the one that is shown, where it came from a registry and nothing else
/// is here; while it is still to come, as the link names it.
fn reference(model: &Model) -> String {
    match (model.inspection.tree.roots(), &model.payload) {
        ([], None) => model.view.reference.clone(),
        (_, None) => model.image().map(ToString::to_string).unwrap_or_default(),
        (_, Some(_)) => String::new(),
    }
}

/// The draft of an address is taken where there is none; one that is worked on stays.
fn take_draft(model: &mut Model, view: &mut View) {
    if model.draft.is_none() {
        model.draft = draft_address::read(&view.draft).map(Rc::new);
        model.drafted_of = None;
    }
    view.draft = model.draft.as_deref().map(draft_address::written).unwrap_or_default();
}

/// Shows what `view` says, and leaves the address as it is.
pub(super) fn show(model: &mut Model, view: View) {
    let mut view = resolved(model, view);
    take_draft(model, &mut view);
    let tree = &model.inspection.tree;
    let named = view.node.as_ref().and_then(|path| tree.find(path));
    model.selected = named.or_else(|| tree.roots().first().map(|root| tree.meant(*root)));
    model.span = None;
    model.view = view;
    if let Some(node) = model.selected {
        model.tree.reveal(&model.inspection.tree, node);
        model.tree.lay_out_soon();
    }
}
