//! Layers that are fetched: what they are fetched for, and what becomes of their bytes.
//!
//! The engine knows a layer by its ticket, the number of the session's own job. Each time it is sent for, a worker
//! takes its bytes, and that work has a number of its own.

use std::rc::Rc;

use super::super::archives::{self, Place, Slot, slots};
use super::super::effect::Effect;
use super::super::model::{Inspection, Model};
use super::named::{is_document, repository};
use super::problem_words;
use super::state::{Fetching, Then};
use super::tell::{commands, obey, tell};
use crate::archive::marks::Part;
use crate::archive::toc::{Place as TablePlace, Table, footer_range, place, place_of, promise};
use crate::fetch::{Command, Event, LayerJob, LayerState, Repository, Taker, WantedLayer};
use crate::image::digest::Registered;
use crate::inspect::{NodeId, Role};
use crate::layers::{JobId, RemoteLayer};
use crate::registry::{Outcome, Request};
use crate::session::{Source, Work};

/// What is wanted of a layer for this task.
fn wanted(layer: &RemoteLayer, ticket: JobId, task: &Task) -> WantedLayer {
    let part = match task {
        Task::Scan(_) | Task::Extract { .. } => None,
        Task::Footer => layer.size.and_then(footer_range),
        Task::Table(place) => Some((place.from, place.length)),
    };
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    WantedLayer {
        job: LayerJob(ticket.0),
        repository: Rc::new(Repository::of(&layer.reference)),
        digest: layer.digest.clone(),
        size: layer.size,
        part,
        taker: if *task == Task::Footer { Taker::Caller } else { Taker::Worker },
        elsewhere: layer.urls.iter().find(is_web).cloned(),
    }
}

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

/// How far a layer is that is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerFetch {
    /// It comes, or waits for its turn.
    Coming,
    /// It did not come: why, in a sentence.
    Failed(String),
    /// Nobody fetches it.
    Gone,
}

/// The layer of a node whose bytes are not here, where a registry can be asked for it.
pub(in super::super) fn remote_layer(inspection: &Inspection, id: NodeId) -> Option<RemoteLayer> {
    let node = inspection.tree.get(id).filter(|node| node.blob.is_none())?;
    if !matches!(node.role, Role::Layer(_)) || is_document(node) {
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
    let registry = slots.iter().filter_map(of).find(|registry| !model.fetch.may_ask(registry))?;
    let path = model.inspection.tree.path(node);
    let then = if list { Then::Tables(path) } else { Then::Layers(path) };
    let Model { fetching, fetch, .. } = model;
    fetching.asked.retain(|id, _| fetch.question(*id).is_some());
    if fetching.asked.values().any(|asked| *asked == then) {
        return Some(Vec::new());
    }
    let commands = commands(model, Event::Consent(registry));
    for command in &commands {
        if let Command::Ask(id) = command {
            model.fetching.asked.insert(*id, then.clone());
        }
    }
    Some(obey(model, commands))
}

/// Has layers fetched, each for its task.
pub(in super::super) fn fetch_layers(
    model: &mut Model,
    wanted: Vec<(RemoteLayer, Task, JobId)>,
) -> Vec<Effect> {
    let layers = wanted.iter().map(|(layer, task, ticket)| self::wanted(layer, *ticket, task)).collect();
    model.fetching.tasks.extend(wanted.into_iter().map(|(layer, task, ticket)| (ticket, (layer, task))));
    tell(model, Event::Layers(layers))
}

/// What the workers are to do with what `request` brings.
pub(super) fn work(model: &mut Model, layer: LayerJob, request: Request) -> Option<Effect> {
    let ticket = JobId(layer.0);
    let (RemoteLayer { digest, size, promise, .. }, task) = model.fetching.tasks.get(&ticket)?;
    let archives = Rc::make_mut(&mut model.archives);
    let keep = matches!(task, Task::Scan(_)) && size.is_some_and(|size| archives.keeps(digest, size));
    let source = Source::Fetched { request: Box::new(request), keep };
    let work = match task {
        // The page itself takes it.
        Task::Footer => return None,
        Task::Scan(algorithm) => Work::Scan { source, algorithm: *algorithm },
        Task::Extract { at, keep, part } => {
            Work::Extract { source, at: *at, keep: *keep, part: Rc::clone(part) }
        }
        Task::Table(place) => Work::List { source, table: Table { place: *place, promise: promise.clone() } },
    };
    let job = archives.number();
    model.fetching.works.insert(job, ticket);
    Some(Effect::Work { job, work })
}

/// The worker that takes a layer is to be stopped.
pub(super) fn stopped(model: &mut Model, layer: LayerJob) -> Option<Effect> {
    let works = &mut model.fetching.works;
    let work = works.iter().find(|(_, ticket)| ticket.0 == layer.0).map(|(work, _)| *work)?;
    works.remove(&work);
    Some(Effect::StopWork(Some(work)))
}

/// The last bytes of a layer came: they say where its table of contents is, which is asked for then.
pub(super) fn footer_came(model: &mut Model, layer: LayerJob, footer: &[u8]) -> Vec<Effect> {
    let Some((remote, task)) = model.fetching.tasks.get_mut(&JobId(layer.0)) else { return Vec::new() };
    let place = remote.size.and_then(|size| place(footer, size));
    if let Some(place) = place {
        *task = Task::Table(place);
    }
    tell(model, Event::LayerPart(layer, place.map(|place| (place.from, place.length))))
}

/// How a layer is coming changed.
pub(super) fn changed(model: &mut Model, layer: LayerJob, state: &LayerState) -> Vec<Effect> {
    let ticket = JobId(layer.0);
    let fetch = match state {
        LayerState::Coming => LayerFetch::Coming,
        LayerState::Failed(problem) => LayerFetch::Failed(problem_words::diagnosis(problem).headline),
        LayerState::Gone => {
            model.fetching.tasks.remove(&ticket);
            LayerFetch::Gone
        }
    };
    archives::coming(model, ticket, &fetch)
}

/// The ticket of the layer that a worker is at.
pub(in super::super) fn ticket(fetching: &Fetching, work: JobId) -> Option<JobId> {
    fetching.works.get(&work).copied()
}

/// A worker has done with a layer: what it was fetched for is there, or can't be. Gives its ticket.
pub(in super::super) fn layer_came(model: &mut Model, work: JobId) -> Option<(JobId, Vec<Effect>)> {
    let ticket = model.fetching.works.remove(&work)?;
    model.fetching.tasks.remove(&ticket);
    Some((ticket, tell(model, Event::LayerDone(LayerJob(ticket.0)))))
}

/// A layer did not come, and this in its place.
pub(in super::super) fn layer_did_not_come(model: &mut Model, work: JobId, outcome: Outcome) -> Vec<Effect> {
    match model.fetching.works.remove(&work) {
        Some(ticket) => tell(model, Event::LayerFailed(LayerJob(ticket.0), outcome)),
        None => Vec::new(),
    }
}

/// Nobody waits for the layers with these tickets any more.
pub(in super::super) fn stop_layers(model: &mut Model, tickets: &[JobId]) -> Vec<Effect> {
    let effects = tell(model, Event::StopLayers(tickets.iter().map(|ticket| LayerJob(ticket.0)).collect()));
    for ticket in tickets {
        model.fetching.tasks.remove(ticket);
    }
    effects
}

/// The tickets of all layers that are fetched, or failed to come.
pub(in super::super) fn tickets(fetching: &Fetching) -> Vec<JobId> {
    fetching.tasks.keys().copied().collect()
}
