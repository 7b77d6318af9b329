//! How all jobs stand together, kept up with each change of one: there may be ten thousand, which are not gone
//! through for each answer that comes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::id::FetchId;
use super::job::{Job, State};
use super::problem::Likeness;
use crate::image::digest::Digest;

/// How all jobs stand together.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    /// Jobs that are still to end, but for layers, of which their own progress tells.
    unfinished: usize,
    /// Bytes received so far of what is in flight.
    received: u64,
    /// What failed, by what it has in common.
    alike: BTreeMap<Likeness, BTreeSet<FetchId>>,
    /// Each of these groups by its first.
    firsts: BTreeMap<FetchId, Likeness>,
    /// What is coming or failed, by the digest that it has.
    shown: BTreeSet<(Digest, FetchId)>,
    /// The digests of what changed in that last, and how many changes there were in all.
    changed: VecDeque<Digest>,
    changes: u64,
}

/// Changes that are kept; whoever did not look for longer looks at all.
const CHANGES: usize = 512;

impl Standing {
    /// Counts a job as it is now.
    pub(super) fn count(&mut self, id: FetchId, job: &Job) {
        self.unfinished = self.unfinished.saturating_add(usize::from(is_unfinished(job)));
        self.received = self.received.saturating_add(received(job));
        if let State::Failed(problem) = &job.state {
            let alike = self.alike.entry(problem.likeness()).or_default();
            let before = alike.first().copied();
            alike.insert(id);
            if before.is_none_or(|before| id < before) {
                before.map(|before| self.firsts.remove(&before));
                self.firsts.insert(id, problem.likeness());
            }
        }
        if let Some(digest) = job.digest().filter(|_| is_shown(job)) {
            self.note(digest);
            self.shown.insert((digest.clone(), id));
        }
    }

    /// Takes back what was counted of a job, before it changes.
    pub(super) fn discount(&mut self, id: FetchId, job: &Job) {
        self.unfinished = self.unfinished.saturating_sub(usize::from(is_unfinished(job)));
        self.received = self.received.saturating_sub(received(job));
        if let State::Failed(problem) = &job.state {
            let likeness = problem.likeness();
            let alike = self.alike.get_mut(&likeness);
            let next = alike.and_then(|alike| {
                alike.remove(&id);
                alike.first().copied()
            });
            if next.is_none() {
                self.alike.remove(&likeness);
            }
            if self.firsts.remove(&id).is_some()
                && let Some(next) = next
            {
                self.firsts.insert(next, likeness);
            }
        }
        if let Some(digest) = job.digest().filter(|_| is_shown(job)) {
            self.note(digest);
            self.shown.remove(&(digest.clone(), id));
        }
    }

    /// No job, in the place of these: what was shown is so no longer.
    pub(super) fn after(&self) -> Self {
        let changes = self.changes.saturating_add(CHANGES as u64).saturating_add(1);
        Self { changes, ..Self::default() }
    }

    /// Jobs that are still to end, but for layers.
    pub(super) const fn unfinished(&self) -> usize {
        self.unfinished
    }

    /// Bytes received so far of what is in flight.
    pub(super) const fn received(&self) -> u64 {
        self.received
    }

    /// The groups of jobs that failed alike, in the order of their first, and how many each has.
    pub(super) fn groups(&self) -> impl ExactSizeIterator<Item = (FetchId, usize)> {
        let count = |likeness| self.alike.get(likeness).map_or(0, BTreeSet::len);
        self.firsts.iter().map(move |(first, likeness)| (*first, count(likeness)))
    }

    /// All that failed so, in the order in which they were added.
    pub(super) fn alike(&self, likeness: &Likeness) -> Vec<FetchId> {
        self.alike.get(likeness).into_iter().flatten().copied().collect()
    }

    /// What is shown of a digest: of several jobs, the last.
    pub(super) fn shown(&self, digest: &Digest) -> Option<FetchId> {
        let all = (digest.clone(), FetchId(0))..=(digest.clone(), FetchId(u64::MAX));
        self.shown.range(all).next_back().map(|(_, id)| *id)
    }

    /// All digests of which something is shown; of several jobs of one, each.
    pub(super) fn all_shown(&self) -> impl Iterator<Item = &Digest> {
        self.shown.iter().map(|(digest, _)| digest)
    }

    /// How many changes there were in what is shown.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }

    /// The digests that changed since there were so many; `None` where that is too long ago.
    pub(super) fn changed_since(&self, changes: u64) -> Option<impl Iterator<Item = &Digest>> {
        let new = usize::try_from(self.changes.checked_sub(changes)?).ok()?;
        let known = self.changed.len().checked_sub(new)?;
        Some(self.changed.iter().skip(known))
    }

    fn note(&mut self, digest: &Digest) {
        if self.changed.len() >= CHANGES {
            self.changed.pop_front();
        }
        self.changed.push_back(digest.clone());
        self.changes = self.changes.saturating_add(1);
    }
}

fn is_unfinished(job: &Job) -> bool {
    !job.is_failed() && job.layer().is_none()
}

const fn received(job: &Job) -> u64 {
    if matches!(job.state, State::InFlight) { job.received } else { 0 }
}

const fn is_shown(job: &Job) -> bool {
    matches!(job.state, State::InFlight | State::Landing | State::Failed(_))
}
