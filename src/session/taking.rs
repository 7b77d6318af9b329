//! What came is taken: read, at once where it is short and else beside the page, and then put with the others, a piece
//! in each frame.

use super::arrival::Arrival;
use super::arriving::{Arriving, End, Stage};
use super::coming::{Came, Coming, ComingId};
use super::documents::documents_changed;
use super::effect::Effect;
use super::inspection::Inspection;
use super::long_work::LongWork;
use super::message::{DocumentsMsg, Msg};
use super::model::Model;
use super::navigation::choose;
use super::next::Next;
use super::telling;
use crate::image::digest::Digest;
use crate::inspect::{BlobId, Blobs, NodeId, Origin, Tree};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::verify::{Pin, Word};

/// Takes documents; `pin` is the digest that is expected of the first. Many are taken a piece in each frame.
pub(super) fn add(model: &mut Model, arrivals: Vec<Arrival>, pin: Option<Digest>) -> Vec<Effect> {
    model.explaining.of_visitor();
    let word = match arrivals.first().map(|first| &first.origin) {
        Some(Origin::Example(_)) => Word::Example,
        _ => Word::Visitor,
    };
    let pin = pin.map(|digest| Pin { digest, word });
    begin(model, Arriving::new(Coming::of_arrivals(arrivals), pin, End::Shown))
}

/// Shows the documents that came, `first` before the others.
pub(super) fn show(model: &mut Model, first: BlobId, several: bool) -> Vec<Effect> {
    let Inspection { blobs, tree, .. } = &*model.inspection;
    let Some(node) = tree.first_with(first) else { return Vec::new() };
    let node = if several { shown(blobs, tree, node) } else { tree.meant(node) };
    model.tree.reveal(&model.inspection.tree, node);
    model.tree.lay_out_soon();
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
        effects.extend(end(arriving, model));
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

/// Says what is to be said of all of it, and has it shown.
fn end(arriving: Arriving, model: &mut Model) -> Vec<Effect> {
    let Arriving { stage, end, first, .. } = arriving;
    let mut effects = match stage {
        Stage::Read(came) => telling::tell_came(model, came.told),
        Stage::Come(_) | Stage::BeingRead(_) => Vec::new(),
    };
    let then = match end {
        End::Archive(archive) => {
            model.next.push(Next::PutTogether(archive, first));
            return effects;
        }
        End::Shown => first.map(|(first, several)| Next::Arrived { first, several }),
        End::Landed(_) => Some(Next::Landed(first.map(|(root, _)| root))),
        End::Linked { view, symbols, payload } => Some(Next::Linked { view, symbols, payload }),
        End::Recalled(view) => Some(Next::Recalled(view)),
    };
    match (&then, first) {
        (None, _) => {}
        (Some(Next::Recalled(_)), None) => {
            model.next.extend(then);
        }
        (Some(_), _) => effects.extend(documents_changed(model, then)),
    }
    effects
}

/// Which node is shown of several documents that came together, `first` among them: a layout's image, or its
/// table of contents where it has several, whichever of its files was first.
pub(super) fn shown(blobs: &Blobs, tree: &Tree, first: NodeId) -> NodeId {
    let blob_of = |root: NodeId| tree.get(root).and_then(|root| root.blob);
    let is_contents = |root: &NodeId| blob_of(*root).is_some_and(|blob| tree.is_contents(blob));
    let root = tree.ancestors(first).last().unwrap_or(first);
    // Layouts keep blobs that nothing names any more.
    let is_blob = || blob_of(root).and_then(|blob| blobs.get(blob)).is_some_and(|blob| blob.claim.is_some());
    let of_layout = || tree.roots().iter().rev().copied().find(is_contents).filter(|_| is_blob());
    Some(root).filter(is_contents).or_else(of_layout).map_or(first, |root| tree.meant(root))
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
