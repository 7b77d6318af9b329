//! Files that are taken out of their layers, to be shown or saved.

use std::rc::Rc;

use super::command::{Command, FileNews, NotSaved};
use super::engine::Layers;
use super::failure::Failure;
use super::layer::Home;
use super::progress::Progress;
use super::protocol::Done;
use super::remote::Extent;
use super::stage::Stage;
use super::viewer::Viewer;
use super::work::{Piece, Purpose, Taking, To, WorkId};
use crate::archive::extract::{Extracted, Extraction};
use crate::archive::layer::LayerId;
use crate::limits;

impl Layers {
    /// Has a file shown.
    pub(super) fn show<'a>(&mut self, viewer: Viewer, layer: LayerId, at: u64) -> Vec<Command<'a>> {
        let before = self.close(viewer);
        let taken = self.take(layer, at, limits::FILE_SHOWN_BYTES, To::Shown(viewer));
        let Some((work, begun)) = taken else { return before };
        self.shown.insert(viewer, work);
        let news = Command::File(viewer, FileNews::Reading(Progress::default()));
        [news].into_iter().chain(before).chain(begun).collect()
    }

    /// Has a file saved.
    pub(super) fn save<'a>(&mut self, layer: LayerId, at: u64, path: String) -> Vec<Command<'a>> {
        let taken = self.take(layer, at, limits::FILE_SAVED_BYTES, To::Saved(path));
        taken.and_then(|(_, begun)| begun).into_iter().collect()
    }

    /// Stops the work for the file that a viewer looks at: also what failed, and may be tried again.
    pub(super) fn close<'a>(&mut self, viewer: Viewer) -> Vec<Command<'a>> {
        let Some(work) = self.shown.remove(&viewer) else { return Vec::new() };
        let Some(piece) = self.works.remove(work) else { return Vec::new() };
        let fetched = piece.fetched.then(|| Command::StopFetch(vec![work]));
        piece.job.map(Command::StopWork).into_iter().chain(fetched).collect()
    }

    /// Has a file taken out of its layer, which is fetched once more where it is at a registry and was not kept.
    fn take<'a>(
        &mut self,
        id: LayerId,
        at: u64,
        keep: usize,
        to: To,
    ) -> Option<(WorkId, Option<Command<'a>>)> {
        let layer = self.layers.get(id)?;
        // What was not read is not proved, and nothing of it is shown.
        let part = Rc::new(layer.stage.proved()?.proof.marks.part(at));
        let home = layer.nearest();
        let purpose = Purpose::Take(id, Taking { at, keep, part, to });
        let work = self.works.add(Piece::new(purpose, matches!(home, Home::Remote(_))));
        Some((work, self.begin(work, home, Extent::Whole)))
    }

    /// Takes the result of that.
    pub(super) fn taken<'a, I>(
        &mut self,
        work: WorkId,
        layer: LayerId,
        to: To,
        done: &'a Done<I>,
    ) -> Vec<Command<'a>> {
        if let To::Shown(viewer) = to {
            self.is_not_shown(viewer, work);
        }
        let mut commands = Vec::new();
        if matches!(done, Done::Extracted(Extraction::Changed)) && self.has_changed(layer) {
            commands.push(Command::Changed(layer));
        }
        commands.push(match to {
            To::Shown(viewer) => {
                let news = match done {
                    Done::Extracted(Extraction::Proved(file)) => FileNews::Here(file),
                    Done::Extracted(Extraction::Changed) => FileNews::Changed(layer),
                    other => FileNews::Failed(Failure::of(other)),
                };
                Command::File(viewer, news)
            }
            To::Saved(path) => match done {
                Done::Extracted(Extraction::Proved(file)) => saved(path, file),
                Done::Extracted(Extraction::Changed) => Command::NotSaved(NotSaved::Changed(layer)),
                other => Command::NotSaved(NotSaved::Failed(Failure::of(other))),
            },
        });
        commands
    }

    /// Notes that a piece of work for a viewer is over.
    pub(super) fn is_not_shown(&mut self, viewer: Viewer, work: WorkId) {
        if self.shown.get(&viewer) == Some(&work) {
            self.shown.remove(&viewer);
        }
    }

    /// Notes that other bytes came than those that were proved; whether that is news.
    fn has_changed(&mut self, layer: LayerId) -> bool {
        let changed = self.layers.change(layer, |layer| match &mut layer.stage {
            Stage::Proved(proved) => !std::mem::replace(&mut proved.changed, true),
            _ => false,
        });
        changed == Some(true)
    }
}

fn saved<'a>(path: String, file: &Extracted) -> Command<'a> {
    if file.bytes.len() as u64 == file.size {
        return Command::Save(path, file.bytes.as_slice().into());
    }
    Command::NotSaved(NotSaved::TooLarge { path, size: file.size })
}
