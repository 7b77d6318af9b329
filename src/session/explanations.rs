//! Why documents do not verify is looked for, and put to them.

use std::rc::Rc;

use super::compared::Compared;
use super::counting;
use super::effect::Effect;
use super::explaining::Done;
use super::inspection::Inspection;
use super::long_work::LongWork;
use super::message::{DocumentsMsg, Msg};
use super::model::{Model, Tone};
use super::news::News;
use super::notices::tell_news;
use crate::inspect::{Unmatched, unmatched};
use crate::limits;

/// Finds out which documents do not verify, beside the page where there are many.
pub(super) fn begin(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    if inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES {
        // What is under way is begun again once it is done, if it is of another tree.
        return match std::mem::replace(&mut model.explaining.comparing, true) {
            true => Vec::new(),
            false => vec![Effect::InPieces(LongWork::Mismatches(inspection))],
        };
    }
    let all = unmatched(&inspection.blobs, &inspection.tree);
    begin_with(model, &inspection, &all)
}

/// Takes what was found out beside the page. Where the tree is another by now, it is found out again.
pub(super) fn compared(model: &mut Model, Compared { of, all }: &Compared) -> Vec<Effect> {
    model.explaining.comparing = false;
    match Rc::ptr_eq(&of.tree, &model.inspection.tree) {
        true => begin_with(model, of, all),
        // It is due again once that is done.
        false if model.settling || model.growing.is_some() => Vec::new(),
        false => begin(model),
    }
}

/// Begins to explain those that were not explained yet.
fn begin_with(model: &mut Model, inspection: &Inspection, all: &[Unmatched]) -> Vec<Effect> {
    model.explaining.begin(inspection, all);
    show(model);
    let mut effects = counting::count(model);
    if model.explaining.is_done() {
        return effects;
    }
    if model.inspection.tree.len() > limits::SETTLED_AT_ONCE_NODES {
        // To find out what is to be explained was enough for this frame.
        effects.push(Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Explain))));
    } else {
        effects.extend(go_on(model));
    }
    effects
}

/// Explains as much as fits into a frame, and has the rest explained after it.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
    let inspection = Rc::clone(&model.inspection);
    let Some(Done { is_all, is_to_be_shown, cut_short }) = model.explaining.go_on(&inspection) else {
        return Vec::new();
    };
    drop(inspection);
    let mut effects = Vec::new();
    if is_to_be_shown && show(model) {
        effects.extend(counting::count(model));
    }
    if !is_all {
        effects.push(Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Explain))));
    }
    if cut_short > 0 {
        effects.extend(tell_news(model, Tone::Warn, News::LinkUsedUp(cut_short)));
    }
    effects
}

/// Puts what was found to the documents. Gives whether that is new.
fn show(model: &mut Model) -> bool {
    let explanations = model.explaining.explanations();
    let is_new = explanations != *model.inspection.explanations;
    if is_new {
        Inspection::change(&mut model.inspection).explanations = explanations.into();
    }
    is_new
}
