//! Jobs fail, and those that would fail in the same way with them.

use std::rc::Rc;

use super::command::{Command, LayerState};
use super::engine::FetchEngine;
use super::id::FetchId;
use super::job::{Goal, Job, State};
use super::problem::Problem;
use crate::limits;
use crate::registry::diagnosis::{TooOften, Trouble};
use crate::registry::endpoint::Way;
use crate::registry::url::Url;
use crate::registry::{Answer, Failure, errors, retry};

/// Requests of a repository that come to nothing in the same way before the others are not sent.
const IN_VAIN: u32 = 3;

/// Fails a job.
pub(super) fn fail(fetch: &mut FetchEngine, id: FetchId, trouble: &Trouble) -> Vec<Command> {
    fail_all(fetch, &[id], trouble, None)
}

/// Fails jobs of one repository, and with them those that would fail in the same way; `realm` is the address that
/// was asked in their stead.
pub(super) fn fail_all(
    fetch: &mut FetchEngine,
    ids: &[FetchId],
    trouble: &Trouble,
    realm: Option<&Url>,
) -> Vec<Command> {
    let Some(first) = ids.iter().find_map(|id| fetch.jobs.get(*id)) else { return Vec::new() };
    let problem = Rc::new(problem(fetch, first, trouble, realm));
    let repository = Rc::clone(&problem.repository);
    let mut failed = ids.to_vec();
    let in_vain = fetch.in_vain.entry((*repository).clone()).or_default();
    if concerns_all(trouble) || is_in_vain(in_vain, trouble) {
        let waits = |job: &Job| {
            matches!(job.state, State::Pending | State::WithoutToken) && job.repository == repository
        };
        failed.extend(fetch.jobs.which(waits));
        fetch.all.remove(&*repository);
    }
    let mut is_news = true;
    let mut commands = Vec::new();
    for id in failed {
        let Some(job) = fetch.jobs.get(id) else { continue };
        if matches!(job.goal, Goal::Token { .. }) {
            fetch.jobs.remove(id);
            if let Some(access) = fetch.accesses.of.get_mut(&*repository) {
                access.token_job = None;
            }
            continue;
        }
        fetch.jobs.set_state(id, State::Failed(Rc::clone(&problem)));
        let Some(job) = fetch.jobs.get(id) else { continue };
        if let Some(layer) = job.layer() {
            commands.push(Command::Layer(layer.job, LayerState::Failed(Rc::clone(&problem))));
        }
        if fetch.lists.failed(id, job, trouble) {
            fetch.jobs.remove(id);
            is_news = false;
        }
    }
    if is_news {
        commands.push(Command::Failed(problem));
    }
    commands
}

/// Whether what went wrong is sure to go wrong for all of the repository.
const fn concerns_all(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::SignIn { .. }
            | Trouble::HiddenChallenge
            | Trouble::UnknownScheme(_)
            | Trouble::TooOften(_)
            | Trouble::Wait(..)
            | Trouble::Challenge(_)
            | Trouble::Declined(_)
            | Trouble::Framed(_)
            | Trouble::NoToken
            | Trouble::Enough
    )
}

/// Counts what came to nothing; whether that was too often.
fn is_in_vain(count: &mut u32, trouble: &Trouble) -> bool {
    let is_in_vain = match trouble {
        Trouble::Failed(Failure::Opaque | Failure::BrokenOff { .. }) => true,
        Trouble::Status(status, _) => *status >= 500,
        _ => false,
    };
    *count = if is_in_vain { count.saturating_add(1) } else { *count };
    *count >= IN_VAIN
}

/// What an answer says that is no success, and was asked for with the visitor's name and password or not.
pub(super) fn of_status(answer: &Answer, with_login: bool) -> Trouble {
    let (errors, wait) = (errors::errors(&answer.body), retry::asked(answer));
    match (answer.status, wait) {
        (429, wait) => Trouble::TooOften(Box::new(TooOften {
            errors,
            wait,
            quota: answer.headers.quota.as_deref().copied(),
            own: with_login,
        })),
        (status, Some(wait)) if wait > limits::RETRY_AFTER_SECONDS => Trouble::Wait(status, wait),
        (status, _) => Trouble::Status(status, errors),
    }
}

/// The data of what went wrong with a job.
pub(super) fn problem(fetch: &FetchEngine, job: &Job, trouble: &Trouble, realm: Option<&Url>) -> Problem {
    let url = realm.unwrap_or(&job.url);
    let is_refused = matches!(trouble, Trouble::SignIn { .. });
    let beyond = fetch.accesses.beyond(&job.repository).filter(|_| is_refused);
    let is_gone = matches!(trouble, Trouble::Status(404 | 410, _));
    Problem {
        repository: Rc::clone(&job.repository),
        trouble: trouble.clone(),
        reference: job.reference(),
        resource: job.resource(),
        is_realm: realm.is_some(),
        page: fetch.page.url.clone(),
        way: if job.sent.relayed { Way::Relay } else { Way::Direct },
        has_relay: fetch.page.relay.hosts().next().is_some(),
        preflight: job.sent.authorized,
        answered: fetch.answered.contains(&url.origin()),
        framed: fetch.page.framed,
        beyond: beyond.map(str::to_owned),
        elsewhere: job.layer().filter(|_| is_gone).and_then(|layer| layer.elsewhere.clone()),
        url: url.clone(),
    }
}
