//! The share dialog.

use crate::session::effect::Effect;
use crate::session::linking::{copy_link, open_share, pack_link};
use crate::session::message::ShareMsg;
use crate::session::model::Model;

pub(super) fn take(model: &mut Model, msg: ShareMsg) -> Vec<Effect> {
    match msg {
        ShareMsg::Open(true) => open_share(model, true),
        ShareMsg::Open(false) => {
            model.share = None;
            Vec::new()
        }
        ShareMsg::Configs(configs) => open_share(model, configs),
        ShareMsg::Pack => pack_link(model),
        ShareMsg::CopyLink { base } => copy_link(model, &base),
    }
}
