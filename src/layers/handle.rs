//! Events in, commands out.

use super::command::Command;
use super::engine::Layers;
use super::event::Event;
use super::layer::Layer;
use super::opening::Opening;
use super::progress::Progress;
use super::protocol::{HeldFile, Work};
use super::work::{Piece, Purpose};
use crate::image::digest::Digest;

impl Layers {
    /// Takes what happened, and says what is to be done.
    pub fn handle<'a, I>(&mut self, event: Event<'a, I>) -> Vec<Command<'a>> {
        self.revision = self.revision.saturating_add(1);
        match event {
            Event::Hold { file, pin } => vec![self.hold(file, pin)],
            Event::Name(id, home) => {
                self.layers.insert(id, Layer::new(home));
                Vec::new()
            }
            Event::Read(layers) => self.read(layers),
            Event::List(layers) => self.list(layers),
            Event::Forget(layer) => self.forget(layer),
            Event::Show { viewer, layer, at } => self.show(viewer, layer, at),
            Event::Close(viewer) => self.close(viewer),
            Event::Save { layer, at, path } => self.save(layer, at, path),
            Event::Stop(layers) => self.stop(&layers),
            Event::StopAll => self.stop_all(),
            Event::Progress { job, read, total } => self.progress(job, read, total),
            Event::Kept(job, file) => {
                self.kept(job, file);
                Vec::new()
            }
            Event::Done(job, done) => self.done(job, done),
            Event::Sending(work) => self.sending(work).into_iter().collect(),
            Event::Footer(work, bytes) => self.footer(work, bytes).into_iter().collect(),
            Event::Resumed(work) => self.resumed(work).into_iter().collect(),
            Event::NotFetched(work, why) => self.not_fetched(work, why).into_iter().collect(),
            Event::Gone(work) => self.gone(work),
        }
    }

    /// Has a file opened, to see what it is.
    fn hold<'a>(&mut self, HeldFile { id, path, size }: HeldFile, pin: Option<Digest>) -> Command<'a> {
        let work = self.works.add(Piece::new(Purpose::Open(id), false));
        self.opening.insert(work.0, Opening { file: id, path, progress: Progress::of(size), work, pin });
        Command::Work(self.works.start(work), Work::Open(id))
    }
}
