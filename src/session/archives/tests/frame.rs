//! A frame of the page.

use crate::session::message::DocumentsMsg;
use crate::session::{Effect, Model, Msg};

/// Takes `msg`, and lets the next frame come.
pub(super) fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = crate::session::update(model, msg);
    if effects.contains(&Effect::AfterFrame(Box::new(Msg::Documents(DocumentsMsg::Settle)))) {
        effects.extend(crate::session::update(model, Msg::Documents(DocumentsMsg::Settle)));
    }
    effects
}
