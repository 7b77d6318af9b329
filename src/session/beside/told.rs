//! How far the two files are that are looked at, and what is different between them once both are here.

use std::rc::Rc;

use super::content::{ComparedContents, ComparingContents, SideContent};
use crate::layers::{FileNews, Viewer};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::session::effect::Effect;
use crate::session::long_work::LongWork;
use crate::session::model::Model;
use crate::session::said::WhereLayer;

/// Takes how far a file is.
pub(in crate::session) fn told(model: &mut Model, viewer: Viewer, news: FileNews<'_>) -> Vec<Effect> {
    let layers = Rc::clone(&model.layers);
    let Some(open) = &mut model.file_beside else { return Vec::new() };
    let [first, second] = &mut Rc::make_mut(open).sides;
    let side = if viewer == Viewer::First { first } else { second };
    *side = match news {
        FileNews::Reading(progress) => SideContent::Reading(progress),
        FileNews::Here(file) => SideContent::Read(file.into()),
        FileNews::Failed(why) => SideContent::Failed(why),
        FileNews::Changed(layer) => SideContent::Changed(WhereLayer::of(&layers, layer)),
        FileNews::Gone if matches!(side, SideContent::Reading(_)) => SideContent::Stopped,
        FileNews::Gone => return Vec::new(),
    };
    compare(model)
}

/// Compares the two once both are here.
pub(super) fn compare(model: &mut Model) -> Vec<Effect> {
    let Some(open) = &model.file_beside else { return Vec::new() };
    if open.contents.is_some() || open.is_same() {
        return Vec::new();
    }
    let Some(bytes) = open.bytes() else { return Vec::new() };
    let all: usize = bytes.iter().map(|bytes| bytes.len()).sum();
    let comparing = ComparingContents { bytes };
    if all > limits::CONTENTS_AT_ONCE_BYTES {
        return vec![Effect::InPieces(LongWork::CompareContents(Box::new(comparing)))];
    }
    let compared = at_once(comparing.done(&Pace::default()));
    compared_contents(model, compared)
}

/// Takes two contents that were compared, unless another file is open by now.
pub(in crate::session) fn compared_contents(model: &mut Model, compared: ComparedContents) -> Vec<Effect> {
    let Some(open) = &mut model.file_beside else { return Vec::new() };
    let is_it = open.bytes().is_some_and(|bytes| {
        bytes
            .iter()
            .zip(&compared.bytes)
            .all(|(one, other)| one.is_empty() && other.is_empty() || Rc::ptr_eq(one, other))
    });
    if is_it {
        Rc::make_mut(open).contents = Some(compared.contents);
    }
    Vec::new()
}
