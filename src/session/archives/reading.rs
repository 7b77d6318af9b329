//! Layers that are read: begun, on their way, stopped, done.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::status::is_wrong;
use super::{Archives, Job, Place, Reading, file, opening, remote, slots};
use crate::archive::extract::Extraction;
use crate::archive::report::LayerReport;
use crate::image::digest::{Digest, Registered};
use crate::inspect::{LayerId, LayerState, NodeId, Proof};
use crate::layers::{JobId, Progress};
use crate::limits;
use crate::session::documents::{rebuild, rebuild_soon};
use crate::session::effect::Effect;
use crate::session::fetching::{self, Task};
use crate::session::model::{Inspection, Model, Tone};
use crate::session::notices::notice;
use crate::session::{Done, Work};
use crate::text::size::decimal;

/// Has layers read that were not read yet.
pub fn open_layers(model: &mut Model, layers: &[LayerId]) -> Vec<Effect> {
    let is_unread = |id: &&LayerId| {
        let state = model.archives.layer(**id).map(|layer| &layer.state);
        matches!(state, Some(Reading::Waiting | Reading::Failed(_)))
    };
    let unread: BTreeSet<LayerId> = layers.iter().filter(is_unread).copied().collect();
    let mut effects = forget_failed(model, &unread);
    let mut wanted = Vec::new();
    for id in unread.iter().copied() {
        let algorithm = algorithm(&model.inspection, id);
        let archives = Rc::make_mut(&mut model.archives);
        let Some(place) = archives.layers.get(&id).map(|layer| layer.place.clone()) else { continue };
        let job = archives.new_job(Job::Scan(id));
        begin(model, id, job);
        match place {
            Place::Here(source) => {
                effects.push(Effect::Work { job, work: Work::Scan { source, algorithm } });
            }
            Place::There(layer) => wanted.push((layer, Task::Scan(algorithm), job)),
        }
    }
    effects.extend(fetching::fetch_layers(model, wanted));
    if !unread.is_empty() {
        effects.extend(rebuild_soon(model));
    }
    effects
}

/// What failed before of these layers is asked for again, and no longer told.
pub(super) fn forget_failed(model: &mut Model, layers: &BTreeSet<LayerId>) -> Vec<Effect> {
    let of = |(job, what): (&JobId, &Job)| match what {
        Job::Scan(layer) | Job::List(layer) if layers.contains(layer) => Some(*job),
        _ => None,
    };
    let before: Vec<JobId> = model.archives.jobs.iter().filter_map(of).collect();
    for job in &before {
        Rc::make_mut(&mut model.archives).jobs.remove(job);
    }
    fetching::stop_layers(model, &before)
}

/// Has all layers of node `id` read that were not read yet, or are not what they should be. Those at a registry are fetched for it; the user
/// is asked first, where nobody but a link or a document named that registry.
pub fn open(model: &mut Model, id: NodeId) -> Vec<Effect> {
    if let Some(asked) = fetching::ask_for_layers(model, id, false) {
        return asked;
    }
    let mut layers = Vec::new();
    for slot in slots(&model.inspection.tree, id) {
        layers.extend(slot.layer.or_else(|| remote::hold(model, slot.node)));
        if let Some(layer) = slot.layer.filter(|_| is_wrong(&model.inspection.tree, slot.node)) {
            remote::put_away(model, layer);
        }
    }
    open_layers(model, &layers)
}

/// A layer is being read.
pub(super) fn begin(model: &mut Model, id: LayerId, job: JobId) {
    let total = model.inspection.blobs.layers.get(id).map_or(0, |layer| layer.size);
    set(model, id, Reading::Running(job, Progress { read: 0, total }), LayerState::Reading);
}

/// Stops reading the layers of node `id`.
pub fn stop_node(model: &mut Model, id: NodeId) -> Vec<Effect> {
    let layers = layers(model, id);
    stop(model, &layers)
}

fn layers(model: &Model, id: NodeId) -> Vec<LayerId> {
    slots(&model.inspection.tree, id).into_iter().filter_map(|slot| slot.layer).collect()
}

