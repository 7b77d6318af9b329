//! Layers: jobs as any others, whose bytes go to workers.
//!
//! A layer with `urls` (a foreign one) is asked for at its registry all the same, as the Docker Engine does
//! first; containerd turns to the URLs first. Nobody is asked whom only a document names, so that where the
//! registry does not have it, the URLs are told.

use std::rc::Rc;

use super::command::{Command, LayerState};
use super::engine::FetchEngine;
use super::fail::fail;
use super::id::{FetchId, LayerJob};
use super::job::{Goal, Job, State};
use super::wanted::{Taker, WantedLayer};
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::resource::Resource;
use crate::registry::{Answer, Failure};

/// Puts a layer in the queue.
pub(super) fn want(fetch: &mut FetchEngine, layer: WantedLayer) -> Option<Command> {
    let Some(registry) = endpoint(&layer.repository.registry) else {
        return Some(Command::Layer(layer.job, LayerState::Gone));
    };
    let url = Resource::Blob(layer.digest.clone()).url(&registry, &layer.repository.name);
    let repository = Rc::clone(&layer.repository);
    fetch.in_vain.remove(&*repository);
    fetch.jobs.add(Job::new(repository, Goal::Layer(Box::new(layer)), url), false);
    None
}

/// A part of a layer came that whoever asked for it takes.
pub(super) fn part_came(fetch: &mut FetchEngine, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.get(id) else { return Vec::new() };
    let Some(layer) = job.layer().map(|layer| layer.job) else { return Vec::new() };
    if answer.status != 206 {
        return fail(fetch, id, &Trouble::Failed(Failure::NotAPart));
    }
    fetch.jobs.set_state(id, State::Landing);
    vec![Command::LayerPart(layer, answer.body.clone())]
}

/// The part that came tells which part is wanted now, or that there is none.
pub(super) fn next_part(fetch: &mut FetchEngine, layer: LayerJob, part: Option<(u64, u64)>) -> Vec<Command> {
    let Some(id) = fetch.jobs.of_layer(layer) else { return Vec::new() };
    let Some(job) = fetch.jobs.get_mut(id) else { return Vec::new() };
    let Goal::Layer(wanted) = &mut job.goal else { return Vec::new() };
    if part.is_none() {
        return fail(fetch, id, &Trouble::NoTable);
    }
    (wanted.part, wanted.taker) = (part, Taker::Worker);
    job.tries = 0;
    fetch.jobs.requeue(id);
    Vec::new()
}

/// A worker has done with a layer: what it was fetched for is there, or can't be.
pub(super) fn done(fetch: &mut FetchEngine, layer: LayerJob) {
    let Some(id) = taken(fetch, layer) else { return };
    let Some(job) = fetch.jobs.remove(id) else { return };
    if !job.sent.relayed {
        fetch.answered.insert(job.url.origin());
    }
    fetch.in_vain.remove(&*job.repository);
}

/// The job of a layer that a worker no longer has.
pub(super) fn taken(fetch: &mut FetchEngine, layer: LayerJob) -> Option<FetchId> {
    let id = fetch.jobs.of_layer(layer)?;
    fetch.jobs.with_workers.remove(&id).then_some(id)
}
