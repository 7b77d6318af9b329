//! Sends one message, and does at once what a browser does after the frame and in a worker that hashes, and what is to
//! be exported.

use std::collections::VecDeque;

use crate::export::{Exported, export};
use crate::pace::at_once;
use crate::session::{DocumentsMsg, Effect, Export, ExportMsg, Model, Msg, update};
use crate::verify::hash::digest_of;

/// Sends `msg` and, in their order, all that is due at once after it: what waits for the next frame, what is
/// done in pieces, and what is to be hashed; what is exported becomes what is to be saved or copied. Gives all other effects.
pub fn send(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut others = Vec::new();
    let mut due = VecDeque::from([msg]);
    while let Some(msg) = due.pop_front() {
        for effect in update(model, msg) {
            let effect = match follows(effect) {
                Ok(msg) => {
                    due.push_back(msg);
                    continue;
                }
                Err(effect) => effect,
            };
            match effect {
                Effect::Hash { blob, algorithm, bytes } => {
                    let digest = digest_of(algorithm, &bytes);
                    due.push_back(Msg::Documents(DocumentsMsg::Hashed { blob, bytes, digest }));
                }
                Effect::Export(what) => {
                    let (effect, answer) = exported(model, what);
                    others.extend(effect);
                    due.extend(answer);
                }
                other => others.push(other),
            }
        }
    }
    others
}

/// The message that comes by itself after an effect: at the next frame, or once long work is done.
///
/// # Errors
/// Any other effect, as it is.
pub fn follows(effect: Effect) -> Result<Msg, Effect> {
    match effect {
        Effect::AfterFrame(msg) => Ok(*msg),
        Effect::InPieces(work) => Ok(at_once(work.done())),
        other => Err(other),
    }
}

/// What is to be saved or copied, a report as a whole; and what is answered.
#[must_use]
pub fn exported(model: &Model, what: Export) -> (Option<Effect>, Option<Msg>) {
    match export(model, what) {
        Exported::Save(save) => (Some(Effect::Save(save)), None),
        Exported::Copy(text) => (Some(Effect::Copy(text)), None),
        Exported::NotCopied(why) => (None, Some(Msg::Export(ExportMsg::NotCopied(why)))),
        Exported::Report(mut writing) => {
            let save = std::iter::repeat_with(|| writing.step()).flatten().next();
            (save.map(Effect::Save), Some(Msg::Export(ExportMsg::Written(writing.format()))))
        }
        Exported::Nothing => (None, None),
    }
}
