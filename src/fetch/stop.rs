//! What is in flight or pending is stopped.

use super::command::{Command, LayerState};
use super::engine::{FetchEngine, Landing, Page};
use super::id::{FetchId, LayerJob};
use super::job::State;

/// Takes a job away, and frees what is in flight for it: its request, or the worker that takes its bytes.
pub(super) fn stop(fetch: &mut FetchEngine, id: FetchId) -> Option<Command> {
    let layer = fetch.jobs.remove(id).and_then(|job| Some(job.layer()?.job));
    if fetch.jobs.with_workers.remove(&id) {
        return layer.map(Command::StopLayer);
    }
    fetch.jobs.in_flight.remove(&id).then_some(Command::Stop(id))
}

/// Nobody waits for these layers any more.
pub(super) fn stop_layers(fetch: &mut FetchEngine, layers: &[LayerJob]) -> Vec<Command> {
    let ids: Vec<FetchId> = layers.iter().filter_map(|layer| fetch.jobs.of_layer(*layer)).collect();
    ids.into_iter().filter_map(|id| stop(fetch, id)).collect()
}

/// Stops all that is in flight or pending. What failed stays, to be tried again.
pub(super) fn stop_all(fetch: &mut FetchEngine) -> Vec<Command> {
    fetch.jobs.clear_pending();
    fetch.all.clear();
    fetch.questions.clear();
    let ids = fetch.jobs.which(|job| !matches!(job.state, State::Failed(_) | State::Landing));
    let layers: Vec<LayerJob> = ids.iter().filter_map(|id| Some(fetch.jobs.get(*id)?.layer()?.job)).collect();
    let is_any = !ids.is_empty();
    let mut commands: Vec<Command> = ids.into_iter().filter_map(|id| stop(fetch, id)).collect();
    for access in fetch.accesses.of.values_mut() {
        access.token_job = None;
    }
    fetch.lists.stopped();
    commands.extend(layers.into_iter().map(|layer| Command::Layer(layer, LayerState::Gone)));
    if is_any {
        commands.push(Command::Stopped);
    }
    commands
}

/// What stops what is in flight, and tells nobody: who waited for it is gone, too.
fn stop_in_flight(fetch: &mut FetchEngine) -> Vec<Command> {
    let ids = fetch.jobs.which(|job| matches!(job.state, State::InFlight));
    ids.into_iter().filter_map(|id| stop(fetch, id)).collect()
}

/// Stops all that is for the image that was here, and forgets what came and what failed of it.
pub(super) fn leave(fetch: &mut FetchEngine) -> Vec<Command> {
    let commands = stop_in_flight(fetch);
    stop_all(fetch);
    fetch.landing.landed.clear();
    fetch.jobs = fetch.jobs.after();
    commands
}

/// Stops all and forgets all, but for the page itself.
pub(super) fn forget(fetch: &mut FetchEngine) -> Vec<Command> {
    let commands = stop_in_flight(fetch);
    let old = std::mem::take(fetch);
    *fetch = FetchEngine {
        jobs: old.jobs.after(),
        page: Page { ..old.page },
        landing: Landing::default(),
        changes: old.changes,
        ..FetchEngine::default()
    };
    commands
}
