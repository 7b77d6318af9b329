//! What the workers answer, and how what is fetched for them is coming.

use std::rc::Rc;

use super::command::{Command, FileNews};
use super::engine::Layers;
use super::failure::Failure;
use super::progress::Progress;
use super::protocol::{Done, FileId, JobId, Source};
use super::remote::{Extent, RemoteLayer};
use super::stage::{ByTable, Proved, Run, Stage};
use super::work::{Purpose, Taking, To, WorkId};
use crate::archive::layer::{LayerFiles, LayerId};
use crate::archive::report::LayerReport;
use crate::archive::toc::{Listed, place};
use crate::findings::proof::Proof;

impl Layers {
    /// Takes how far a job is.
    pub(super) fn progress<'a>(&mut self, job: JobId, read: u64, total: Option<u64>) -> Vec<Command<'a>> {
        let Some((work, piece)) = self.works.of_job(job) else { return Vec::new() };
        match &piece.purpose {
            Purpose::Open(_) => {
                if let Some(opening) = self.opening.get_mut(work.0) {
                    opening.progress.read = read;
                    opening.progress.total = total.unwrap_or(opening.progress.total);
                }
            }
            Purpose::Scan(layer, _) | Purpose::List(layer, _) => {
                self.layers.change(*layer, |layer| layer.stage.advance(read, total));
            }
            Purpose::Take(_, Taking { to: To::Shown(viewer), .. }) => {
                let progress = Progress { read, total: total.unwrap_or(0) };
                return vec![Command::File(*viewer, FileNews::Reading(progress))];
            }
            Purpose::Take(..) => {}
        }
        Vec::new()
    }

    /// Takes where the bytes of a layer are held that is fetched.
    pub(super) fn kept(&mut self, job: JobId, file: FileId) {
        if let Some((_, piece)) = self.works.of_job(job).filter(|(_, piece)| piece.fetched)
            && let Purpose::Scan(layer, _) = &piece.purpose
        {
            self.layers.change(*layer, |layer| layer.copy = Some(file));
        }
    }

