//! A registry's own API is asked in the place of `/v2/`, where pages may read the one and not the other.

use super::job::{Goal, Job};
use crate::registry::Answer;
use crate::registry::diagnosis::Trouble;
use crate::registry::hosts;
use crate::registry::quay::{self, NotOfApi};
use crate::registry::resource::{Resource, referrers_tag};
use crate::registry::url::Url;

/// How a job is asked for at a registry whose API pages may read.
pub(super) enum ByApi {
    /// By this address.
    At(Url),
    /// The API does not give it, and `/v2/` can't be read.
    NotGiven,
    /// There is no such API, or `/v2/` is as good.
    No,
}

/// How a job is asked for that no relay brings and no name and password go with.
pub(super) fn by_api(job: &Job) -> ByApi {
    if hosts::api(&job.repository.registry).is_none() {
        return ByApi::No;
    }
    match asked(job) {
        Some(Resource::Blob(_)) => ByApi::NotGiven,
        Some(resource) => {
            let address = quay::address(&job.url, &resource, &job.repository.name, job.stands_for.as_ref());
            address.map_or(ByApi::No, ByApi::At)
        }
        None => ByApi::No,
    }
}

/// What a job asks for now; `None` for a token.
fn asked(job: &Job) -> Option<Resource> {
    match &job.goal {
        Goal::Token { .. } => None,
        Goal::Referrers { subject, by_tag: true } => Some(Resource::Tagged(referrers_tag(subject))),
        _ => Some(job.resource()),
    }
}

/// The answer that the registry itself would give; `None` where the job is to be sent once more, by the digest that its
/// tag stands for.
///
/// # Errors
/// Where there is no such tag, or the answer is none of the API's.
pub(super) fn read(job: &mut Job, answer: &Answer) -> Result<Option<Answer>, Trouble> {
    let read = match (asked(job), &job.stands_for) {
        (Some(Resource::Tags), _) => quay::tags(answer, &job.url),
        (Some(Resource::Tagged(tag)), None) => match quay::stands_for(answer, &tag) {
            Ok(Some(digest)) => {
                (job.stands_for, job.tries) = (Some(digest), 0);
                return Ok(None);
            }
            Ok(None) => return Err(Trouble::Status(404, Vec::new())),
            Err(NotOfApi) => Err(NotOfApi),
        },
        _ => quay::manifest(answer),
    };
    read.map(Some).map_err(|NotOfApi| Trouble::NotOfApi)
}
