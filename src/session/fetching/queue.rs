//! Which job is sent next, how, and when none is.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::access::{authorization, token_number};
use super::job::{Goal, Job, Sent, State};
use super::layers;
use super::state::Fetching;
use crate::fetch::{FetchId, Repository};
use crate::limits;
use crate::registry::endpoint::{Way, way};
use crate::registry::resource::ASKS;
use crate::registry::{Redirect, Request};

/// Sends as much of the queue as there is room for.
pub(super) fn pump(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.fetching.relay_asked.is_some() {
        return effects;
    }
    let resting = left_alone(&mut model.fetching);
    let mut aside = Vec::new();
    while model.fetching.running.len() < limits::FETCHES_AT_ONCE {
        let Some(id) = model.fetching.waiting.pop_front() else { break };
        let rests = || model.fetching.jobs.get(&id).is_some_and(|job| resting.contains(&job.repository));
        if layers::waits_for_others(&model.fetching, id) || (!resting.is_empty() && rests()) {
            aside.push(id);
        } else {
            effects.extend(send(model, id));
        }
    }
    for id in aside.into_iter().rev() {
        model.fetching.waiting.push_front(id);
    }
    effects
}

/// The repositories whose registry was asked too often and is left alone for now.
fn left_alone(fetching: &mut Fetching) -> BTreeSet<Rc<Repository>> {
    let Fetching { jobs, resting, .. } = fetching;
    let rests = |id: &FetchId| jobs.get(id).filter(|job| matches!(job.state, State::Resting));
    resting.retain(|id| rests(id).is_some());
    resting.iter().filter_map(|id| Some(Rc::clone(&rests(id)?.repository))).collect()
}

/// Sends a job that waits; one that does no more, or is gone, has been passed by.
fn send(model: &mut Model, id: FetchId) -> Option<Effect> {
    let fetching = &mut model.fetching;
    let job = fetching.jobs.get(&id).filter(|job| matches!(job.state, State::Waiting))?;
    let authorization = authorization(fetching, job);
    let own = authorization.as_ref().is_some_and(|(_, own)| *own);
    let token = token_number(fetching, &job.repository);
    let (url, by) = way(&job.url, &fetching.relay, own);
    let accept = job.asks.last().and_then(|at| ASKS.get(*at)).copied();
    let request = Request {
        url,
        accept: accept.or_else(|| (!is_blob(&job.goal)).then_some("application/json")),
        authorization: authorization.map(|(secret, _)| secret),
        range: layers::of(job).and_then(layers::Wanted::range),
        redirect: if own { Redirect::Refuse } else { Redirect::Follow },
        limit: limit(&job.goal),
    };
    let job = fetching.jobs.get_mut(&id)?;
    job.sent = Sent { relayed: by == Way::Relay, authorized: request.authorization.is_some(), own, token };
    job.state = State::Running;
    job.tries = job.tries.saturating_add(1);
    (job.received, job.total) = (0, None);
    let archives = Rc::make_mut(&mut model.archives);
    if let Some(work) = layers::of(job).and_then(|wanted| wanted.work(&request, archives)) {
        let job = archives.number();
        fetching.works.insert(job, id);
        return Some(Effect::Work { job, work });
    }
    fetching.running.insert(id);
    Some(Effect::Fetch { id, request })
}

const fn is_blob(goal: &Goal) -> bool {
    matches!(goal, Goal::Blob(_) | Goal::Layer(_))
}

/// Bytes that are taken of an answer. Where a descriptor states how many there are, a few more are taken all
/// the same: what is then too long is shown with its bytes, and what a registry says of an error is read.
fn limit(goal: &Goal) -> u64 {
    let most =
        |size: Option<u64>, bound: usize| size.unwrap_or(u64::MAX).max(limits::ERROR_BYTES).min(bound as u64);
    match goal {
        Goal::Root(..) | Goal::Referrers { .. } => limits::MANIFEST_BYTES as u64,
        Goal::Manifest(wanted) => most(wanted.size, limits::MANIFEST_BYTES),
        Goal::Blob(wanted) => most(wanted.size, limits::DOCUMENT_BYTES),
        Goal::Layer(wanted) => wanted.limit(),
        Goal::Tags => limits::TAG_PAGE_BYTES,
        Goal::Token { .. } => limits::TOKEN_ANSWER_BYTES as u64,
    }
}

/// Takes a job away, and frees what is in flight for it: its request, or the worker that takes its bytes.
pub(super) fn stop_job(fetching: &mut Fetching, id: FetchId) -> Vec<Effect> {
    fetching.remove(id);
    let work = fetching.works.iter().find(|(_, job)| **job == id).map(|(work, _)| *work);
    if let Some(work) = work {
        fetching.works.remove(&work);
        return vec![Effect::StopWork(Some(work))];
    }
    if fetching.running.remove(&id) { vec![Effect::StopFetch(id)] } else { Vec::new() }
}

