//! Which job is sent next, how, and when none is.

use super::api::{ByApi, by_api};
use super::command::Command;
use super::engine::FetchEngine;
use super::fail::fail;
use super::id::FetchId;
use super::job::{Sent, State};
use super::wanted::{Taker, WantedLayer};
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::{Way, way};
use crate::registry::resource::ACCEPT;
use crate::registry::{Redirect, Request};

/// An API gives a manifest as a string in JSON, with what it read of it: so many times as long at most.
const API_TIMES: u64 = 4;

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
            None => commands.extend(send(fetch, id).unwrap_or_default()),
        }
    }
    commands
}

/// Sends a pending job; one that is not pending any more, or is gone, is skipped.
fn send(fetch: &mut FetchEngine, id: FetchId) -> Option<Vec<Command>> {
    let job = fetch.jobs.get(id).filter(|job| matches!(job.state, State::Pending))?;
    let authorization = fetch.accesses.authorization(job, fetch.page.framed);
    let with_login = authorization.as_ref().is_some_and(|(_, with_login)| *with_login);
    let token = fetch.accesses.token_number(&job.repository);
    let (url, by) = way(&job.url, &fetch.page.relay, with_login);
    let api = if by == Way::Direct && authorization.is_none() { by_api(job) } else { ByApi::No };
    let (url, by_api) = match api {
        ByApi::No => (url, false),
        ByApi::At(url) => (url.to_string(), true),
        ByApi::NotGiven => return Some(fail(fetch, id, &Trouble::NotByApi)),
    };
    let accept = job.accept.last().and_then(|at| ACCEPT.get(*at)).copied().filter(|_| !by_api);
    let request = Request {
        url,
        accept: accept.or_else(|| (!job.is_blob()).then_some("application/json")),
        by_script: by_api,
        authorization: authorization.map(|(secret, _)| secret),
        range: job.range(),
        redirect: if with_login { Redirect::Refuse } else { Redirect::Follow },
        limit: if by_api { job.limit().saturating_mul(API_TIMES) } else { job.limit() },
    };
    fetch.jobs.set_state(id, State::InFlight);
    let authorized = request.authorization.is_some();
    let job = fetch.jobs.get_mut(id)?;
    job.sent = Sent { relayed: by == Way::Relay, by_api, authorized, with_login, token };
    job.tries = job.tries.saturating_add(1);
    let command = match job.layer() {
        Some(WantedLayer { taker: Taker::Worker, job, .. }) => {
            let layer = *job;
            fetch.jobs.with_workers.insert(id);
            Command::LayerBytes(layer, request)
        }
        _ => {
            fetch.jobs.in_flight.insert(id);
            Command::Send(id, request)
        }
    };
    Some(vec![command])
}
