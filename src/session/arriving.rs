//! Documents that come many at once are taken a piece in each frame: a dropped folder may have thousands of files.

use std::collections::VecDeque;

use super::archives::{self, OfArchive};
use super::bundle::Bundled;
use super::documents::{Taken, documents_changed, lay_out, shown, was_changed};
use super::effect::Effect;
use super::growing::{Then, run};
use super::message::{Arrival, Msg};
use super::model::{Inspection, Model};
use super::navigation::choose;
use super::view::View;
use crate::inspect::{Blob, BlobId, Origin, SaidDigest};
use crate::limits;
use crate::session::message::DocumentsMsg;
use crate::verify::Pin;

/// What came at once, and is being taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Arriving {
    /// What was not looked at.
    arrivals: VecDeque<Arrival>,
    /// What is expected of the first document.
    pin: Option<Pin>,
    /// What was found in what was looked at, and what is to be said of it.
    taken: Taken,
    /// The documents.
    read: Vec<Read>,
    /// The archive that all of it is in.
    archive: Option<Box<OfArchive>>,
}

/// A document that was read, and is not with the others yet.
#[derive(Clone, Debug)]
struct Read {
    blob: Blob,
    pin: Option<Pin>,
    served: Option<String>,
    said: Vec<SaidDigest>,
}

impl Arriving {
    pub(super) fn new(arrivals: Vec<Arrival>, pin: Option<Pin>) -> Self {
        let several = arrivals.len() > 1;
        let arrivals = arrivals.into_iter().filter(|arrival| !(several && is_mark_of_folder(arrival)));
        Self { arrivals: arrivals.collect(), pin, ..Self::default() }
    }

    /// The documents of an archive, and what else there is of it.
    pub(super) fn of_archive(arrivals: Vec<Arrival>, archive: OfArchive) -> Self {
        Self { archive: Some(Box::new(archive)), ..Self::new(arrivals, None) }
    }

    /// Takes what has so many bytes, and one document at least. Gives whether that was all.
    fn step(&mut self, bytes: usize) -> bool {
        let mut left = Some(bytes);
        while let Some(more) = left {
            let cost = if let Some(document) = self.taken.documents.pop_front() {
                let size = document.bytes.len();
                self.read(document);
                size.saturating_add(limits::TAKEN_AT_LEAST_BYTES)
            } else if let Some(arrival) = self.arrivals.pop_front() {
                let size = arrival.bytes.len();
                self.taken.take(arrival);
                // What it holds counts once that is read.
                if self.taken.documents.is_empty() {
                    size.saturating_add(limits::TAKEN_AT_LEAST_BYTES)
                } else {
                    0
                }
            } else {
                return true;
            };
            left = more.checked_sub(cost);
        }
        self.arrivals.is_empty() && self.taken.documents.is_empty()
    }

    /// Reads a document.
    fn read(&mut self, document: Bundled) {
        let Bundled { bytes, origin, pin, digest, served, said } = document;
        if digest.is_some_and(|digest| was_changed(&digest, &bytes)) {
            let at = self.read.len() + 1;
            self.taken.say(format!("Document {at} is not the one that was saved: its bytes were changed."));
        }
        self.read.push(Read { blob: Blob::read(bytes, origin), pin, served, said });
    }

    /// Puts all with the documents that are here. Gives the first.
    fn put_in(model: &mut Model, read: Vec<Read>, mut pin: Option<Pin>) -> Option<BlobId> {
        let mut first = None;
        if read.is_empty() {
            return first;
        }
        let blobs = &mut Inspection::change(&mut model.inspection).blobs;
        for Read { blob, pin: own, served, said } in read {
            let id = blobs.add_read(blob);
            said.into_iter().for_each(|said| blobs.said(id, said));
            for pin in [own, pin.take()].into_iter().flatten() {
                blobs.pin(id, pin);
            }
            if let Some(served) = served {
                blobs.served(id, &served);
            }
            first.get_or_insert(id);
        }
        first
    }

    /// Puts all of it with the others, and says what is to be said; what `then` gives is done once the tree is made of
    /// the documents, or now where there are none.
    fn end(
        self,
        model: &mut Model,
        then: impl FnOnce(Option<(BlobId, bool)>) -> Option<Then>,
    ) -> Vec<Effect> {
        let Self { taken, read, pin, .. } = self;
        let several = read.len() > 1;
        let first = Self::put_in(model, read, pin);
        let mut effects = taken.told(model);
        let then = then(first.map(|first| (first, several)));
        match (first, then) {
            (Some(_), then) => effects.extend(documents_changed(model, then)),
            (None, Some(then)) => effects.extend(run(model, then)),
            (None, None) => {}
        }
        effects
    }