/// The algorithm of the digest that a layer should have.
fn algorithm(inspection: &Inspection, id: LayerId) -> Registered {
    let node = inspection.tree.first_with_layer(id).and_then(|node| inspection.tree.get(node));
    let stated = node.and_then(|node| node.stated_digest());
    let claim = || Some(&inspection.blobs.layers.get(id)?.claim.as_ref()?.digest);
    stated.or_else(claim).and_then(Digest::registered).unwrap_or(Registered::Sha256)
}

pub(super) fn set(model: &mut Model, id: LayerId, reading: Reading, state: LayerState) {
    if let Some(layer) = Rc::make_mut(&mut model.archives).layers.get_mut(&id) {
        layer.state = reading;
    }
    Rc::make_mut(&mut model.inspection).blobs.layers.set_state(id, state);
}

/// Takes how far a job is.
pub fn progress(model: &mut Model, job: JobId, read: u64, total: Option<u64>) -> Vec<Effect> {
    let job = fetching::ticket(&model.fetching, job).unwrap_or(job);
    let archives = Rc::make_mut(&mut model.archives);
    let Archives { opening, layers, jobs, .. } = archives;
    let progress = match jobs.get(&job) {
        Some(Job::Open(file)) => {
            opening.iter_mut().find(|opening| opening.file == *file).map(|opening| &mut opening.progress)
        }
        Some(Job::Scan(layer) | Job::List(layer)) => {
            match layers.get_mut(layer).map(|layer| &mut layer.state) {
                Some(Reading::Running(_, progress)) => Some(progress),
                _ => None,
            }
        }
        Some(Job::Extract(_)) => {
            file::progress(model, job, Progress { read, total: total.unwrap_or(0) });
            return Vec::new();
        }
        Some(Job::Save(..)) | None => None,
    };
    if let Some(progress) = progress {
        progress.read = read;
        progress.total = total.unwrap_or(progress.total);
    }
    Vec::new()
}

/// Takes what came of a job. One that was stopped in the meantime is none any more.
pub fn done(model: &mut Model, job: JobId, done: &Done) -> Vec<Effect> {
    if let Done::NotFetched(outcome) = done {
        return fetching::layer_did_not_come(model, job, outcome.clone());
    }
    if let Some((ticket, mut effects)) = fetching::layer_came(model, job) {
        effects.extend(finish(model, ticket, done));
        return effects;
    }
    finish(model, job, done)
}

fn finish(model: &mut Model, job: JobId, done: &Done) -> Vec<Effect> {
    let Some(of) = Rc::make_mut(&mut model.archives).jobs.remove(&job) else { return Vec::new() };
    match (of, done) {
        (Job::Open(file), Done::Opened(contents)) => opening::opened(model, file, contents),
        (Job::Open(file), done) => {
            Rc::make_mut(&mut model.archives).opening.retain(|opening| opening.file != file);
            notice(model, Tone::Bad, failure(done))
        }
        (Job::Scan(layer), Done::Scanned(report)) => scanned(model, layer, report),
        (Job::List(layer), Done::Listed(listed)) => remote::listed(model, layer, listed),
        (Job::Scan(layer) | Job::List(layer), done) => failed(model, layer, failure(done)),
        (Job::Extract(layer), Done::Extracted(Extraction::Changed)) => file::changed(model, job, layer),
        (Job::Extract(_), Done::Extracted(Extraction::Proved(found))) => {
            file::extracted(model, job, found);
            Vec::new()
        }
        (Job::Extract(_), done) => {
            file::failed(model, job, &failure(done));
            Vec::new()
        }
        (Job::Save(layer, _), Done::Extracted(Extraction::Changed)) => {
            let mut effects = file::changed(model, job, layer);
            effects.extend(notice(model, Tone::Bad, file::told_of_changed(model, layer)));
            effects
        }
        (Job::Save(_, path), Done::Extracted(Extraction::Proved(found))) => {
            if found.bytes.len() as u64 == found.size {
                return vec![file::saved(&path, found.bytes.as_slice().into())];
            }
            notice(model, Tone::Bad, too_large(&path, found.size))
        }
        (Job::Save(..), done) => notice(model, Tone::Bad, failure(done)),
    }
}

