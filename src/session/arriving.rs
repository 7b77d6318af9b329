//! Documents that come are read, at once where they are short and else beside the page, and then put with the others, a
//! piece in each frame: a dropped folder may have thousands of files, and one of them a hundred thousand entries.

use super::archives::{self, OfArchive};
use super::coming::{Came, Coming, ComingId, Read};
use super::documents::{documents_changed, lay_out, shown};
use super::effect::Effect;
use super::growing::{Then, run};
use super::long_work::LongWork;
use super::message::{DocumentsMsg, Msg};
use super::model::{Inspection, Model};
use super::navigation::choose;
use super::telling;
use super::view::View;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Blobs};
use crate::keyed::HashSet;
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::verify::Pin;

/// What came at once, and is being taken.
#[derive(Clone, Debug)]
pub(super) struct Arriving {
    stage: Stage,
    /// The digests that a registry gave it for. What is asked for meanwhile is not to be fetched again.
    fetched: HashSet<Digest>,
    /// What is expected of the first document.
    pin: Option<Pin>,
    /// What is done in the end.
    end: End,
    /// The first document, and whether it has others with it.
    first: Option<(BlobId, bool)>,
}

/// What is done next with what came.
#[derive(Clone, Debug)]
enum Stage {
    /// It is to be read.
    Come(Box<Coming>),
    /// It is being read.
    BeingRead(ComingId),
    /// It was read, and is to be put with the others.
    Read(Box<Came>),
}

/// What is done with documents in the end.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// They are shown.
    Shown,
    /// They are a part of an archive.
    Archive(Box<OfArchive>),
    /// They came from a registry; the document at this place is what was asked for.
    Landed(Option<usize>),
    /// They are of a link that shows this, which took so many symbols to unpack.
    Linked { view: View, symbols: usize, payload: String },
    /// They were kept for a reload, and are shown so.
    Recalled(View),
}

impl Arriving {
    pub(super) fn new(coming: Coming, pin: Option<Pin>, end: End) -> Self {
        let fetched = coming.fetched().cloned().collect();
        Self { stage: Stage::Come(Box::new(coming)), fetched, pin, end, first: None }
    }

    /// Whether some of it is with the others and some is not.
    pub(super) const fn is_being_put(&self) -> bool {
        matches!(self.stage, Stage::Read(_))
    }

    /// Whether a registry gave some of it for this digest.
    pub(super) fn is_for(&self, digest: &Digest) -> bool {
        self.fetched.contains(digest)
    }

    /// Puts so much of what was read with the others. Gives whether that was all.
    fn put(&mut self, blobs: &mut Blobs, most: usize) -> bool {
        let Stage::Read(came) = &mut self.stage else { return false };
        let mut left = most;
        loop {
            let cost = if let Some(characters) = blobs.embed_next() {
                characters / 8 + limits::PUT_AT_LEAST
            } else if let Some(Read { blob, pin, served, said }) = came.read.pop_front() {
                let descriptors = blob.descriptors().count();
                let id = blobs.put(blob);
                said.into_iter().for_each(|said| blobs.said(id, said));
                for pin in [pin, self.pin.take()].into_iter().flatten() {
                    blobs.pin(id, pin);
                }
                if let Some(served) = served {
                    blobs.served(id, &served);
                }
                match (&mut self.first, &mut self.end) {
                    (first, End::Landed(Some(0))) => *first = Some((id, false)),
                    (_, End::Landed(root)) => *root = root.and_then(|at| at.checked_sub(1)),
                    (Some((_, several)), _) => *several = true,
                    (first, _) => *first = Some((id, false)),
                }
                if matches!((&self.first, &self.end), (Some(_), End::Landed(_))) {
                    self.end = End::Landed(None);
                }
                descriptors + limits::PUT_AT_LEAST
            } else {
                return true;
            };
            match left.checked_sub(cost) {
                Some(less) => left = less,
                None => return false,
            }
        }
    }

