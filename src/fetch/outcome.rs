//! What a request brings, or does not.

use super::command::Command;
use super::engine::FetchEngine;
use super::event::Wait;
use super::fail::{fail, of_status};
use super::id::FetchId;
use super::job::{Goal, State};
use super::known::Known;
use super::{api, landing, layers, listing, sign_in};
use crate::image::digest::Digest;
use crate::registry::diagnosis::Trouble;
use crate::registry::relay::Relay;
use crate::registry::retry::{Retry, retry};
use crate::registry::served::Served;
use crate::registry::{Answer, Failure, Outcome, errors};
use crate::verify::hash::digest_of;

/// A request came to its end. One that nobody waits for any more is ignored.
pub(super) fn answered(
    fetch: &mut FetchEngine,
    known: &dyn Known,
    id: FetchId,
    outcome: Outcome,
) -> Vec<Command> {
    if fetch.page.relay_request == Some(id) {
        fetch.page.relay_request = None;
        if let Outcome::Answer(Answer { status: 200, body, .. }) = &outcome {
            fetch.page.relay = Relay::parse(body).unwrap_or_default();
        }
        return Vec::new();
    }
    if fetch.jobs.in_flight.remove(&id) { ended(fetch, known, id, outcome) } else { Vec::new() }
}

/// What a job was sent for came, or did not.
pub(super) fn ended(
    fetch: &mut FetchEngine,
    known: &dyn Known,
    id: FetchId,
    outcome: Outcome,
) -> Vec<Command> {
    let Some(job) = fetch.jobs.get(id) else { return Vec::new() };
    let outcome = whole(outcome, job.digest().filter(|_| !job.sent.by_api));
    if let (Outcome::Answer(_), false) = (&outcome, job.sent.relayed) {
        fetch.answered.insert(job.url.origin());
    }
    match retry(&outcome, job.tries, id.0) {
        Retry::After(milliseconds) => {
            fetch.jobs.set_state(id, State::Backoff);
            if matches!(&outcome, Outcome::Answer(answer) if answer.status == 429) {
                fetch.jobs.backoff_of_all.insert(id);
            }
            return vec![Command::After(milliseconds, Wait::Backoff(id))];
        }
        // What it says of that is told.
        Retry::NotBefore(_) | Retry::No => {}
    }
    match outcome {
        Outcome::Answer(answer) => with_answer(fetch, known, id, &answer),
        Outcome::Failed(Failure::Stopped) => {
            fetch.jobs.remove(id);
            Vec::new()
        }
        Outcome::Failed(failure) => without_answer(fetch, id, failure),
    }
}

/// A body that is shorter than its answer said, and not what it should be, broke off: not every browser says so of it.
/// What was compressed on its way may be shorter, too; its digest then tells that it is whole.
fn whole(outcome: Outcome, expected: Option<&Digest>) -> Outcome {
    let Outcome::Answer(answer) = outcome else { return outcome };
    let received = answer.body.len() as u64;
    let is_short = answer.whole && answer.headers.content_length.is_some_and(|length| received < length);
    let algorithm = expected.and_then(Digest::registered).filter(|_| is_short && answer.status == 200);
    match algorithm {
        Some(algorithm) if Some(&digest_of(algorithm, &answer.body)) != expected => {
            Outcome::Failed(Failure::BrokenOff { received })
        }
        _ => Outcome::Answer(answer),
    }
}

/// A part of a body came.
pub(super) fn progressed(fetch: &mut FetchEngine, id: FetchId, received: u64, total: Option<u64>) {
    if fetch.jobs.in_flight.contains(&id) {
        fetch.jobs.progressed(id, received, total);
    }
}

