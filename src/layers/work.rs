//! Pieces of work, and the jobs by which the workers are given them.

use std::rc::Rc;

use super::protocol::{FileId, JobId, Source, Work};
use super::viewer::Viewer;
use crate::archive::layer::LayerId;
use crate::archive::marks::Part;
use crate::archive::toc::{Promise, Table, TablePlace};
use crate::image::digest::HashAlgorithm;
use crate::numbered::Numbered;

/// Tells one piece of work from another. It keeps its number however often it is given to the workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkId(pub u32);

/// What a piece of work is for.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    /// An archive is opened.
    Open(FileId),
    /// A layer is read.
    Scan(LayerId, HashAlgorithm),
    /// A layer is listed by its table of contents, whose place may have to be found first.
    List(LayerId, Option<TablePlace>),
    /// A file is taken out of a layer.
    Take(LayerId, Taking),
}

/// A file that is taken out of its layer.
#[derive(Clone, Debug)]
pub(super) struct Taking {
    /// As in [`Work::Extract`].
    pub at: u64,
    /// As in [`Work::Extract`].
    pub keep: usize,
    /// As in [`Work::Extract`].
    pub part: Rc<Part>,
    /// What becomes of it.
    pub to: To,
}

/// What becomes of a file that is taken out of its layer.
#[derive(Clone, Debug)]
pub(super) enum To {
    /// It is shown.
    Shown(Viewer),
    /// It is saved under this path.
    Saved(String),
}

/// A piece of work.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it is for.
    pub purpose: Purpose,
    /// Whether its bytes are fetched.
    pub fetched: bool,
    /// Where the workers are at it.
    pub job: Option<JobId>,
}

impl Piece {
    /// One that nobody is at.
    pub(super) const fn new(purpose: Purpose, fetched: bool) -> Self {
        Self { purpose, fetched, job: None }
    }

    /// What the workers do for it with these bytes; `None` where its table of contents was not found.
    pub(super) fn work(&self, source: Source<WorkId>, promise: Option<Promise>) -> Option<Work<WorkId>> {
        Some(match &self.purpose {
            Purpose::Open(file) => Work::Open(*file),
            Purpose::Scan(_, algorithm) => Work::Scan { source, algorithm: *algorithm },
            Purpose::List(_, place) => Work::List { source, table: Table { place: (*place)?, promise } },
            Purpose::Take(_, Taking { at, keep, part, .. }) => {
                Work::Extract { source, at: *at, keep: *keep, part: Rc::clone(part) }
            }
        })
    }
}

/// All that is to be done, and what the workers are at.
#[derive(Clone, Debug, Default)]
pub(super) struct Works {
    pieces: Numbered<Piece>,
    jobs: Numbered<WorkId>,
    last_work: u32,
    last_job: u32,
}

impl Works {
    /// None, in the place of these: a number that was given is not given again.
    pub(super) fn after(&self) -> Self {
        Self { last_work: self.last_work, last_job: self.last_job, ..Self::default() }
    }

    /// Takes a piece of work.
    pub(super) fn add(&mut self, piece: Piece) -> WorkId {
        self.last_work = self.last_work.saturating_add(1);
        let id = WorkId(self.last_work);
        self.pieces.insert(id.0, piece);
        id
    }

    pub(super) fn get(&self, id: WorkId) -> Option<&Piece> {
        self.pieces.get(id.0)
    }

    /// A piece of work whose bytes are fetched: who fetches has nothing to say of any other.
    pub(super) fn fetched(&self, id: WorkId) -> Option<&Piece> {
        self.pieces.get(id.0).filter(|piece| piece.fetched)
    }

    /// The same, to be changed.
    pub(super) fn fetched_mut(&mut self, id: WorkId) -> Option<&mut Piece> {
        self.pieces.get_mut(id.0).filter(|piece| piece.fetched)
    }

    /// The workers are given a piece of work, as a job that was not before.
    pub(super) fn start(&mut self, id: WorkId) -> JobId {
        self.last_job = self.last_job.saturating_add(1);
        let job = JobId(self.last_job);
        let before = self.pieces.get_mut(id.0).and_then(|piece| piece.job.replace(job));
        if let Some(before) = before {
            self.jobs.remove(before.0);
        }
        self.jobs.insert(job.0, id);
        job
    }

    /// The piece of work of a job; none of one that was stopped.
    pub(super) fn of_job(&self, job: JobId) -> Option<(WorkId, &Piece)> {
        let id = *self.jobs.get(job.0)?;
        Some((id, self.pieces.get(id.0)?))
    }

    /// The workers have done with a job, and the piece of work stays.
    pub(super) fn end_job(&mut self, job: JobId) -> Option<WorkId> {
        let id = self.jobs.remove(job.0)?;
        if let Some(piece) = self.pieces.get_mut(id.0) {
            piece.job = None;
        }
        Some(id)
    }

    /// Takes a piece of work away, with its job.
    pub(super) fn remove(&mut self, id: WorkId) -> Option<Piece> {
        let piece = self.pieces.remove(id.0)?;
        if let Some(job) = piece.job {
            self.jobs.remove(job.0);
        }
        Some(piece)
    }

    /// Takes all of it away; gives what was fetched for it.
    pub(super) fn clear(&mut self) -> Vec<WorkId> {
        self.jobs = Numbered::default();
        let pieces = std::mem::take(&mut self.pieces);
        pieces.iter().filter(|(_, piece)| piece.fetched).map(|(id, _)| WorkId(id)).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}