    /// Says what is to be said of all of it, and has it shown.
    fn end(self, model: &mut Model) -> Vec<Effect> {
        let Self { stage, end, first, .. } = self;
        let mut effects = match stage {
            Stage::Read(came) => telling::tell_came(model, came.told),
            Stage::Come(_) | Stage::BeingRead(_) => Vec::new(),
        };
        let then = match end {
            End::Archive(archive) => {
                effects.extend(archives::put_together(model, *archive, first));
                return effects;
            }
            End::Shown => first.map(|(first, several)| Then::Arrived { first, several }),
            End::Landed(_) => Some(Then::Landed(first.map(|(root, _)| root))),
            End::Linked { view, symbols, payload } => Some(Then::Linked { view, symbols, payload }),
            End::Recalled(view) => Some(Then::Recalled(view)),
        };
        match (&then, first) {
            (None, _) => {}
            (Some(Then::Recalled(_)), None) => {
                effects.extend(then.into_iter().flat_map(|then| run(model, then)))
            }
            (Some(_), _) => effects.extend(documents_changed(model, then)),
        }
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

/// Takes what came: at once where it is short.
pub(super) fn begin(model: &mut Model, arriving: Arriving) -> Vec<Effect> {
    let is_first = model.arriving.is_empty();
    model.arriving.push_back(arriving);
    if is_first { go_on(model) } else { Vec::new() }
}

/// Goes on with what came first.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(mut arriving) = model.arriving.pop_front() else { return Vec::new() };
    let mut effects = Vec::new();
    if let Stage::Come(coming) = arriving.stage {
        arriving.stage = if coming.is_short() {
            Stage::Read(Box::new(at_once(coming.read(&Pace::default()))))
        } else {
            model.came.0 = model.came.0.saturating_add(1);
            effects.push(Effect::InPieces(LongWork::Read { id: model.came, coming }));
            Stage::BeingRead(model.came)
        };
    }
    if let Stage::BeingRead(_) = arriving.stage {
        model.arriving.push_front(arriving);
        return effects;
    }
    if arriving.put(&mut Inspection::change(&mut model.inspection).blobs, limits::PUT_A_FRAME) {
        effects.extend(arriving.end(model));
    } else {
        model.arriving.push_front(arriving);
    }
    if !model.arriving.is_empty() {
        effects.push(Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Take))));
    }
    effects
}

/// Takes what was read, unless all of it was removed meanwhile.
pub(super) fn read(model: &mut Model, id: ComingId, came: Came) -> Vec<Effect> {
    let Some(arriving) = model.arriving.front_mut() else { return Vec::new() };
    match &arriving.stage {
        Stage::BeingRead(being_read) if *being_read == id => arriving.stage = Stage::Read(Box::new(came)),
        _ => return Vec::new(),
    }
    go_on(model)
}

#[cfg(test)]
mod tests {
    use super::super::arrival::Arrival;
    use super::super::update;
    use super::*;
    use crate::inspect::Origin;

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
        let many = 5 * limits::PUT_A_FRAME / limits::PUT_AT_LEAST;
        let mut due = update(&mut model, files(0, many));
        assert!(!is_due(&update(&mut model, files(many, 3))), "it waits for those before it");
        let (mut taken, mut grown) = (0, 0);
        while !due.is_empty() {
            let mut next = Vec::new();
            for effect in due {
                let msg = match effect {
                    Effect::AfterFrame(msg) => *msg,
                    Effect::InPieces(work) => at_once(work.done()),
                    _ => continue,
                };
                (taken, grown) = (
                    taken + u32::from(msg == Msg::Documents(DocumentsMsg::Take)),
                    grown + u32::from(msg == Msg::Documents(DocumentsMsg::Grow)),
                );
                next.extend(update(&mut model, msg));
                let tree = &model.inspection.tree;
                assert!([0, many, many + 3].contains(&tree.len()), "the whole tree or none: {}", tree.len());
                assert_eq!(model.selected.is_some(), !tree.is_empty(), "it is shown once it is whole");
            }
            due = next;
        }
        assert!(taken > 3 && grown > 0, "{taken} frames to take them, {grown} to make the tree");
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
