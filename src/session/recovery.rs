//! What is done once new documents are on the screen: findings of the long ones, why some do
//! not verify, and keeping all for a reload.

use std::rc::Rc;

use super::documents::documents_changed;
use super::effect::Effect;
use super::explanations;
use super::exporting;
use super::growing::{grow, settle_soon};
use super::inspection::Inspection;
use super::judged::Judged;
use super::long_work::LongWork;
use super::model::{Model, Tone};
use super::navigation::choose;
use super::news::News;
use super::next::Next;
use super::notices::tell_news;
use super::remembered::remembered;
use crate::inspect::{Blob, BlobId, Origin};
use crate::verify::explain::Explanation;

pub(super) fn settle(model: &mut Model) -> Vec<Effect> {
    model.settling = false;
    let mut effects = Vec::new();
    if model.stale {
        effects.extend(grow(model, None));
    }
    if model.growing.is_some() {
        // It is due again once the tree is whole.
        return effects;
    }
    let unjudged = model.inspection.blobs.unjudged().filter(|(id, _)| !model.judging.contains(id));
    let unjudged: Vec<(BlobId, Blob)> = unjudged.map(|(id, blob)| (id, blob.clone())).collect();
    if !unjudged.is_empty() {
        model.judging.extend(unjudged.iter().map(|(id, _)| *id));
        effects.push(Effect::InPieces(LongWork::Judge(unjudged)));
    }
    if !model.judging.is_empty() {
        // It is due again once they are judged.
        return effects;
    }
    effects.extend(explanations::begin(model));
    if !std::mem::take(&mut model.is_kept) {
        effects.push(Effect::Remember(remembered(&model.inspection.blobs, &model.held)));
    }
    effects
}

/// Takes what is to be said of documents, unless they were removed or replaced meanwhile.
pub(super) fn judged(model: &mut Model, judged: Vec<Judged>) -> Vec<Effect> {
    for Judged { blob: id, bytes, findings } in judged {
        model.judging.remove(&id);
        let blobs = &mut Inspection::change(&mut model.inspection).blobs;
        if blobs.get(id).is_some_and(|blob| Rc::ptr_eq(&blob.bytes, &bytes)) {
            blobs.judged(id, findings);
        }
    }
    let mut effects = settle_soon(model);
    if model.judging.is_empty() {
        effects.extend(exporting::report_now(model));
    }
    effects
}

pub(super) fn take_recovered(model: &mut Model, blob: BlobId) -> Vec<Effect> {
    let Some((Explanation::Recovered { bytes, change, .. }, _)) = model.inspection.explanations.get(&blob)
    else {
        return Vec::new();
    };
    let (bytes, change) = (Rc::clone(bytes), change.to_string());
    let inspection = Inspection::change(&mut model.inspection);
    Rc::make_mut(&mut inspection.explanations).remove(&blob);
    inspection.blobs.replace(blob, bytes, Origin::Recovered(change));
    documents_changed(model, Some(Next::Recovered(blob)))
}

/// Shows a document that was recovered.
pub(super) fn show_recovered(model: &mut Model, blob: BlobId) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(node) = model.inspection.tree.first_with(blob) {
        model.tree.reveal(&model.inspection.tree, node);
        model.tree.lay_out_soon();
        effects.extend(choose(model, node, false));
    }
    effects.extend(tell_news(model, Tone::Ok, News::Recovered));
    effects
}
