//! Documents that came are put with the others, where they are verified.
//!
//! The tree is made anew for each that is put in. Where many come at once, they are put in together.

use std::rc::Rc;

use super::super::box_hint::BoxHint;
use super::super::documents::{documents_changed, lay_out};
use super::super::effect::Effect;
use super::super::intake::{Detected, detect};
use super::super::message::Msg;
use super::super::model::Model;
use super::super::navigation::{choose, show};
use super::job::{Goal, State};
use super::queue::pump;
use super::want;
use crate::fetch::FetchId;
use crate::inspect::{BlobId, Origin};
use crate::limits;
use crate::registry::Answer;
use crate::registry::diagnosis::Trouble;
use crate::registry::served::label;
use crate::verify::Pin;

/// How long documents are gathered while more are to come, in milliseconds: at least so long, and the longer the
/// more there are, as all of them are gone through again.
fn gathered(documents: usize) -> u32 {
    u32::try_from(documents / 20).unwrap_or(u32::MAX).clamp(150, 2000)
}

/// A document that came.
#[derive(Clone, Debug)]
pub(super) struct Landed {
    job: FetchId,
    bytes: Rc<[u8]>,
    origin: Origin,
    /// What it is to hash to, where it is a reference's own document.
    pin: Option<Pin>,
    is_root: bool,
    /// What the registry calls it, where it is a manifest's place to say so.
    served: Option<String>,
}

/// Keeps what came of a job until it lands.
pub(super) fn keep(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let selected = want::digest_of_selected(model);
    let fetching = &mut model.fetching;
    let Some(job) = fetching.jobs.get_mut(&id) else { return Vec::new() };
    let (reference, pin, is_root) = match &job.goal {
        Goal::Root(reference, pin) => (reference.clone(), pin.clone(), true),
        _ => match job.digest() {
            Some(digest) => (job.repository.at(digest), None, false),
            None => return Vec::new(),
        },
    };
    let served = matches!(job.goal, Goal::Root(..) | Goal::Manifest(_))
        .then(|| label(answer.headers.content_type.as_deref()));
    let is_urgent = is_root || job.digest() == selected.as_ref();
    job.state = State::Landing;
    let size = answer.body.len() as u64;
    fetching.bytes = fetching.bytes.saturating_add(size);
    fetching.bytes_in_all = fetching.bytes_in_all.saturating_add(size);
    fetching.documents_in_all = fetching.documents_in_all.saturating_add(1);
    let origin = Origin::Registry(reference);
    fetching.landed.push(Landed { job: id, bytes: Rc::clone(&answer.body), origin, pin, is_root, served });
    let mut effects = pump(model);
    let documents = model.inspection.blobs.len();
    let fetching = &mut model.fetching;
    if is_urgent || fetching.running.is_empty() {
        effects.push(Effect::Later { milliseconds: 0, msg: Box::new(Msg::Land) });
    } else if !fetching.landing {
        effects.push(Effect::Later { milliseconds: gathered(documents), msg: Box::new(Msg::Land) });
    }
    fetching.landing = true;
    effects
}

/// Puts all that came with the documents.
pub(in super::super) fn land(model: &mut Model) -> Vec<Effect> {
    model.fetching.landing = false;
    let landed = std::mem::take(&mut model.fetching.landed);
    if landed.is_empty() {
        return pump(model);
    }
    let mut root = None;
    let inspection = Rc::make_mut(&mut model.inspection);
    for Landed { job, bytes, origin, pin, is_root, served } in landed {
        let id = inspection.blobs.add(bytes, origin);
        if let Some(pin) = pin {
            inspection.blobs.pin(id, pin);
        }
        if let Some(served) = served {
            inspection.blobs.served(id, &served);
        }
        if is_root {
            root = Some(id);
        }
        model.fetching.remove(job);
        model.fetching.done = model.fetching.done.saturating_add(1);
    }
    let mut effects = documents_changed(model);
    if let Some(root) = root {
        effects.extend(root_came(model, root));
    }
    effects.extend(towards_the_goal(model));
    effects.extend(want::everything_found(model));
    effects.extend(want::selected(model));
    effects.extend(pump(model));
    effects
}

/// Whether as many documents are here as are kept.
pub(super) fn is_enough(model: &Model) -> Option<Trouble> {
    let fetching = &model.fetching;
    let is_enough = fetching.documents_in_all >= limits::FETCHED_DOCUMENTS
        || fetching.bytes_in_all >= limits::FETCHED_BYTES;
    is_enough.then_some(Trouble::Enough)
}

fn root_came(model: &mut Model, root: BlobId) -> Vec<Effect> {
    let Some(node) = model.inspection.tree.first_with(root) else { return Vec::new() };
    // What was typed is done.
    if let Detected::Reference(_) = detect(&model.box_text) {
        model.box_text.clear();
        model.box_hint = BoxHint::default();
    }
    model.tree.reveal(&model.inspection.tree, node);
    lay_out(model);
    if model.fetching.goal.is_some() {
        // The link says what is shown.
        return Vec::new();
    }
    choose(model, node, true)
}

/// Shows what a link names, or what of it is here, and fetches what is missing on the way.
fn towards_the_goal(model: &mut Model) -> Vec<Effect> {
    let Some(goal) = model.fetching.goal.clone() else { return Vec::new() };
    let tree = Rc::clone(&model.inspection.tree);
    let Some(path) = &goal.node else {
        model.fetching.goal = None;
        show(model, goal);
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
    let is_there = on_the_way == *path;
    let comes = !is_there && nearest.is_some_and(|node| want::want(model, node, true));
    if !comes {
        // It is here, or will not come.
        model.fetching.goal = None;
    }
    show(model, goal);
    if let Some(nearest) = nearest.filter(|_| !is_there) {
        model.selected = Some(nearest);
        model.tree.reveal(&tree, nearest);
        lay_out(model);
    }
    vec![Effect::Reveal]
}
