//! What could not be had, and why.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::access;
use super::job::{Goal, Job, State};
use super::{layers, lists, queue};
use crate::fetch::{FetchId, Repository};
use crate::limits;
use crate::registry::diagnosis::{Diagnosis, Next, Situation, TooOften, Trouble, diagnose};
use crate::registry::endpoint::Way;
use crate::registry::url::Url;
use crate::registry::{Answer, Failure, errors, retry};

/// Requests of a repository that come to nothing in the same way before the others are not sent.
const IN_VAIN: u32 = 3;

/// Why a job failed. Jobs that failed together share one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    pub repository: Rc<Repository>,
    pub trouble: Trouble,
    pub diagnosis: Diagnosis,
}

impl Problem {
    /// Whether both are told as one.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        self.repository == other.repository && self.diagnosis.headline == other.diagnosis.headline
    }
}

/// Fails a job; `realm` is the address that was asked in its stead.
pub(super) fn fail(model: &mut Model, id: FetchId, trouble: &Trouble, realm: Option<&Url>) -> Vec<Effect> {
    fail_all(model, &[id], trouble, realm)
}

/// Fails jobs of one repository, and with them those that would fail in the same way.
pub(super) fn fail_all(
    model: &mut Model,
    ids: &[FetchId],
    trouble: &Trouble,
    realm: Option<&Url>,
) -> Vec<Effect> {
    let Some(first) = ids.iter().find_map(|id| model.fetching.jobs.get(id)) else {
        return queue::pump(model);
    };
    let repository = Rc::clone(&first.repository);
    let problem = Rc::new(Problem {
        repository: Rc::clone(&repository),
        trouble: trouble.clone(),
        diagnosis: diagnosis(model, first, trouble, realm),
    });
    let fetching = &mut model.fetching;
    let mut failed = ids.to_vec();
    if concerns_all(trouble) || in_vain(fetching.in_vain.entry((*repository).clone()).or_default(), trouble) {
        let waits =
            |job: &Job| matches!(job.state, State::Waiting | State::Held) && job.repository == repository;
        failed.extend(fetching.jobs.iter().filter(|(_, job)| waits(job)).map(|(id, _)| *id));
        fetching.all.remove(&*repository);
    }
    let mut is_news = true;
    for id in &failed {
        let Some(job) = fetching.jobs.get_mut(id) else { continue };
        if matches!(job.goal, Goal::Token { .. }) {
            fetching.remove(*id);
            if let Some(access) = fetching.access.get_mut(&*repository) {
                access.token_job = None;
            }
            continue;
        }
        job.state = State::Failed(Rc::clone(&problem));
        if lists::failed(fetching, *id, trouble) {
            fetching.remove(*id);
            is_news = false;
        }
    }
    let mut effects = queue::pump(model);
    if is_news {
        effects.push(Effect::Announce(problem.diagnosis.headline.clone()));
    }
    effects
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
fn in_vain(count: &mut u32, trouble: &Trouble) -> bool {
    let is_in_vain = match trouble {
        Trouble::Failed(Failure::Opaque | Failure::BrokenOff { .. }) => true,
        Trouble::Status(status, _) => *status >= 500,
        _ => false,
    };
    *count = if is_in_vain { count.saturating_add(1) } else { *count };
    *count >= IN_VAIN
}

/// What an answer says that is no success, and was asked for with the user's own name or not.
pub(super) fn of_status(answer: &Answer, own: bool) -> Trouble {
    let (errors, wait) = (errors::errors(&answer.body), retry::asked(answer));
    match (answer.status, wait) {
        (429, wait) => Trouble::TooOften(Box::new(TooOften {
            errors,
            wait,
            quota: answer.headers.quota.as_deref().copied(),
            own,
        })),
        (status, Some(wait)) if wait > limits::RETRY_AFTER_SECONDS => Trouble::Wait(status, wait),
        (status, _) => Trouble::Status(status, errors),
    }
}

fn diagnosis(model: &Model, job: &Job, trouble: &Trouble, realm: Option<&Url>) -> Diagnosis {
    let fetching = &model.fetching;
    let url = realm.unwrap_or(&job.url);
    let reference = match &job.goal {
        Goal::Root(reference, _) => reference.clone(),
        _ => job.digest().map_or_else(|| job.repository.by_tag(None), |digest| job.repository.at(digest)),
    };
    let situation = Situation {
        reference: &reference,
        resource: &job.resource(),
        url,
        is_realm: realm.is_some(),
        page: fetching.page.as_ref(),
        way: if job.sent.relayed { Way::Relay } else { Way::Direct },
        has_relay: fetching.relay.hosts().next().is_some(),
        preflight: job.sent.authorized,
        answered: fetching.answered.contains(&url.origin()),
        framed: fetching.framed,
    };
    let mut diagnosis = diagnose(&situation, trouble);
    if let (Trouble::SignIn { .. }, Some(beyond)) = (trouble, access::beyond(fetching, &job.repository)) {
        diagnosis.known.push(format!(
            "It wants a token for \u{201c}{beyond}\u{201d}, and this page asks for one to read {} alone.",
            job.repository.name
        ));
    }
    if let (Some(url), Trouble::Status(404 | 410, _)) = (layers::elsewhere(job), trouble) {
        let advice = format!(
            "The descriptor says that {url} has this layer. This page asks nobody whom only a document names: get it \
             there, and drop the file; its digest tells where it belongs."
        );
        diagnosis.next.insert(0, Next::Advice(advice));
    }
    diagnosis
}

/// Whether signing in may help, and to which host.
pub(super) fn sign_in_host(problem: &Problem) -> Option<String> {
    let helps = match &problem.trouble {
        Trouble::SignIn { .. } | Trouble::HiddenChallenge => true,
        Trouble::TooOften(too_often) => !too_often.own,
        Trouble::Status(status, _) => matches!(status, 401 | 403),
        _ => false,
    };
    helps.then(|| access::host_of(&problem.repository.registry)).flatten()
}