/// Stops all that is under way or waits. What failed stays, to be tried again.
pub(in super::super) fn stop(model: &mut Model) -> Vec<Effect> {
    let fetching = &mut model.fetching;
    let in_flight: Vec<FetchId> = fetching.running.iter().chain(fetching.works.values()).copied().collect();
    let mut effects: Vec<_> = in_flight.into_iter().flat_map(|id| stop_job(fetching, id)).collect();
    fetching.waiting.clear();
    fetching.all.clear();
    fetching.goal = None;
    fetching.asks.clear();
    let stopped: Vec<FetchId> = fetching
        .jobs
        .iter()
        .filter(|(_, job)| !matches!(job.state, State::Failed(_) | State::Landing))
        .map(|(id, _)| *id)
        .collect();
    for id in &stopped {
        fetching.remove(*id);
    }
    for access in fetching.access.values_mut() {
        access.token_job = None;
    }
    super::lists::stopped(fetching);
    if !(stopped.is_empty() && effects.is_empty()) {
        effects.push(Effect::Announce("Stopped.".to_owned()));
    }
    effects
}

/// Stops all that is for the image that was here: another takes its place.
pub(in super::super) fn put_away(model: &mut Model) -> Vec<Effect> {
    let effects = stop(model);
    let fetching = &mut model.fetching;
    // What came and is not put in yet, and what failed.
    fetching.landed.clear();
    fetching.jobs.clear();
    fetching.by_digest.clear();
    fetching.layers.clear();
    effects
}

/// Stops all and forgets what was said and asked, the user's name and password too; the page's own address and
/// its relay stay.
pub(in super::super) fn forget(model: &mut Model) -> Vec<Effect> {
    let mut effects = stop(model);
    effects.retain(|effect| matches!(effect, Effect::StopFetch(_) | Effect::StopWork(_)));
    let old = std::mem::take(&mut model.fetching);
    model.fetching = Fetching {
        page: old.page,
        framed: old.framed,
        relay: old.relay,
        relay_asked: old.relay_asked,
        // A late answer is to be taken for nobody's.
        next: old.next,
        ..Fetching::default()
    };
    effects
}

/// Puts away what failed as this job did. What is missing can be asked for again.
pub(in super::super) fn dismiss(model: &mut Model, id: FetchId) {
    let fetching = &mut model.fetching;
    for id in alike(fetching, id) {
        fetching.remove(id);
    }
}

/// Forgets references that could not be had: another is typed in their place.
pub(super) fn forget_failed_roots(fetching: &mut Fetching) {
    let is_stale = |job: &Job| matches!((&job.goal, &job.state), (Goal::Root(..), State::Failed(_)));
    let stale: Vec<_> = fetching.jobs.iter().filter(|(_, job)| is_stale(job)).map(|(id, _)| *id).collect();
    for id in stale {
        fetching.remove(id);
    }
}

/// All jobs that failed as this one did.
fn alike(fetching: &Fetching, id: FetchId) -> Vec<FetchId> {
    let Some(State::Failed(problem)) = fetching.jobs.get(&id).map(|job| &job.state) else {
        return Vec::new();
    };
    let is_alike = |state: &State| matches!(state, State::Failed(other) if other.is_alike(problem));
    fetching.jobs.iter().filter(|(_, job)| is_alike(&job.state)).map(|(id, _)| *id).collect()
}

/// Tries all again that failed as this job did.
pub(in super::super) fn retry(model: &mut Model, id: FetchId) -> Vec<Effect> {
    let fetching = &mut model.fetching;
    let Some(State::Failed(problem)) = fetching.jobs.get(&id).map(|job| job.state.clone()) else {
        return Vec::new();
    };
    let alike: Vec<FetchId> = fetching
        .jobs
        .iter()
        .filter(|(_, job)| matches!(&job.state, State::Failed(other) if other.is_alike(&problem)))
        .map(|(id, _)| *id)
        .collect();
    for id in alike.into_iter().rev() {
        again(fetching, id);
    }
    pump(model)
}

/// Puts a job back to its beginning, if it failed.
pub(super) fn again_if_failed(fetching: &mut Fetching, id: FetchId) {
    if fetching.jobs.get(&id).is_some_and(|job| matches!(job.state, State::Failed(_))) {
        again(fetching, id);
    }
}

/// Puts a job that failed back to its beginning.
pub(super) fn again(fetching: &mut Fetching, id: FetchId) {
    let Some(job) = fetching.jobs.get_mut(&id) else { return };
    (job.tries, job.renewed) = (0, false);
    if job.asks.is_empty() && matches!(job.goal, Goal::Root(..) | Goal::Manifest(_)) {
        job.asks = (0..ASKS.len()).rev().collect();
    }
    fetching.in_vain.remove(&*job.repository);
    super::lists::again(fetching, id);
    fetching.requeue(id);
}
