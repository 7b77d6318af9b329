//! The tree is made of the documents: at once where it is short, else a piece in each frame, while the one before
//! stands. What is to be done with it is done once it is whole.

use std::rc::Rc;

use super::archives::{self, OfArchive};
use super::arriving;
use super::documents::{lay_out, settle_soon};
use super::effect::Effect;
use super::export::ReportFormat;
use super::exporting;
use super::fetching;
use super::linking;
use super::message::{DocumentsMsg, Msg};
use super::model::{Inspection, Model};
use super::opening_link;
use super::recovery;
use super::view::View;
use crate::inspect::{self, BlobId, LayerId, Tree};
use crate::limits;

/// A tree that is being made.
#[derive(Clone, Debug)]
pub(super) struct Growing {
    /// The documents that it is made of. There may be others by now.
    of: Rc<Inspection>,
    tree: inspect::Growing,
}

/// What is to be done once the tree is whole.
#[derive(Clone, Debug)]
pub(super) enum Then {
    /// Documents came, this one first, and perhaps others: it is shown.
    Arrived { first: BlobId, several: bool },
    /// What a link holds is shown, which took so many symbols to unpack, and is this in the address.
    Linked { view: View, symbols: usize, payload: String },
    /// What was kept for a reload is shown.
    Recalled(View),
    /// Documents came from a registry, that of a reference perhaps among them.
    Landed(Option<BlobId>),
    /// All that is in an archive is here.
    Opened(Box<OfArchive>, Option<(BlobId, bool)>),
    /// Files of layers are here, and no document with them.
    Held,
    /// A file came that is no archive of documents: a layer, or something else.
    Alone { layer: LayerId, is_layer: bool },
    /// A report was asked for meanwhile.
    Report(ReportFormat),
    /// A document was recovered.
    Recovered(BlobId),
}

/// Makes the tree again, and does `then` after it.
pub(super) fn grow(model: &mut Model, then: Option<Then>) -> Vec<Effect> {
    model.afterwards.extend(then);
    model.stale = false;
    model.unshown = 0;
    let tree = inspect::Growing::new(&model.inspection.tree, &model.inspection.blobs);
    let is_due = model.growing.is_some();
    model.growing = Some(Box::new(Growing { of: Rc::clone(&model.inspection), tree }));
    if is_due { Vec::new() } else { go_on(model) }
}

/// Goes on with that after a frame.
pub(super) fn go_on_later(model: &mut Model) -> Vec<Effect> {
    if model.growing.is_none() {
        return Vec::new();
    }
    let mut effects = go_on(model);
    if model.growing.is_none() {
        effects.extend(settle_soon(model));
    }
    effects
}

fn go_on(model: &mut Model) -> Vec<Effect> {
    let Some(mut growing) = model.growing.take() else { return Vec::new() };
    if !growing.tree.step(&growing.of.blobs, limits::GROWN_A_FRAME) {
        model.growing = Some(growing);
        return vec![Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Grow)))];
    }
    let Growing { of, tree } = *growing;
    // So that there is one that is changed, and none is copied for it.
    drop(of);
    put(model, tree.tree());
    let mut effects = Vec::new();
    for then in std::mem::take(&mut model.afterwards) {
        effects.extend(run(model, then));
    }
    if model.stale {
        // Something else is known by now.
        effects.extend(grow(model, None));
    }
    effects
}

/// Puts a tree in the place of the one before; what was open stays open, and what was chosen stays chosen.
fn put(model: &mut Model, tree: Tree) {
    let inspection = Inspection::change(&mut model.inspection);
    model.tree = model.tree.carried(&inspection.tree, &tree);
    model.selected = model.selected.and_then(|node| tree.carry(&inspection.tree, node));
    let with = model.view.with.as_ref().and_then(|path| inspection.tree.find(path));
    if let Some(with) = with.and_then(|node| tree.carry(&inspection.tree, node)) {
        model.view.with = Some(tree.path(with));
    }
    inspection.tree = tree.into();
    model.fetching.image = fetching::image(&model.inspection);
    if let Some(node) = model.selected {
        model.tree.reveal(&model.inspection.tree, node);
    }
    lay_out(model);
}

/// Does what was to be done once the tree is whole, or where there is none to be made.
pub(super) fn run(model: &mut Model, then: Then) -> Vec<Effect> {
    match then {
        Then::Arrived { first, several } => arriving::show(model, first, several),
        Then::Linked { view, symbols, payload } => opening_link::show_linked(model, view, symbols, payload),
        Then::Recalled(view) => linking::show_recalled(model, view),
        Then::Landed(root) => fetching::show_landed(model, root),
        Then::Opened(archive, first) => archives::show_opened(model, *archive, first),
        Then::Held => archives::choose_first(model),
        Then::Alone { layer, is_layer } => archives::show_alone(model, layer, is_layer),
        Then::Report(format) => exporting::report(model, format),
        Then::Recovered(blob) => recovery::show_recovered(model, blob),
    }
}
