//! Evidence: read, verified, and what is expected of it.

use crate::session::effect::Effect;
use crate::session::evidence::{answered, expect, give_root, look, take_listed, take_read, want};
use crate::session::message::EvidenceMsg;
use crate::session::model::Model;

pub(super) fn take(model: &mut Model, msg: EvidenceMsg) -> Vec<Effect> {
    match msg {
        EvidenceMsg::Read(read) => take_read(model, read),
        EvidenceMsg::Answered(id, verdict) => answered(model, id, verdict.map(|verdict| *verdict)),
        EvidenceMsg::Expect(field, text) => return expect(model, field, text),
        EvidenceMsg::Look(node) => return look(model, node),
        EvidenceMsg::Packages(blob, wanted) => return want(model, blob, wanted),
        EvidenceMsg::Listed(listed) => take_listed(model, listed),
        EvidenceMsg::Root(text) => return give_root(model, &text),
    }
    Vec::new()
}
