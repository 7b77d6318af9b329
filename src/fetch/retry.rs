//! What failed is tried again, or forgotten.

use super::command::{Command, LayerState};
use super::engine::FetchEngine;
use super::id::FetchId;
use super::job::{Goal, Job, State};

/// Puts a job that failed back to its beginning.
pub(super) fn again(fetch: &mut FetchEngine, id: FetchId) -> Option<Command> {
    let job = fetch.jobs.get_mut(id).filter(|job| job.is_failed())?;
    (job.tries, job.has_new_token) = (0, false);
    if job.accept.is_empty() {
        job.accept_all();
    }
    fetch.in_vain.remove(&*job.repository);
    fetch.lists.again(id, job);
    let layer = job.layer().map(|layer| layer.job);
    fetch.jobs.requeue(id);
    layer.map(|layer| Command::Layer(layer, LayerState::Coming))
}

/// All jobs that failed as this one did.
fn alike(fetch: &FetchEngine, id: FetchId) -> Vec<FetchId> {
    let Some(State::Failed(problem)) = fetch.jobs.get(id).map(|job| &job.state) else { return Vec::new() };
    fetch.jobs.standing().alike(&problem.likeness())
}

/// Tries all again that failed as this job did.
pub(super) fn retry(fetch: &mut FetchEngine, id: FetchId) -> Vec<Command> {
    let alike = alike(fetch, id);
    alike.into_iter().rev().filter_map(|id| again(fetch, id)).collect()
}

/// Forgets what failed as this job did. What is missing can be asked for again.
pub(super) fn dismiss(fetch: &mut FetchEngine, id: FetchId) -> Vec<Command> {
    let removed = alike(fetch, id).into_iter().filter_map(|id| fetch.jobs.remove(id)).collect::<Vec<_>>();
    let layers = removed.iter().filter_map(Job::layer);
    layers.map(|layer| Command::Layer(layer.job, LayerState::Gone)).collect()
}

/// Forgets references that did not come: another is typed in their place.
pub(super) fn forget_failed_roots(fetch: &mut FetchEngine) {
    for id in fetch.jobs.which(|job| job.is_failed() && matches!(job.goal, Goal::Root(..))) {
        fetch.jobs.remove(id);
    }
}
