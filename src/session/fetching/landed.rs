//! What came is shown, once the tree is made of it.

use std::rc::Rc;

use super::super::drafting;
use super::super::effect::Effect;
use super::super::intake::{Detected, detect};
use super::super::model::Model;
use super::super::navigation::{choose, show};
use super::both;
use super::named::{selected, want};
use super::tell::tell;
use crate::fetch::{Event, FetchState};
use crate::inspect::{BlobId, NodeId};

/// Shows what came, and goes on with what it names.
pub(in super::super) fn show_landed(model: &mut Model, root: Option<BlobId>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(root) = root {
        effects.extend(root_came(model, root));
    }
    effects.extend(both::came(model, root));
    drafting::came(model, root);
    effects.extend(show_linked(model));
    effects.extend(tell(model, Event::Added));
    effects.extend(selected(model));
    effects
}

fn root_came(model: &mut Model, root: BlobId) -> Vec<Effect> {
    let Some(node) = model.inspection.tree.first_with(root) else { return Vec::new() };
    // What was typed is done.
    if let Detected::Reference(_) = detect(&model.box_text) {
        model.box_text.clear();
    }
    model.tree.reveal(&model.inspection.tree, node);
    model.tree.lay_out_soon();
    if model.fetching.to_show.is_some() {
        // The link says what is shown.
        return Vec::new();
    }
    if model.fetching.both.as_ref().is_some_and(|both| both.view.is_some()) {
        // It says what is shown of both; until then the one that is here is.
        model.selected = Some(node);
        return vec![Effect::Reveal];
    }
    choose(model, node, true)
}

/// Shows what a link names, or what of it is here, and fetches what is missing on the way.
fn show_linked(model: &mut Model) -> Vec<Effect> {
    let Some(view) = model.fetching.to_show.clone() else { return Vec::new() };
    let tree = Rc::clone(&model.inspection.tree);
    let Some(path) = &view.node else {
        model.fetching.to_show = None;
        show(model, view);
        return vec![Effect::Reveal];
    };
    let mut on_the_way = path.clone();
    let nearest = loop {
        match tree.find(&on_the_way) {
            Some(node) => break Some(node),
            None if on_the_way.steps.pop().is_none() => break None,
            None => {}
        }
    };
    let missing = nearest.filter(|_| on_the_way != *path);
    let mut effects = Vec::new();
    if let Some(nearest) = missing {
        effects.extend(want(model, &[nearest], true));
    }
    if !missing.is_some_and(|nearest| is_coming(model, nearest)) {
        // It is here, or will not come.
        model.fetching.to_show = None;
    }
    show(model, view);
    if let Some(nearest) = missing {
        model.selected = Some(nearest);
        model.tree.reveal(&tree, nearest);
        model.tree.lay_out_soon();
    }
    effects.push(Effect::Reveal);
    effects
}

/// Whether a node's own bytes are to come.
fn is_coming(model: &Model, node: NodeId) -> bool {
    let digest = model.inspection.tree.get(node).and_then(|node| node.stated_digest());
    let state = digest.and_then(|digest| model.fetch.state_of(digest));
    state.is_some_and(|state| !matches!(state, FetchState::Failed(..)))
}