fn with_answer(fetch: &mut FetchEngine, known: &dyn Known, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.get(id) else { return Vec::new() };
    if matches!(job.goal, Goal::Token { .. }) {
        return sign_in::token_came(fetch, id, answer);
    }
    match answer.status {
        200..=299 => {
            let by_api = job.sent.by_api;
            fetch.in_vain.remove(&*job.repository);
            if by_api { by_api_came(fetch, known, id, answer) } else { came(fetch, known, id, answer) }
        }
        // The API says nothing of tokens.
        401 | 403 if job.sent.by_api => fail(fetch, id, &of_status(answer, false)),
        401 => sign_in::challenged(fetch, id, answer),
        status => {
            let with_login = job.sent.with_login;
            // The API has one way to be asked.
            let is_there_another =
                !job.sent.by_api && (400..500).contains(&status) && !matches!(status, 403 | 408 | 429);
            let is_unknown = || errors::is_unknown_repository(&errors::errors(&answer.body));
            if is_there_another && !is_unknown() && ask_differently(fetch, id) {
                return Vec::new();
            }
            trouble(fetch, id, &of_status(answer, with_login))
        }
    }
}

/// Takes an answer of a registry's own API as the registry's own would be taken.
fn by_api_came(fetch: &mut FetchEngine, known: &dyn Known, id: FetchId, answer: &Answer) -> Vec<Command> {
    match fetch.jobs.get_mut(id).map(|job| api::read(job, answer)) {
        Some(Ok(Some(answer))) => came(fetch, known, id, &answer),
        Some(Ok(None)) => {
            fetch.jobs.requeue(id);
            Vec::new()
        }
        Some(Err(why)) => fail(fetch, id, &why),
        None => Vec::new(),
    }
}

/// Turns to the next `Accept` header or the next way to ask, if there is one.
fn ask_differently(fetch: &mut FetchEngine, id: FetchId) -> bool {
    let Some(job) = fetch.jobs.get_mut(id) else { return false };
    job.accept.pop();
    job.tries = 0;
    let is_another = !job.accept.is_empty() || listing::referrers_by_tag(job);
    if is_another {
        fetch.jobs.requeue(id);
    }
    is_another
}

fn came(fetch: &mut FetchEngine, known: &dyn Known, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.get(id) else { return Vec::new() };
    match &job.goal {
        Goal::Tags => return listing::tags_came(fetch, id, answer),
        Goal::Referrers { .. } => return listing::referrers_came(fetch, id, answer),
        Goal::Root(reference, _) => {
            if answer.body.is_empty() {
                return fail(fetch, id, &Trouble::Nothing);
            }
            let served = Served::of(answer);
            if served.is_page() {
                return fail(fetch, id, &Trouble::WebPage);
            }
            // A digest tells by itself whether this is what was asked for.
            let accepted = job.accept.last().copied().unwrap_or_default();
            let may_be_made = reference.digest.is_none() && !job.sent.by_api;
            if may_be_made && !served.settles(accepted) && ask_differently(fetch, id) {
                return Vec::new();
            }
        }
        // All else of a layer goes to a worker.
        Goal::Layer(_) => return layers::part_came(fetch, id, answer),
        Goal::Document(_) | Goal::Beside { .. } | Goal::Token { .. } => {}
    }
    landing::keep(fetch, known, id, answer);
    Vec::new()
}

fn without_answer(fetch: &mut FetchEngine, id: FetchId, failure: Failure) -> Vec<Command> {
    let Some(job) = fetch.jobs.get_mut(id) else { return Vec::new() };
    // The distribution project's registry has no list of referrers, and its answer that it has none lacks the
    // header that would let a page read it.
    if failure == Failure::Opaque && listing::referrers_by_tag(job) {
        job.tries = 0;
        fetch.jobs.requeue(id);
        return Vec::new();
    }
    trouble(fetch, id, &Trouble::Failed(failure))
}

fn trouble(fetch: &mut FetchEngine, id: FetchId, trouble: &Trouble) -> Vec<Command> {
    let is_token = fetch.jobs.get(id).is_some_and(|job| matches!(job.goal, Goal::Token { .. }));
    if is_token { sign_in::token_failed(fetch, id, trouble) } else { fail(fetch, id, trouble) }
}
