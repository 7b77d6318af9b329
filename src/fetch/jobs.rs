//! All jobs, by their numbers, and the queue of those that are pending.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::id::{FetchId, LayerJob};
use super::job::{Goal, Job, State};
use super::repository::Repository;
use super::standing::Standing;
use super::wanted::Taker;
use crate::image::digest::Digest;
use crate::keyed::HashMap;
use crate::limits;

/// All jobs.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs {
    all: BTreeMap<FetchId, Job>,
    /// Those to be sent, the next first. One that was moved to the front is in it twice.
    pending: VecDeque<FetchId>,
    /// Layers for workers, which have a bound of their own.
    pending_layers: VecDeque<FetchId>,
    /// Those that are pending until their registry is no longer left alone.
    held_back: BTreeMap<Rc<Repository>, VecDeque<FetchId>>,
    /// Those whose answer comes here.
    pub in_flight: BTreeSet<FetchId>,
    /// Layers whose answer a worker takes.
    pub with_workers: BTreeSet<FetchId>,
    /// Those in backoff since their registry was asked too often: it is left alone until then.
    pub backoff_of_all: BTreeSet<FetchId>,
    by_digest: HashMap<Digest, FetchId>,
    by_layer: HashMap<LayerJob, FetchId>,
    /// Documents and lists that came since the last time that nothing was to come, and their bytes.
    pub done: usize,
    pub bytes: u64,
    last: u64,
    revision: u64,
    standing: Standing,
}

impl Jobs {
    /// A number that was not given before.
    pub(super) const fn number(&mut self) -> u64 {
        self.last = self.last.saturating_add(1);
        self.last
    }

    /// What changes whenever a job is added or taken away.
    pub(super) const fn revision(&self) -> u64 {
        self.revision
    }

    /// None, in the place of these: no number is given again.
    pub(super) fn after(&self) -> Self {
        let (last, revision) = (self.last, self.revision.saturating_add(1));
        Self { last, revision, standing: self.standing.after(), ..Self::default() }
    }

    /// Adds a job to the queue, at its front where it is urgent. A document by its digest is fetched once: where it
    /// has a job already, that job's number is given.
    pub(super) fn add(&mut self, job: Job, urgent: bool) -> FetchId {
        let is_idle = self.pending.is_empty() && self.pending_layers.is_empty() && self.in_flight.is_empty();
        if is_idle && self.unfinished() == 0 {
            (self.done, self.bytes) = (0, 0);
        }
        let is_shared = matches!(job.goal, Goal::Document(_));
        let known = job.digest().filter(|_| is_shared).and_then(|digest| self.by_digest.get(digest)).copied();
        if let Some(known) = known {
            if urgent {
                self.hurry(known);
            }
            return known;
        }
        let id = FetchId(self.number());
        match job.layer() {
            Some(layer) => {
                self.by_layer.insert(layer.job, id);
            }
            None => {
                if let Some(digest) = job.digest() {
                    self.by_digest.entry(digest.clone()).or_insert(id);
                }
            }
        }
        self.standing.count(id, &job);
        self.all.insert(id, job);
        self.revision = self.revision.saturating_add(1);
        if urgent {
            self.push_front(id);
        } else {
            self.queue_of(id).push_back(id);
        }
        id
    }

    /// The queue that a job is pending in.
    fn queue_of(&mut self, id: FetchId) -> &mut VecDeque<FetchId> {
        let layer = self.get(id).and_then(Job::layer);
        match layer.map(|layer| layer.taker) {
            Some(Taker::Worker) => &mut self.pending_layers,
            Some(Taker::Caller) | None => &mut self.pending,
        }
    }

    fn push_front(&mut self, id: FetchId) {
        self.queue_of(id).push_front(id);
    }

    /// The job whose turn it is, where there is room for it.
    pub(super) fn next(&mut self) -> Option<FetchId> {
        let has_room = self.with_workers.len() < limits::LAYERS_FETCHED_AT_ONCE;
        let layer = has_room.then(|| self.pending_layers.pop_front()).flatten();
        if layer.is_some() {
            return layer;
        }
        if self.in_flight.len() < limits::FETCHES_AT_ONCE { self.pending.pop_front() } else { None }
    }

    /// Keeps a job back until its registry is no longer left alone.
    pub(super) fn hold_back(&mut self, repository: Rc<Repository>, id: FetchId) {
        self.held_back.entry(repository).or_default().push_back(id);
    }

