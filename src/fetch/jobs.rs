//! All jobs, by their numbers, and the queue of those that are pending.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::id::{FetchId, LayerJob};
use super::job::{Goal, Job, State};
use crate::image::digest::Digest;
use crate::keyed::HashMap;

/// All jobs.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs {
    all: BTreeMap<FetchId, Job>,
    /// Those to be sent, the next first. One that was moved to the front is in it twice.
    pub pending: VecDeque<FetchId>,
    /// Those whose answer comes here.
    pub in_flight: BTreeSet<FetchId>,
    /// Layers whose answer a worker takes.
    pub with_workers: BTreeSet<FetchId>,
    /// Those in backoff since their registry was asked too often: it is left alone until then.
    pub left_alone: BTreeSet<FetchId>,
    by_digest: HashMap<Digest, FetchId>,
    by_layer: BTreeMap<LayerJob, FetchId>,
    /// Documents and lists that came since the last time that nothing was to come, and their bytes.
    pub done: usize,
    pub bytes: u64,
    last: u64,
    revision: u64,
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
        Self { last: self.last, revision: self.revision.saturating_add(1), ..Self::default() }
    }

    /// Adds a job to the queue, at its front where it is urgent. A document by its digest is fetched once: where it
    /// has a job already, that job's number is given.
    pub(super) fn add(&mut self, job: Job, urgent: bool) -> FetchId {
        if self.pending.is_empty() && self.in_flight.is_empty() && self.unfinished() == 0 {
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
        self.all.insert(id, job);
        self.revision = self.revision.saturating_add(1);
        if urgent {
            self.pending.push_front(id);
        } else {
            self.pending.push_back(id);
        }
        id
    }

    /// Puts a pending job at the queue's front.
    fn hurry(&mut self, id: FetchId) {
        if self.get(id).is_some_and(|job| matches!(job.state, State::Pending)) {
            // Its old place is skipped when it comes up.
            self.pending.push_front(id);
        }
    }

    /// Sends a job again as soon as there is room.
    pub(super) fn requeue(&mut self, id: FetchId) {
        if let Some(job) = self.all.get_mut(&id) {
            job.state = State::Pending;
            (job.received, job.total) = (0, None);
            self.pending.push_front(id);
        }
    }

    /// Takes a job away.
    pub(super) fn remove(&mut self, id: FetchId) -> Option<Job> {
        let job = self.all.remove(&id)?;
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

    pub(super) fn get_mut(&mut self, id: FetchId) -> Option<&mut Job> {
        self.all.get_mut(&id)
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
    pub(super) fn unfinished(&self) -> usize {
        self.all.values().filter(|job| !job.is_failed() && job.layer().is_none()).count()
    }
}
