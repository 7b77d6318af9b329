//! The visitor is asked, where that can be.

use super::command::Command;
use super::engine::FetchEngine;
use super::fail::fail_all;
use super::id::{FetchId, QuestionId};
use super::job::{Job, State};
use super::question::{About, Question, Then};
use super::repository::Repository;
use crate::registry::diagnosis::Trouble;

/// Asks, unless the same is asked already. A page that is shown inside another asks nothing, and says so.
pub(super) fn ask(fetch: &mut FetchEngine, about: About) -> Vec<Command> {
    if fetch.page.framed {
        return match about {
            About::Registry { registry, .. } => vec![Command::NotAsked(registry)],
            About::Realm { repository, realm, .. } => {
                let held = without_token(fetch, &repository);
                fail_all(fetch, &held, &Trouble::Framed(realm.authority()), None)
            }
        };
    }
    // Whoever asked elsewhere knows what it is for.
    let is_elsewhere = matches!(about, About::Registry { then: Then::Elsewhere, .. });
    if !is_elsewhere && fetch.questions.iter().any(|question| question.about == about) {
        return Vec::new();
    }
    let id = QuestionId(fetch.jobs.number());
    fetch.questions.push(Question { id, about });
    vec![Command::Ask(id)]
}

/// Jobs of a repository that wait for its token.
pub(super) fn without_token(fetch: &FetchEngine, repository: &Repository) -> Vec<FetchId> {
    let waits = |job: &Job| matches!(job.state, State::WithoutToken) && *job.repository == *repository;
    fetch.jobs.which(waits)
}
