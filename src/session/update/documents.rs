//! Documents.

use crate::session::documents::{hashed, pin};
use crate::session::effect::Effect;
use crate::session::examples::open_example;
use crate::session::message::DocumentsMsg;
use crate::session::model::{Model, Tone};
use crate::session::notices::notice;
use crate::session::recovery::{self, settle, take_recovered};
use crate::session::submission::pin_for_file;
use crate::session::taking::{self, add};
use crate::session::{counting, explanations, growing, putting_back};

pub(super) fn take(model: &mut Model, msg: DocumentsMsg) -> Vec<Effect> {
    match msg {
        DocumentsMsg::Add { arrivals, pin } => {
            let (pin, mut effects) = match pin {
                Some(pin) => (Some(pin), Vec::new()),
                None => pin_for_file(model, &arrivals),
            };
            effects.extend(add(model, arrivals, pin));
            effects
        }
        DocumentsMsg::Refused(sentence) => notice(model, Tone::Bad, sentence),
        DocumentsMsg::Hashed { blob, bytes, digest } => hashed(model, blob, &bytes, digest),
        DocumentsMsg::Pin { blob, text } => pin(model, blob, &text),
        DocumentsMsg::TakeRecovered(blob) => take_recovered(model, blob),
        DocumentsMsg::OpenExample(id) => open_example(model, &id),
        DocumentsMsg::Clear => putting_back::clear(model),
        DocumentsMsg::Remove(root) => putting_back::remove(model, root),
        DocumentsMsg::PutBack => putting_back::put_back(model),
        DocumentsMsg::Take => taking::go_on(model),
        DocumentsMsg::Read { id, came } => taking::read(model, id, *came),
        DocumentsMsg::Judged(judged) => recovery::judged(model, judged),
        DocumentsMsg::Settle => settle(model),
        DocumentsMsg::Grow => growing::go_on_later(model),
        DocumentsMsg::Compared(compared) => explanations::compared(model, &compared),
        DocumentsMsg::Explain => explanations::go_on(model),
        DocumentsMsg::Count => counting::go_on(model),
    }
}
