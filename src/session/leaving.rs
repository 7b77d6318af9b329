//! All that is here is left: for others, or for nothing.

use std::rc::Rc;

use super::effect::Effect;
use super::explaining::Explaining;
use super::export::Export;
use super::fetching;
use super::model::Model;
use super::next::Next;
use super::tree_view::TreeView;
use crate::layers::FileId;

/// Takes all documents, archives and layers away, for others are to come, and stops the work on them.
pub(super) fn put_away(model: &mut Model) -> Vec<Effect> {
    model.opening_link = None;
    model.arriving.clear();
    model.growing = None;
    model.afterwards.clear();
    model.explaining = Explaining::default();
    let mut effects = fetching::leave(model);
    if !model.layers.is_empty() {
        effects.extend([Effect::StopWork(None), Effect::ForgetFiles { but: Vec::new() }]);
    }
    model.inspection = Rc::new(model.inspection.after());
    model.layers = Rc::new(model.layers.after());
    model.held.clear();
    model.opening_layers = None;
    model.looked_through.clear();
    model.files = None;
    model.hashing = 0;
    model.tree = TreeView::default();
    model.selected = None;
    model.notices.clear();
    effects
}

/// Removes all documents, archives and layers; `but` are the files that are held on.
pub(super) fn clear(model: &mut Model, but: Vec<FileId>) -> Vec<Effect> {
    let mut effects = fetching::forget(model);
    if !model.writing.is_empty() {
        effects.push(Effect::Export(Export::NoReport));
    }
    let (fetch, fetching) = (std::mem::take(&mut model.fetch), std::mem::take(&mut model.fetching));
    let (inspection, layers) = (Rc::new(model.inspection.after()), Rc::new(model.layers.after()));
    let (theme, came, evidence) = (model.theme, model.came, model.evidence.after());
    *model = Model { theme, came, fetch, fetching, inspection, layers, evidence, ..Model::default() };
    effects.extend([Effect::StopWork(None), Effect::ForgetFiles { but }, Effect::Remember(None)]);
    model.next.push(Next::Address);
    effects
}