    /// The repositories whose registry was asked too often and is left alone for now. What is held back of others
    /// is pending again.
    pub(super) fn left_alone(&mut self) -> BTreeSet<Rc<Repository>> {
        let mut repositories = BTreeSet::new();
        let all = &self.all;
        self.backoff_of_all.retain(|id| match all.get(id) {
            Some(Job { repository, state: State::Backoff, .. }) => {
                repositories.insert(Rc::clone(repository));
                true
            }
            _ => false,
        });
        let over: Vec<Rc<Repository>> =
            self.held_back.keys().filter(|it| !repositories.contains(*it)).cloned().collect();
        over.iter().for_each(|repository| self.bring_back(repository));
        repositories
    }

    /// What was held back of a repository is pending again, before all else.
    fn bring_back(&mut self, repository: &Rc<Repository>) {
        let held = self.held_back.remove(repository).unwrap_or_default();
        held.into_iter().rev().for_each(|id| self.push_front(id));
    }

    /// Nothing is pending any more.
    pub(super) fn clear_pending(&mut self) {
        self.pending.clear();
        self.pending_layers.clear();
        self.held_back.clear();
    }

    /// Puts a pending job at the queue's front.
    fn hurry(&mut self, id: FetchId) {
        if self.get(id).is_some_and(|job| matches!(job.state, State::Pending)) {
            // Its old place is skipped when it comes up.
            self.push_front(id);
        }
    }

    /// Sends a job again as soon as there is room.
    pub(super) fn requeue(&mut self, id: FetchId) {
        if self.all.contains_key(&id) {
            self.set_state(id, State::Pending);
            self.push_front(id);
        }
    }

    /// Sends a job again whose backoff is over, before those that were held back meanwhile.
    pub(super) fn end_backoff(&mut self, id: FetchId) {
        let Some(Job { repository, state: State::Backoff, .. }) = self.all.get(&id) else { return };
        let repository = Rc::clone(repository);
        self.bring_back(&repository);
        self.requeue(id);
    }

    /// Takes a job away.
    pub(super) fn remove(&mut self, id: FetchId) -> Option<Job> {
        let job = self.all.remove(&id)?;
        self.standing.discount(id, &job);
        if let Some(digest) = job.digest()
            && self.by_digest.get(digest) == Some(&id)
        {
            self.by_digest.remove(digest);
        }
        if let Some(layer) = job.layer()
            && self.by_layer.get(&layer.job) == Some(&id)
        {
            self.by_layer.remove(&layer.job);
        }
        self.revision = self.revision.saturating_add(1);
        Some(job)
    }

    pub(super) fn get(&self, id: FetchId) -> Option<&Job> {
        self.all.get(&id)
    }

    /// A job, to be changed in all but what its standing is counted from: its state, its result, its digest.
    pub(super) fn get_mut(&mut self, id: FetchId) -> Option<&mut Job> {
        self.all.get_mut(&id)
    }

    /// Says how far a job is. What is sent, or is to be sent again, comes from its beginning.
    pub(super) fn set_state(&mut self, id: FetchId, state: State) {
        let Some(job) = self.all.get_mut(&id) else { return };
        self.standing.discount(id, job);
        if matches!(state, State::Pending | State::InFlight) {
            (job.received, job.total) = (0, None);
        }
        job.state = state;
        self.standing.count(id, job);
    }

    /// Says how many bytes of a job came, and of how many in all.
    pub(super) fn progressed(&mut self, id: FetchId, received: u64, total: Option<u64>) {
        let Some(job) = self.all.get_mut(&id) else { return };
        self.standing.discount(id, job);
        (job.received, job.total) = (received, total.filter(|total| *total >= received));
        self.standing.count(id, job);
    }

    /// How all of them stand together.
    pub(super) const fn standing(&self) -> &Standing {
        &self.standing
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (FetchId, &Job)> {
        self.all.iter().map(|(id, job)| (*id, job))
    }

    /// The jobs for which `is` holds, in the order in which they were added.
    pub(super) fn which(&self, is: impl Fn(&Job) -> bool) -> Vec<FetchId> {
        self.iter().filter(|(_, job)| is(job)).map(|(id, _)| id).collect()
    }

    /// The job that brings the document of this digest.
    pub(super) fn of_digest(&self, digest: &Digest) -> Option<(FetchId, &Job)> {
        let id = *self.by_digest.get(digest)?;
        Some((id, self.get(id)?))
    }

    /// The job that brings this layer.
    pub(super) fn of_layer(&self, layer: LayerJob) -> Option<FetchId> {
        self.by_layer.get(&layer).copied()
    }

    /// Jobs that are still to end, but for layers, of which their own progress tells.
    pub(super) const fn unfinished(&self) -> usize {
        self.standing.unfinished()
    }
}
