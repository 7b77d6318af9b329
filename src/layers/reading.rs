//! Layers that are to be read or listed, or no more.

use super::command::{Command, FileNews};
use super::engine::Layers;
use super::layer::{Home, Layer};
use super::progress::Progress;
use super::remote::Extent;
use super::stage::{Run, Stage};
use super::work::{Piece, Purpose, WorkId, Works};
use crate::archive::layer::LayerId;
use crate::image::digest::HashAlgorithm;
use crate::numbered::Numbered;

impl Layers {
    /// Has layers read that were not read yet.
    pub(super) fn read<'a>(&mut self, wanted: Vec<(LayerId, HashAlgorithm)>) -> Vec<Command<'a>> {
        let mut commands = Vec::new();
        for (id, algorithm) in wanted {
            if !self.layers.get(id).is_some_and(|layer| layer.stage.is_unread()) {
                continue;
            }
            let works = &mut self.works;
            let begun = self.layers.change(id, |layer| {
                let forgotten = forget_failed(layer, works);
                let is_remote = layer.remote().is_some();
                let work = works.add(Piece::new(Purpose::Scan(id, algorithm), is_remote));
                layer.stage.begin_reading(Run { work, progress: Progress::of(layer.size()) });
                (forgotten, work, layer.home.clone())
            });
            let Some((forgotten, work, home)) = begun else { continue };
            commands.extend(forgotten);
            commands.extend(self.begin(work, home, Extent::Whole));
            commands.push(Command::Changed(id));
        }
        commands
    }

    /// Has layers listed by their tables of contents whose files are not known.
    pub(super) fn list<'a>(&mut self, wanted: Vec<LayerId>) -> Vec<Command<'a>> {
        let mut commands = Vec::new();
        for id in wanted {
            let Some(layer) = self.layers.get(id) else { continue };
            let is_known = layer.stage.files().is_some() || layer.stage.run().is_some();
            let Some(remote) = layer.remote().filter(|_| !is_known).cloned() else { continue };
            let works = &mut self.works;
            let begun = self.layers.change(id, |layer| {
                let forgotten = forget_failed(layer, works);
                let work = works.add(Piece::new(Purpose::List(id, remote.place), true));
                layer.stage.begin_listing(Run { work, progress: Progress::default() });
                (forgotten, work)
            });
            let Some((forgotten, work)) = begun else { continue };
            commands.extend(forgotten);
            let extent = remote.listing();
            commands.push(Command::Fetch { work, layer: remote, extent });
            commands.push(Command::Changed(id));
        }
        commands
    }

    /// Has the workers begin where the bytes are held, and has them fetched elsewhere.
    pub(super) fn begin<'a>(&mut self, work: WorkId, home: Home, extent: Extent) -> Option<Command<'a>> {
        match home {
            Home::Held(stretch) => {
                let given = self.works.get(work)?.work(stretch.source(), None)?;
                Some(Command::Work(self.works.start(work), given))
            }
            Home::Remote(layer) => Some(Command::Fetch { work, layer, extent }),
        }
    }

    /// Forgets what was found in a layer at a registry, or in one that changed where it lies.
    pub(super) fn forget<'a>(&mut self, id: LayerId) -> Vec<Command<'a>> {
        let Some(layer) = self.layers.get(id) else { return Vec::new() };
        let is_remote = layer.remote().is_some();
        if !layer.stage.proved().is_some_and(|proved| is_remote || proved.changed) {
            return Vec::new();
        }
        self.layers.change(id, |layer| layer.stage = Stage::Named);
        vec![Command::Changed(id), Command::OtherFiles(id)]
    }

    /// Stops these layers; what was found out of others stays.
    pub(super) fn stop<'a>(&mut self, ids: &[LayerId]) -> Vec<Command<'a>> {
        let mut commands = Vec::new();
        let mut fetched = Vec::new();
        for id in ids {
            let run = self.layers.get(*id).and_then(|layer| layer.stage.run());
            let Some(work) = run.map(|run| run.work) else { continue };
            self.layers.change(*id, |layer| layer.stage.stop());
            let piece = self.works.remove(work);
            fetched.extend(piece.as_ref().filter(|piece| piece.fetched).map(|_| work));
            commands.extend(piece.and_then(|piece| piece.job).map(Command::StopWork));
            commands.push(Command::Changed(*id));
        }
        if !commands.is_empty() {
            // Others have their turn once all of these are gone.
            commands.extend([Command::StopFetch(fetched), Command::Stopped]);
        }
        commands
    }

    /// Stops all that is being opened or read.
    pub(super) fn stop_all<'a>(&mut self) -> Vec<Command<'a>> {
        self.opening = Numbered::default();
        let shown = std::mem::take(&mut self.shown);
        let fetched = self.works.clear();
        let mut commands = vec![Command::StopAllWork, Command::StopFetch(fetched)];
        commands.extend(shown.into_keys().map(|viewer| Command::File(viewer, FileNews::Gone)));
        for id in self.layers.under_way() {
            self.layers.change(id, |layer| layer.stage.stop());
            commands.push(Command::Changed(id));
        }
        commands.push(Command::Stopped);
        commands
    }
}

/// What failed before of a layer is asked for again, and no longer told.
fn forget_failed<'a>(layer: &mut Layer, works: &mut Works) -> Option<Command<'a>> {
    let Stage::Failed { work, .. } = &mut layer.stage else { return None };
    let failed = work.take()?;
    works.remove(failed)?;
    Some(Command::StopFetch(vec![failed]))
}
