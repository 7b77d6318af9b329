//! The box.

use crate::session::effect::Effect;
use crate::session::message::BoxMsg;
use crate::session::model::Model;
use crate::session::submission::submit;

pub(super) fn take(model: &mut Model, msg: BoxMsg) -> Vec<Effect> {
    match msg {
        BoxMsg::Changed(text) => {
            model.is_box_told = true;
            model.box_text = text;
            Vec::new()
        }
        BoxMsg::Expected(text) => {
            model.expected_text = text;
            Vec::new()
        }
        BoxMsg::Submit => submit(model),
    }
}
