//! Archives, layers, and the Files tab.

use crate::layers::Event;
use crate::session::archives::{
    done, embedded_held, files_held, list, looked_through_beside, open, open_more, show_found, stop_all,
    stop_node, tell,
};
use crate::session::effect::Effect;
use crate::session::files;
use crate::session::message::{FilesMsg, LayersMsg};
use crate::session::model::Model;

pub(super) fn take(model: &mut Model, msg: LayersMsg) -> Vec<Effect> {
    match msg {
        LayersMsg::Held(files) => files_held(model, files),
        LayersMsg::Progress { job, read, total } => tell(model, Event::Progress { job, read, total }),
        LayersMsg::Done { job, done: result } => done(model, job, &result),
        LayersMsg::LookedThrough(found) => looked_through_beside(model, *found),
        LayersMsg::Show => show_found(model),
        LayersMsg::Open(node) => open(model, node),
        LayersMsg::OpenMore => open_more(model),
        LayersMsg::Kept { job, file } => tell(model, Event::Kept(job, file)),
        LayersMsg::EmbeddedHeld { layer, file } => embedded_held(model, layer, file),
        LayersMsg::List(node) => list(model, node),
        LayersMsg::Stop(node) => stop_node(model, node),
        LayersMsg::StopAll => stop_all(model),
    }
}

pub(super) fn take_files(model: &mut Model, msg: FilesMsg) -> Vec<Effect> {
    let (mut effects, event) = files::act(model, msg);
    effects.extend(event.into_iter().flat_map(|event| tell(model, event)));
    effects
}