fn too_large(path: &str, size: u64) -> String {
    format!(
        "\u{201c}{path}\u{201d} has {}, and the page saves {} at most, or it is not whole in its layer. Unpack the \
         layer with tar to get it.",
        decimal(size),
        decimal(limits::FILE_SAVED_BYTES as u64)
    )
}

fn failure(done: &Done) -> String {
    match done {
        Done::Failed(sentence) => sentence.clone(),
        // The shell answers each job by what was asked of it.
        _ => "The file could not be read. Try again.".to_owned(),
    }
}

pub(super) fn failed(model: &mut Model, layer: LayerId, sentence: String) -> Vec<Effect> {
    set(model, layer, Reading::Failed(sentence.clone()), LayerState::Waiting);
    let mut effects = rebuild_soon(model);
    effects.extend(notice(model, Tone::Bad, sentence));
    effects
}

fn scanned(model: &mut Model, layer: LayerId, report: &LayerReport) -> Vec<Effect> {
    let (proof, files) = match Proof::of(report) {
        Ok(found) => found,
        Err(error) => return failed(model, layer, error.to_string()),
    };
    set(model, layer, Reading::Read(Rc::new(files)), LayerState::Read(Rc::new(proof)));
    let listed = Rc::make_mut(&mut model.archives).layers.get_mut(&layer).and_then(|it| it.listed.take());
    if listed.is_some() {
        // What was shown was what the layer says of itself.
        model.files = None;
    }
    rebuild_soon(model)
}

/// Stops these layers; what was found out of others stays.
fn stop(model: &mut Model, layers: &[LayerId]) -> Vec<Effect> {
    let mut stopped = Vec::new();
    for id in layers {
        let Some(Reading::Running(job, _)) = model.archives.layer(*id).map(|layer| &layer.state) else {
            continue;
        };
        let job = *job;
        Rc::make_mut(&mut model.archives).jobs.remove(&job);
        set(model, *id, Reading::Waiting, LayerState::Waiting);
        stopped.push(job);
    }
    let mut effects = stop_jobs(model, &stopped);
    if !stopped.is_empty() {
        rebuild(model);
        effects.push(Effect::Announce("Stopped.".to_owned()));
    }
    effects
}

/// Stops jobs, wherever their bytes are.
pub(super) fn stop_jobs(model: &mut Model, jobs: &[JobId]) -> Vec<Effect> {
    let tickets = fetching::tickets(&model.fetching);
    // They come in order.
    let (there, here): (Vec<JobId>, Vec<JobId>) =
        jobs.iter().partition(|job| tickets.binary_search(job).is_ok());
    let mut effects: Vec<Effect> = here.into_iter().map(|job| Effect::StopWork(Some(job))).collect();
    effects.extend(fetching::stop_layers(model, &there));
    effects
}

/// Stops all that is being opened or read.
pub fn stop_all(model: &mut Model) -> Vec<Effect> {
    let tickets = fetching::tickets(&model.fetching);
    let mut effects = vec![Effect::StopWork(None)];
    effects.extend(fetching::stop_layers(model, &tickets));
    // What is told of work is told of all of it.
    effects.retain(|effect| !matches!(effect, Effect::StopWork(Some(_))));
    let archives = Rc::make_mut(&mut model.archives);
    archives.opening.clear();
    archives.jobs.clear();
    file::all_stopped(model);
    let archives = Rc::make_mut(&mut model.archives);
    let running = archives.layers.iter().filter(|(_, layer)| matches!(layer.state, Reading::Running(..)));
    let running: Vec<LayerId> = running.map(|(id, _)| *id).collect();
    for id in &running {
        set(model, *id, Reading::Waiting, LayerState::Waiting);
    }
    if !running.is_empty() {
        rebuild(model);
    }
    effects.push(Effect::Announce("Stopped.".to_owned()));
    effects
}
