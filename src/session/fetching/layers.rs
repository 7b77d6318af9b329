//! Layers that are fetched: what asks for them, and what becomes of the answers.
//!
//! A layer is a job as any other: it waits for its turn and for its token, is sent again, and fails with a
//! diagnosis. But its body is never here: a worker takes it as it comes, so that it is sent as
//! [`Effect::Work`]. Each time it is sent, that has a number of its own; who waits for the layer knows it by its
//! ticket, which stays the same.
//!
//! A layer with `urls` (a foreign one) is asked for at its registry all the same, as the Docker Engine does
//! first; containerd turns to the URLs first. Nobody is asked whom only a document names, so that where the
//! registry does not have it, the URLs are told.

use std::rc::Rc;

use super::super::archives::{Archives, Place, Slot, slots};
use super::super::effect::Effect;
use super::super::model::{Inspection, Model};
use super::ask::{Then, What, ask};
use super::fetched::ended;
use super::job::{Goal, Job, State};
use super::queue::{pump, stop_job};
use super::state::Fetching;
use super::trouble::fail;
use super::want::{goal_of, repository};
use crate::archive::marks::Part;
use crate::archive::toc::{Place as TablePlace, Table, footer_range, place, place_of, promise};
use crate::fetch::{FetchId, Repository};
use crate::image::digest::Registered;
use crate::inspect::{NodeId, Role};
use crate::layers::JobId;
use crate::layers::RemoteLayer;
use crate::limits;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::resource::Resource;
use crate::registry::{Answer, Failure, Outcome, Request};
use crate::session::{Source, Work};

/// What a layer is fetched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// To be proved and listed.
    Scan(Registered),
    /// Its last bytes alone, which say where its table of contents is.
    Footer,
    /// Its table of contents alone, to be listed by it.
    Table(TablePlace),
    /// For one file of it: [`Work::Extract`].
    Extract {
        /// See there.
        at: u64,
        /// See there.
        keep: usize,
        /// See there.
        part: Rc<Part>,
    },
}

/// A layer that is to come.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub layer: RemoteLayer,
    pub task: Task,
    /// By what they know it who wait for it.
    pub ticket: JobId,
}

/// How far a layer is that is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerFetch {
    /// It comes, or waits for its turn.
    Coming,
    /// It can't be had: why, in a sentence.
    Failed(String),
    /// Nobody fetches it.
    Gone,
}

impl Wanted {
    /// The first byte that is asked for and their number, where that is not all.
    fn part(&self) -> Option<(u64, u64)> {
        match &self.task {
            Task::Scan(_) | Task::Extract { .. } => None,
            Task::Footer => footer_range(self.layer.size?),
            Task::Table(place) => Some((place.from, place.length)),
        }
    }

    /// Bytes of the body that are taken.
    pub(super) fn limit(&self) -> u64 {
        let part = self.part().map(|(_, length)| length);
        part.or(self.layer.size).unwrap_or(limits::LAYER_UNPACKED_BYTES)
    }

    /// The first and the last byte that are asked for.
    pub(super) fn range(&self) -> Option<(u64, u64)> {
        let (from, length) = self.part()?;
        Some((from, from.saturating_add(length).checked_sub(1)?))
    }

    /// What the workers are to do with the answer of `request`; nothing with a few bytes.
    pub(super) fn work(&self, request: &Request, archives: &mut Archives) -> Option<Work> {
        let RemoteLayer { digest, size, .. } = &self.layer;
        let keep =
            matches!(self.task, Task::Scan(_)) && size.is_some_and(|size| archives.keeps(digest, size));
        let source = Source::Fetched { request: Box::new(request.clone()), keep };
        match &self.task {
            Task::Footer => None,
            Task::Scan(algorithm) => Some(Work::Scan { source, algorithm: *algorithm }),
            Task::Extract { at, keep, part } => {
                Some(Work::Extract { source, at: *at, keep: *keep, part: Rc::clone(part) })
            }
            Task::Table(place) => Some(Work::List {
                source,
                table: Table { place: *place, promise: self.layer.promise.clone() },
            }),
        }
    }
}

/// The layer of a node whose bytes are not here, where a registry can be asked for it.
pub(in super::super) fn remote_layer(inspection: &Inspection, id: NodeId) -> Option<RemoteLayer> {
    let node = inspection.tree.get(id).filter(|node| node.blob.is_none())?;
    if !matches!(node.role, Role::Layer(_)) || goal_of(node).is_some() {
        return None;
    }
    let descriptor = node.descriptor.as_ref()?;
    let digest = descriptor.digest.clone().filter(|digest| digest.registered().is_some())?;
    let repository = repository(inspection, node.parent?)?;
    let annotations = &descriptor.annotations;
    Some(RemoteLayer {
        reference: repository.at(&digest),
        digest,
        size: descriptor.size,
        urls: descriptor.urls.clone(),
        place: descriptor.size.and_then(|size| place_of(annotations, size)),
        promise: promise(annotations),
    })
}

/// Asks the user about the registry of the layers of `node`, where that is to be asked and was not yet; `list`
/// where only their tables of contents are wanted.
pub(in super::super) fn ask_for_layers(model: &mut Model, node: NodeId, list: bool) -> Option<Vec<Effect>> {
    let slots = slots(&model.inspection.tree, node);
    let of = |slot: &Slot| match slot.layer.and_then(|layer| model.archives.layer(layer)) {
        Some(layer) => match &layer.place {
            Place::There(layer) => Some(layer.reference.registry.clone()),
            Place::Here(_) => None,
        },
        None => Some(remote_layer(&model.inspection, slot.node)?.reference.registry),
    };
    let registry = slots.iter().filter_map(of).find(|registry| !model.fetching.may_ask(registry))?;
    let path = model.inspection.tree.path(node);
    let then = if list { Then::Tables(path) } else { Then::Layers(path) };
    Some(ask(model, What::Registry { registry, then }))
}

