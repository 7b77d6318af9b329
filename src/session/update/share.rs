//! The share dialog.

use crate::session::effect::Effect;
use crate::session::linking::{copy_link, open_share, pack_link, share_configs, share_evidence, share_image};
use crate::session::message::ShareMsg;
use crate::session::model::Model;

pub(super) fn take(model: &mut Model, msg: ShareMsg) -> Vec<Effect> {
    match msg {
        ShareMsg::Open(true) => open_share(model),
        ShareMsg::Open(false) => {
            model.share = None;
            Vec::new()
        }
        ShareMsg::Configs(configs) => share_configs(model, configs),
        ShareMsg::Image(image, goes) => share_image(model, image, goes),
        ShareMsg::Evidence(kind, goes) => share_evidence(model, kind, goes),
        ShareMsg::Pack => pack_link(model),
        ShareMsg::CopyLink { base } => copy_link(model, &base),
    }
}