    /// The same, and shows the first document, and what is to be shown of the archive that it came in.
    fn show(mut self, model: &mut Model) -> Vec<Effect> {
        let Some(archive) = self.archive.take() else {
            return self.end(model, |first| first.map(|(first, several)| Then::Arrived { first, several }));
        };
        let Self { taken, read, pin, .. } = self;
        let several = read.len() > 1;
        let first = Self::put_in(model, read, pin);
        let mut effects = taken.told(model);
        effects.extend(archives::put_together(model, *archive, first.map(|first| (first, several))));
        effects
    }
}

/// Shows the documents that came, `first` before the others.
pub(super) fn show(model: &mut Model, first: BlobId, several: bool) -> Vec<Effect> {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let Some(node) = tree.first_with(first) else { return Vec::new() };
    let node = if several { shown(blobs, tree, node) } else { tree.meant(node) };
    model.tree.reveal(&model.inspection.tree, node);
    lay_out(model);
    choose(model, node, true)
}

/// Takes what came: at once where it is short, else a piece in each frame.
pub(super) fn begin(model: &mut Model, arriving: Arriving) -> Vec<Effect> {
    let is_first = model.arriving.is_empty();
    model.arriving.push_back(arriving);
    if is_first { go_on(model) } else { Vec::new() }
}

/// Takes a piece more of what came.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(mut arriving) = model.arriving.pop_front() else { return Vec::new() };
    let mut effects = Vec::new();
    if arriving.step(limits::TAKEN_A_FRAME_BYTES) {
        effects.extend(arriving.show(model));
    } else {
        model.arriving.push_front(arriving);
    }
    if !model.arriving.is_empty() {
        effects.push(Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Take))));
    }
    effects
}

/// Takes what was kept for a reload, which is not much, all of it now, and shows `view` of it.
pub(super) fn recalled(model: &mut Model, taken: Taken, view: View) -> Vec<Effect> {
    let mut arriving = Arriving { taken, ..Arriving::default() };
    arriving.step(usize::MAX);
    arriving.end(model, |_| Some(Then::Recalled(view)))
}

/// Whether it is the file by which the `dir:` transport of containers/image marks its folders: no document.
fn is_mark_of_folder(Arrival { bytes, origin }: &Arrival) -> bool {
    let is_named = |path: &str| path.rsplit('/').next() == Some("version");
    matches!(origin, Origin::File(path) if is_named(path))
        && bytes.starts_with(b"Directory Transport Version: ")
}

#[cfg(test)]
mod tests {
    use super::super::update;
    use super::*;

    fn files(from: usize, count: usize) -> Msg {
        let arrival = |at: usize| Arrival {
            bytes: format!("{{\"at\":{at}}}").into_bytes().into(),
            origin: Origin::File(format!("{at}.json")),
        };
        Msg::Documents(DocumentsMsg::Add { arrivals: (from..from + count).map(arrival).collect(), pin: None })
    }

    fn is_due(effects: &[Effect]) -> bool {
        effects.contains(&Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Take))))
    }

    #[test]
    fn a_drop_of_many_files_takes_several_frames_and_is_shown_whole() {
        let mut model = Model::default();
        let many = 8 * limits::TAKEN_A_FRAME_BYTES / limits::TAKEN_AT_LEAST_BYTES;
        let mut due = update(&mut model, files(0, many));
        assert!(!is_due(&update(&mut model, files(many, 3))), "it waits for those before it");
        let (mut taken, mut grown) = (0, 0);
        while !due.is_empty() {
            let mut next = Vec::new();
            for effect in due {
                let Effect::AfterFrame(msg) = effect else { continue };
                (taken, grown) = (
                    taken + u32::from(*msg == Msg::Documents(DocumentsMsg::Take)),
                    grown + u32::from(*msg == Msg::Documents(DocumentsMsg::Grow)),
                );
                next.extend(update(&mut model, *msg));
                let (here, tree) = (model.inspection.blobs.len(), &model.inspection.tree);
                assert!([0, many, many + 3].contains(&here), "all or nothing: {here}");
                assert!([0, many, many + 3].contains(&tree.len()), "the whole tree or none: {}", tree.len());
                assert_eq!(model.selected.is_some(), !tree.is_empty(), "it is shown once it is whole");
            }
            due = next;
        }
        assert!(taken > 4 && grown > 0, "{taken} frames to take them, {grown} to make the tree");
        assert_eq!(model.inspection.blobs.len(), many + 3);
        assert_eq!(model.inspection.tree.roots().len(), many + 3);

        let mut few = Model::default();
        assert!(!is_due(&update(&mut few, files(0, 20))));
        assert_eq!(few.inspection.blobs.len(), 20, "few are there at once");
    }

    #[test]
    fn what_was_begun_is_dropped_with_the_rest() {
        let mut model = Model::default();
        update(&mut model, files(0, 5000));
        update(&mut model, Msg::Documents(DocumentsMsg::Clear));
        assert!(update(&mut model, Msg::Documents(DocumentsMsg::Take)).is_empty());
        assert!(model.inspection.blobs.is_empty());
    }
}
