//! All hosts by all clients while a person looks at them: picked a piece in each frame, where there are many platforms.

use std::rc::Rc;

use super::effect::Effect;
use super::message::{ChoiceMsg, Msg};
use super::model::Model;
use super::picked::Picked;
use crate::limits;
use crate::select::matrix::Matrix;

/// Begins the matrix of the entries that are chosen among, where it is looked at, and goes on with it.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let Some(choice) = model.choice.as_ref().filter(|_| model.view.matrix) else {
        model.matrix = None;
        return Vec::new();
    };
    let (form, of) = (choice.form, choice.candidates_revision());
    let before = model.matrix.take();
    let was_due = before.as_ref().is_some_and(|before| before.is_due);
    let stands = |before: &Picked| (before.of, before.matrix.form) == (of, form);
    let mut picked = before.filter(stands).unwrap_or_else(|| Picked {
        matrix: Rc::new(Matrix::begin(form)),
        of,
        is_due: was_due,
    });
    let mut effects = Vec::new();
    if !picked.is_due && !picked.matrix.is_whole() {
        Rc::make_mut(&mut picked.matrix).step(&choice.distinct(), limits::JUDGED_PLATFORMS_A_FRAME);
        picked.is_due = !picked.matrix.is_whole();
        effects.extend(picked.is_due.then(|| Effect::AfterFrame(Box::new(Msg::Choice(ChoiceMsg::Pick)))));
    }
    model.matrix = Some(picked);
    effects
}
