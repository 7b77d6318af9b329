//! Documents that came are put with the others, where they are verified; and what is shown of them.

use std::rc::Rc;

use super::super::arriving::{self, Arriving, End};
use super::super::bundle::Bundled;
use super::super::coming::Coming;
use super::super::documents::lay_out;
use super::super::effect::Effect;
use super::super::intake::{Detected, detect};
use super::super::model::Model;
use super::super::navigation::{choose, show};
use super::both;
use super::named::{selected, want};
use super::tell::tell;
use crate::fetch::{Event, FetchState, Landed};
use crate::inspect::{BlobId, NodeId, Origin, SaidDigest};

/// Puts what came with the documents, all at once: the tree is made again once for all of them.
pub(super) fn land(model: &mut Model, landed: Vec<Landed>) -> Vec<Effect> {
    let root = landed.iter().rposition(|landed| landed.is_root);
    both::coming(model, root.and_then(|root| landed.get(root)));
    let documents = landed.into_iter().map(|landed| {
        let Landed { bytes, reference, pin, served, said_digest, .. } = landed;
        let said = said_digest.map(|digest| SaidDigest { registry: reference.registry.clone(), digest });
        let said = said.into_iter().collect();
        Bundled { pin, served, said, ..Bundled::new(bytes, Origin::Registry(reference)) }
    });
    let coming = Coming::of_documents(documents.collect());
    arriving::begin(model, Arriving::new(coming, None, End::Landed(root)))
}

/// Shows what came, and goes on with what it names.
pub(in super::super) fn show_landed(model: &mut Model, root: Option<BlobId>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(root) = root {
        effects.extend(root_came(model, root));
    }
    effects.extend(both::came(model, root));
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
    lay_out(model);
    if model.fetching.to_show.is_some() {
        // The link says what is shown.
        return Vec::new();
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
        lay_out(model);
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
