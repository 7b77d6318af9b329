//! What came of a request.

use super::super::effect::Effect;
use super::super::message::Msg;
use super::super::model::Model;
use super::job::{Goal, State};
use super::queue::pump;
use super::trouble::{fail, of_status};
use super::{access, landing, layers, lists};
use crate::fetch::FetchId;
use crate::registry::diagnosis::Trouble;
use crate::registry::relay::Relay;
use crate::registry::retry::{Retry, retry};
use crate::registry::served::Served;
use crate::registry::{Answer, Failure, Outcome, errors};

/// A request came to its end. One that nobody waits for any more is passed over.
pub(in super::super) fn fetched(model: &mut Model, fetch: FetchId, outcome: Outcome) -> Vec<Effect> {
    if model.fetching.relay_asked == Some(fetch) {
        model.fetching.relay_asked = None;
        if let Outcome::Answer(Answer { status: 200, body, .. }) = &outcome {
            model.fetching.relay = Relay::parse(body).unwrap_or_default();
        }
        return pump(model);
    }
    if model.fetching.running.remove(&fetch) { ended(model, fetch, outcome) } else { Vec::new() }
}

/// What a job was sent for came, or did not.
pub(super) fn ended(model: &mut Model, id: FetchId, outcome: Outcome) -> Vec<Effect> {
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return pump(model) };
    if let (Outcome::Answer(_), false) = (&outcome, job.sent.relayed) {
        let origin = job.url.origin();
        model.fetching.answered.insert(origin);
    }
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return Vec::new() };
    match retry(&outcome, job.tries, id.0) {
        Retry::After(milliseconds) => {
            job.state = State::Resting;
            if matches!(&outcome, Outcome::Answer(answer) if answer.status == 429) {
                model.fetching.resting.insert(id);
            }
            let mut effects = vec![Effect::Later { milliseconds, msg: Box::new(Msg::FetchAgain(id)) }];
            effects.extend(pump(model));
            return effects;
        }
        // What it says of that is told.
        Retry::NotBefore(_) | Retry::No => {}
    }
    match outcome {
        Outcome::Answer(answer) => answered(model, id, &answer),
        Outcome::Failed(Failure::Stopped) => {
            model.fetching.remove(id);
            pump(model)
        }
        Outcome::Failed(failure) => failed(model, id, failure),
    }
}

/// A wait is over.
pub(in super::super) fn fetch_again(model: &mut Model, id: FetchId) -> Vec<Effect> {
    if model.fetching.jobs.get(&id).is_some_and(|job| matches!(job.state, State::Resting)) {
        model.fetching.requeue(id);
    }
    pump(model)
}

/// A part of a body came.
pub(in super::super) fn progressed(model: &mut Model, fetch: FetchId, received: u64, total: Option<u64>) {
    let id = model.fetching.running.get(&fetch);
    if let Some(job) = id.and_then(|id| model.fetching.jobs.get_mut(id)) {
        job.received = received;
        job.total = total.filter(|total| *total >= received);
    }
}

fn answered(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return Vec::new() };
    if matches!(job.goal, Goal::Token { .. }) {
        return access::token_came(model, id, answer);
    }
    match answer.status {
        200..=299 => {
            let repository = (*job.repository).clone();
            model.fetching.in_vain.remove(&repository);
            came(model, id, answer)
        }
        401 => access::challenged(model, id, answer),
        status => {
            let own = job.sent.own;
            let is_there_another = (400..500).contains(&status) && !matches!(status, 403 | 408 | 429);
            let is_unknown = || errors::is_unknown_repository(&errors::errors(&answer.body));
            if is_there_another && !is_unknown() && ask_differently(model, id) {
                return pump(model);
            }
            trouble(model, id, &of_status(answer, own))
        }
    }
}

/// Turns to the next `Accept` header or the next way to ask, if there is one.
fn ask_differently(model: &mut Model, id: FetchId) -> bool {
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return false };
    job.asks.pop();
    job.tries = 0;
    let is_another = !job.asks.is_empty() || lists::referrers_by_tag(job);
    if is_another {
        model.fetching.requeue(id);
    }
    is_another
}

fn came(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let Some(job) = model.fetching.jobs.get(&id) else { return Vec::new() };
    match &job.goal {
        Goal::Tags => lists::tags_came(model, id, answer),
        Goal::Referrers { .. } => lists::referrers_came(model, id, answer),
        Goal::Root(reference, _) => {
            let served = Served::of(answer);
            if served.is_page() {
                return fail(model, id, &Trouble::WebPage, None);
            }
            // A digest tells by itself whether this is what was asked for.
            let asked = job.asks.last().copied().unwrap_or_default();
            if reference.digest.is_none() && !served.settles(asked) && ask_differently(model, id) {
                return pump(model);
            }
            landing::keep(model, id, answer)
        }
        // All else of a layer goes to a worker.
        Goal::Layer(_) => layers::footer_came(model, id, answer),
        _ => landing::keep(model, id, answer),
    }
}

fn failed(model: &mut Model, id: FetchId, failure: Failure) -> Vec<Effect> {
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return Vec::new() };
    // The distribution project's registry has no list of referrers, and its answer that it has none lacks the
    // header that would let a page read it.
    if failure == Failure::Opaque && lists::referrers_by_tag(job) {
        job.tries = 0;
        model.fetching.requeue(id);
        return pump(model);
    }
    trouble(model, id, &Trouble::Failed(failure))
}

fn trouble(model: &mut Model, id: FetchId, trouble: &Trouble) -> Vec<Effect> {
    let is_token = model.fetching.jobs.get(&id).is_some_and(|job| matches!(job.goal, Goal::Token { .. }));
    if is_token { access::token_failed(model, id, trouble) } else { fail(model, id, trouble, None) }
}
