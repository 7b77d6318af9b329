//! Which job is sent next, how, and when none is.

use super::command::Command;
use super::engine::FetchEngine;
use super::id::FetchId;
use super::job::{Sent, State};
use super::wanted::{Taker, WantedLayer};
use crate::registry::endpoint::{Way, way};
use crate::registry::resource::ACCEPT;
use crate::registry::{Redirect, Request};

/// Sends as much of what is pending as there is room for.
pub(super) fn pump(fetch: &mut FetchEngine) -> Vec<Command> {
    let mut commands = Vec::new();
    if fetch.page.relay_request.is_some() {
        return commands;
    }
    let left_alone = fetch.jobs.left_alone();
    while let Some(id) = fetch.jobs.next() {
        let repository = fetch.jobs.get(id).map(|job| &job.repository);
        match repository.filter(|repository| left_alone.contains(*repository)).cloned() {
            Some(repository) => fetch.jobs.hold_back(repository, id),
            None => commands.extend(send(fetch, id)),
        }
    }
    commands
}

/// Sends a pending job; one that is not pending any more, or is gone, is skipped.
fn send(fetch: &mut FetchEngine, id: FetchId) -> Option<Command> {
    let job = fetch.jobs.get(id).filter(|job| matches!(job.state, State::Pending))?;
    let authorization = fetch.accesses.authorization(job, fetch.page.framed);
    let with_login = authorization.as_ref().is_some_and(|(_, with_login)| *with_login);
    let token = fetch.accesses.token_number(&job.repository);
    let (url, by) = way(&job.url, &fetch.page.relay, with_login);
    let accept = job.accept.last().and_then(|at| ACCEPT.get(*at)).copied();
    let request = Request {
        url,
        accept: accept.or_else(|| (!job.is_blob()).then_some("application/json")),
        authorization: authorization.map(|(secret, _)| secret),
        range: job.range(),
        redirect: if with_login { Redirect::Refuse } else { Redirect::Follow },
        limit: job.limit(),
    };
    fetch.jobs.set_state(id, State::InFlight);
    let job = fetch.jobs.get_mut(id)?;
    job.sent =
        Sent { relayed: by == Way::Relay, authorized: request.authorization.is_some(), with_login, token };
    job.tries = job.tries.saturating_add(1);
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
