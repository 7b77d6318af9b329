//! The address, and what was kept for a reload.

use crate::session::effect::Effect;
use crate::session::linking::recalled;
use crate::session::message::LinkMsg;
use crate::session::model::Model;
use crate::session::opened_address::navigated;
use crate::session::unpacking::unpack_link;

pub(super) fn take(model: &mut Model, msg: LinkMsg) -> Vec<Effect> {
    match msg {
        LinkMsg::Navigated(fragment) => navigated(model, &fragment),
        LinkMsg::Recalled(remembered) => recalled(model, &remembered),
        LinkMsg::Unpack => unpack_link(model),
    }
}