/// Has layers fetched, each for its task.
pub(in super::super) fn fetch_layers(
    model: &mut Model,
    wanted: Vec<(RemoteLayer, Task, JobId)>,
) -> Vec<Effect> {
    for (layer, task, ticket) in wanted {
        queue(model, layer, task, ticket);
    }
    pump(model)
}

fn queue(model: &mut Model, layer: RemoteLayer, task: Task, ticket: JobId) {
    let Some(registry) = endpoint(&layer.reference.registry) else { return };
    let repository = Rc::new(Repository::of(&layer.reference));
    let url = Resource::Blob(layer.digest.clone()).url(&registry, &repository.name);
    model.fetching.in_vain.remove(&*repository);
    let goal = Goal::Layer(Box::new(Wanted { layer, task, ticket }));
    if let Some(id) = model.fetching.enqueue(&repository, goal, url, false) {
        model.fetching.layers.insert(ticket, id);
    }
}

/// How far the layer with this ticket is.
pub(in super::super) fn layer_fetch(fetching: &Fetching, ticket: JobId) -> LayerFetch {
    let job = fetching.layers.get(&ticket).and_then(|id| fetching.jobs.get(id));
    match job.map(|job| &job.state) {
        None => LayerFetch::Gone,
        Some(State::Failed(problem)) => LayerFetch::Failed(problem.diagnosis.headline.clone()),
        Some(_) => LayerFetch::Coming,
    }
}

/// The ticket of the layer that a worker is at.
pub(in super::super) fn ticket(fetching: &Fetching, work: JobId) -> Option<JobId> {
    let job = fetching.jobs.get(fetching.works.get(&work)?)?;
    of(job).map(|wanted| wanted.ticket)
}

/// A worker has done with a layer: what it was fetched for is there, or can't be. Gives its ticket.
pub(in super::super) fn layer_came(model: &mut Model, work: JobId) -> Option<(JobId, Vec<Effect>)> {
    let fetching = &mut model.fetching;
    let id = fetching.works.remove(&work)?;
    let job = fetching.remove(id)?;
    let ticket = of(&job)?.ticket;
    fetching.layers.remove(&ticket);
    if !job.sent.relayed {
        fetching.answered.insert(job.url.origin());
    }
    fetching.in_vain.remove(&*job.repository);
    Some((ticket, pump(model)))
}

/// The last bytes of a layer came: they say where its table of contents is, which is asked for then.
pub(super) fn footer_came(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let Some(job) = model.fetching.jobs.get_mut(&id) else { return Vec::new() };
    let Goal::Layer(wanted) = &mut job.goal else { return Vec::new() };
    if answer.status != 206 {
        return fail(model, id, &Trouble::Failed(Failure::NotAPart), None);
    }
    match wanted.layer.size.and_then(|size| place(&answer.body, size)) {
        Some(place) => {
            wanted.task = Task::Table(place);
            job.tries = 0;
            model.fetching.requeue(id);
            pump(model)
        }
        None => fail(model, id, &Trouble::NoTable, None),
    }
}

/// A layer did not come, and this in its place.
pub(in super::super) fn layer_did_not_come(model: &mut Model, work: JobId, outcome: Outcome) -> Vec<Effect> {
    match model.fetching.works.remove(&work) {
        Some(id) => ended(model, id, outcome),
        None => Vec::new(),
    }
}

/// Nobody waits for the layers with these tickets any more.
pub(in super::super) fn stop_layers(model: &mut Model, tickets: &[JobId]) -> Vec<Effect> {
    let mut effects: Vec<Effect> =
        tickets.iter().flat_map(|ticket| stop_layer(&mut model.fetching, *ticket)).collect();
    // Others have their turn once all of these are gone.
    effects.extend(pump(model));
    effects
}

/// Forgets the ticket of a layer that is not fetched any more.
pub(in super::super) fn forget_layer(fetching: &mut Fetching, ticket: JobId) {
    fetching.layers.remove(&ticket);
}

fn stop_layer(fetching: &mut Fetching, ticket: JobId) -> Vec<Effect> {
    fetching.layers.remove(&ticket).map(|id| stop_job(fetching, id)).unwrap_or_default()
}

/// The tickets of all layers that are fetched, or failed to come.
pub(in super::super) fn tickets(fetching: &Fetching) -> Vec<JobId> {
    fetching.layers.keys().copied().collect()
}

/// What a job is for, where that is a layer.
pub(super) fn of(job: &Job) -> Option<&Wanted> {
    match &job.goal {
        Goal::Layer(wanted) => Some(wanted),
        _ => None,
    }
}

/// Where a layer can be had besides, as its descriptor says.
pub(super) fn elsewhere(job: &Job) -> Option<&str> {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    of(job)?.layer.urls.iter().find(is_web).map(String::as_str)
}

/// Whether a job is to wait until other layers are here.
pub(super) fn waits_for_others(fetching: &Fetching, id: FetchId) -> bool {
    fetching.works.len() >= limits::LAYERS_FETCHED_AT_ONCE
        && fetching.jobs.get(&id).is_some_and(|job| of(job).is_some())
}