    /// Takes the result of a job. One that was stopped in the meantime is none any more.
    pub(super) fn done<'a, I>(&mut self, job: JobId, done: &'a Done<I>) -> Vec<Command<'a>> {
        let Some(work) = self.works.end_job(job) else { return Vec::new() };
        let is_fetched = self.works.fetched(work).is_some();
        if is_fetched && matches!(done, Done::NotFetched(_)) {
            return vec![Command::BrokenOff(work)];
        }
        let Some(piece) = self.works.remove(work) else { return Vec::new() };
        let mut commands: Vec<_> = piece.fetched.then_some(Command::Fetched(work)).into_iter().collect();
        commands.extend(match (piece.purpose, done) {
            (Purpose::Open(_), done) => self.opened(work, done).into_iter().collect(),
            (Purpose::Scan(layer, _), Done::Scanned(report)) => self.scanned(layer, report),
            (Purpose::List(layer, _), Done::Listed(listed)) => self.listed(layer, listed),
            (Purpose::Scan(layer, _) | Purpose::List(layer, _), done) => {
                self.not_read(layer, Failure::of(done))
            }
            (Purpose::Take(layer, Taking { to, .. }), done) => self.taken(work, layer, to, done),
        });
        commands
    }

    fn opened<'a, I>(&mut self, work: WorkId, done: &'a Done<I>) -> Option<Command<'a>> {
        let opening = self.opening.remove(work.0)?;
        Some(match done {
            Done::Opened(contents) => Command::Opened(opening, contents),
            other => Command::NotOpened(Failure::of(other)),
        })
    }

    fn scanned<'a>(&mut self, id: LayerId, report: &LayerReport) -> Vec<Command<'a>> {
        let (proof, files) = match Proof::of(report) {
            Ok(found) => found,
            Err(error) => return self.not_read(id, Failure::Files(error)),
        };
        let (proof, files) = (Rc::new(proof), Rc::new(files));
        let proved = Stage::Proved(Proved { proof, files, changed: false });
        let before = self.layers.change(id, |layer| std::mem::replace(&mut layer.stage, proved));
        let Some(was_listed) = before.map(|before| before.by_table().is_some()) else { return Vec::new() };
        // What was shown was what the layer says of itself.
        let others = was_listed.then_some(Command::OtherFiles(id));
        [Command::Changed(id)].into_iter().chain(others).collect()
    }

    fn listed<'a>(&mut self, id: LayerId, listed: &Listed) -> Vec<Command<'a>> {
        let files = match LayerFiles::from_bytes(&listed.files) {
            Ok(files) => Rc::new(files),
            Err(error) => return self.not_read(id, Failure::Files(error)),
        };
        let by_table = ByTable { files, promised: listed.promised };
        let changed = self.layers.change(id, |layer| layer.stage = Stage::Listed(by_table));
        changed.map(|()| Command::Changed(id)).into_iter().collect()
    }

    fn not_read<'a>(&mut self, id: LayerId, why: Failure) -> Vec<Command<'a>> {
        match self.layers.change(id, |layer| layer.stage.fail(why.clone(), None)) {
            Some(()) => vec![Command::Changed(id), Command::NotRead(id, why)],
            None => Vec::new(),
        }
    }

    /// It is the turn of what is fetched for a piece of work: the workers take it as it comes.
    pub(super) fn sending<'a>(&mut self, work: WorkId) -> Option<Command<'a>> {
        let piece = self.works.fetched(work)?;
        let (id, is_scan) = match &piece.purpose {
            Purpose::Open(_) => return None,
            Purpose::Scan(id, _) => (id, true),
            Purpose::List(id, _) | Purpose::Take(id, _) => (id, false),
        };
        let RemoteLayer { digest, size, promise, .. } = &**self.layers.get(*id)?.remote()?;
        let keep = is_scan && size.is_some_and(|size| self.copies.take_room(digest, size));
        let given = piece.work(Source::Fetched { request: work, keep }, promise.clone())?;
        Some(Command::Work(self.works.start(work), given))
    }

    /// Takes the last bytes of a layer, which say where its table of contents is.
    pub(super) fn footer<'a>(&mut self, work: WorkId, bytes: &[u8]) -> Option<Command<'a>> {
        let Purpose::List(id, found) = &mut self.works.fetched_mut(work)?.purpose else { return None };
        let size = self.layers.get(*id)?.remote()?.size;
        *found = size.and_then(|size| place(bytes, size));
        Some(Command::FetchTable(work, found.map(Extent::Table)))
    }

    /// What failed to be fetched comes after all.
    pub(super) fn resumed<'a>(&mut self, work: WorkId) -> Option<Command<'a>> {
        let (id, is_scan) = match &self.works.fetched(work)?.purpose {
            Purpose::Scan(id, _) => (*id, true),
            Purpose::List(id, _) => (*id, false),
            Purpose::Take(_, Taking { to: To::Shown(viewer), .. }) => {
                return Some(Command::File(*viewer, FileNews::Reading(Progress::default())));
            }
            Purpose::Take(..) | Purpose::Open(_) => return None,
        };
        let stage = &self.layers.get(id)?.stage;
        if !matches!(stage, Stage::Failed { work: Some(failed), .. } if *failed == work) {
            return None;
        }
        self.layers.change(id, |layer| {
            if is_scan {
                layer.stage.begin_reading(Run { work, progress: Progress::of(layer.size()) });
            } else {
                layer.stage.begin_listing(Run { work, progress: Progress::default() });
            }
        });
        Some(Command::Changed(id))
    }

    /// What was to be fetched did not come.
    pub(super) fn not_fetched<'a>(&mut self, work: WorkId, why: Rc<str>) -> Option<Command<'a>> {
        let why = Failure::NotFetched(why);
        match &self.works.fetched(work)?.purpose {
            Purpose::Scan(id, _) | Purpose::List(id, _) => {
                let id = *id;
                self.layers.get(id).filter(|layer| is_at(&layer.stage, work))?;
                self.layers.change(id, |layer| layer.stage.fail(why, Some(work)));
                Some(Command::Changed(id))
            }
            Purpose::Take(_, Taking { to: To::Shown(viewer), .. }) => {
                Some(Command::File(*viewer, FileNews::Failed(why)))
            }
            Purpose::Take(..) | Purpose::Open(_) => None,
        }
    }

    /// Nobody fetches what a piece of work is for any more.
    pub(super) fn gone<'a>(&mut self, work: WorkId) -> Vec<Command<'a>> {
        if self.works.fetched(work).is_none() {
            return Vec::new();
        }
        let Some(piece) = self.works.remove(work) else { return Vec::new() };
        let mut commands: Vec<_> = piece.job.map(Command::StopWork).into_iter().collect();
        match piece.purpose {
            Purpose::Scan(id, _) | Purpose::List(id, _) => {
                let stopped = self.layers.change(id, |layer| {
                    layer.stage.give_up(work);
                    let is_at = is_at(&layer.stage, work);
                    if is_at {
                        layer.stage.stop();
                    }
                    is_at
                });
                commands.extend((stopped == Some(true)).then_some(Command::Changed(id)));
            }
            Purpose::Take(_, Taking { to: To::Shown(viewer), .. }) => {
                self.is_not_shown(viewer, work);
                commands.push(Command::File(viewer, FileNews::Gone));
            }
            Purpose::Take(..) | Purpose::Open(_) => {}
        }
        commands
    }
}

/// Whether a piece of work is under way for a layer.
fn is_at(stage: &Stage, work: WorkId) -> bool {
    stage.run().is_some_and(|run| run.work == work)
}
