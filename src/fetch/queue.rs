//! Which job is sent next, how, and when none is.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::command::Command;
use super::engine::FetchEngine;
use super::id::FetchId;
use super::job::{Job, Sent, State};
use super::jobs::Jobs;
use super::repository::Repository;
use super::wanted::{Taker, WantedLayer};
use crate::limits;
use crate::registry::endpoint::{Way, way};
use crate::registry::resource::ACCEPT;
use crate::registry::{Redirect, Request};

/// Sends as much of the queue as there is room for.
pub(super) fn pump(fetch: &mut FetchEngine) -> Vec<Command> {
    let mut commands = Vec::new();
    if fetch.page.relay_request.is_some() {
        return commands;
    }
    let left_alone = left_alone(&mut fetch.jobs);
    let mut aside = Vec::new();
    while fetch.jobs.in_flight.len() < limits::FETCHES_AT_ONCE {
        let Some(id) = fetch.jobs.pending.pop_front() else { break };
        let job = fetch.jobs.get(id);
        let is_kept = job.is_some_and(|job| {
            let is_layer = job.layer().is_some();
            (is_layer && fetch.jobs.with_workers.len() >= limits::LAYERS_FETCHED_AT_ONCE)
                || (!left_alone.is_empty() && left_alone.contains(&job.repository))
        });
        if is_kept {
            aside.push(id);
        } else {
            commands.extend(send(fetch, id));
        }
    }
    for id in aside.into_iter().rev() {
        fetch.jobs.pending.push_front(id);
    }
    commands
}

/// The repositories whose registry was asked too often and is left alone for now.
fn left_alone(jobs: &mut Jobs) -> BTreeSet<Rc<Repository>> {
    let mut repositories = BTreeSet::new();
    let mut left = std::mem::take(&mut jobs.left_alone);
    left.retain(|id| match jobs.get(*id) {
        Some(Job { repository, state: State::Backoff, .. }) => {
            repositories.insert(Rc::clone(repository));
            true
        }
        _ => false,
    });
    jobs.left_alone = left;
    repositories
}

/// Sends a pending job; one that is not pending any more, or is gone, is skipped.
fn send(fetch: &mut FetchEngine, id: FetchId) -> Option<Command> {
    let job = fetch.jobs.get(id).filter(|job| matches!(job.state, State::Pending))?;
    let authorization = fetch.accesses.authorization(job, fetch.page.framed);
    let own = authorization.as_ref().is_some_and(|(_, own)| *own);
    let token = fetch.accesses.token_number(&job.repository);
    let (url, by) = way(&job.url, &fetch.page.relay, own);
    let accept = job.accept.last().and_then(|at| ACCEPT.get(*at)).copied();
    let request = Request {
        url,
        accept: accept.or_else(|| (!job.is_blob()).then_some("application/json")),
        authorization: authorization.map(|(secret, _)| secret),
        range: job.range(),
        redirect: if own { Redirect::Refuse } else { Redirect::Follow },
        limit: job.limit(),
    };
    let job = fetch.jobs.get_mut(id)?;
    job.sent = Sent { relayed: by == Way::Relay, authorized: request.authorization.is_some(), own, token };
    job.state = State::InFlight;
    job.tries = job.tries.saturating_add(1);
    (job.received, job.total) = (0, None);
    match job.layer() {
        Some(WantedLayer { taker: Taker::Worker, job, .. }) => {
            let layer = *job;
            fetch.jobs.with_workers.insert(id);
            Some(Command::LayerBytes(layer, request))
        }
        _ => {
            fetch.jobs.in_flight.insert(id);
            Some(Command::Send(id, request))
        }
    }
}
