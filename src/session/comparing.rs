//! The chosen node beside another one: worked out again where what it depends on has changed.

use std::rc::Rc;

use super::comparison::{Comparing, Comparison, Key, is_long};
use super::effect::Effect;
use super::exporting;
use super::long_work::LongWork;
use super::model::Model;
use crate::pace::{Pace, at_once};

/// Works the comparison out again where something that it depends on has changed.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let Some((first, second)) = model.selected.zip(model.compared_with()) else {
        (model.comparison, model.comparing) = (None, None);
        return Vec::new();
    };
    let key = Key { tree: Rc::clone(&model.inspection.tree), first, second };
    if model.comparison.as_ref().is_some_and(|comparison| comparison.key == key) {
        model.comparing = None;
        return Vec::new();
    }
    if model.comparing.as_ref() == Some(&key) {
        return Vec::new();
    }
    let is_long = is_long(&model.inspection, &key);
    let comparing = Comparing { key: key.clone(), inspection: Rc::clone(&model.inspection) };
    if is_long {
        model.comparison.take_if(|old| (old.first, old.second) != (first, second));
        model.comparing = Some(key);
        return vec![Effect::InPieces(LongWork::Compare(Box::new(comparing)))];
    }
    model.comparing = None;
    model.comparison = Some(at_once(comparing.done(&Pace::default())));
    Vec::new()
}

/// Takes a comparison that was worked out, unless another one is asked for by now.
pub(super) fn made(model: &mut Model, comparison: Rc<Comparison>) -> Vec<Effect> {
    if model.comparing.as_ref() != Some(&comparison.key) {
        return Vec::new();
    }
    model.comparing = None;
    model.comparison = Some(comparison);
    exporting::report_now(model)
}
