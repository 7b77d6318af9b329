//! What is saved and copied.

use crate::session::effect::Effect;
use crate::session::export::Export;
use crate::session::exporting::{copy, go_on, not_copied, report, save, under_way, written};
use crate::session::linking::copied;
use crate::session::message::ExportMsg;
use crate::session::model::Model;

pub(super) fn take(model: &mut Model, msg: ExportMsg) -> Vec<Effect> {
    match msg {
        ExportMsg::Documents => save(Export::Documents),
        ExportMsg::Document(blob) => save(Export::Document(blob)),
        ExportMsg::Packages(blob) => save(Export::Packages(blob)),
        ExportMsg::Matrix(format) => save(Export::Matrix(format)),
        ExportMsg::Report(format) => report(model, format),
        ExportMsg::ReportUnderWay(format) => under_way(model, format),
        ExportMsg::GoOn(format) => go_on(model, format),
        ExportMsg::Written(format) => {
            written(model, format);
            Vec::new()
        }
        ExportMsg::Copy(text) => copy(model, text),
        ExportMsg::CopyBytes(bytes) => save(Export::Bytes(bytes)),
        ExportMsg::NotCopied(why) => not_copied(model, why),
        ExportMsg::Copied(done) => copied(model, done),
    }
}
