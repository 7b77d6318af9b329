//! What clients take of an index.

use crate::session::choosing::made;
use crate::session::effect::Effect;
use crate::session::message::ChoiceMsg;
use crate::session::model::Model;
use crate::session::navigation::address;

pub(super) fn take(model: &mut Model, msg: ChoiceMsg) -> Vec<Effect> {
    // The matrix is a step that the back button undoes.
    let mut push = false;
    match msg {
        ChoiceMsg::Made(choice) => return made(model, choice),
        ChoiceMsg::Host(host) => model.view.host = host,
        ChoiceMsg::Form(form) => model.view.form = form,
        ChoiceMsg::Client(client) => model.view.client = Some(client),
        ChoiceMsg::HostAndClient { host, client } => {
            (model.view.host, model.view.client) = (host, Some(client));
        }
        ChoiceMsg::Matrix(open) => (model.view.matrix, push) = (open, true),
        ChoiceMsg::Pick => {
            if let Some(picked) = &mut model.matrix {
                picked.is_due = false;
            }
            return Vec::new();
        }
    }
    vec![address(model, push)]
}
