//! What the engine commands, put into effect.

use std::rc::Rc;

use super::look_through::Opened;
use crate::inspect::{LayerId, LayerState};
use crate::layers::{Command, Event, Extent, JobId, NotSaved, Stage, Viewer, WorkId};
use crate::limits;
use crate::registry::{Outcome, Request};
use crate::session::beside;
use crate::session::effect::Effect;
use crate::session::fetching;
use crate::session::files;
use crate::session::growing::rebuild_soon;
use crate::session::inspection::Inspection;
use crate::session::message::{Done, LayersMsg, Msg};
use crate::session::model::{Model, Tone};
use crate::session::news::News;
use crate::session::next::Next;
use crate::session::notices;
use crate::session::said::{Said, WhereLayer};

/// Tells the engine what happened, and does what it commands.
pub fn tell(model: &mut Model, event: Event<'_, Outcome>) -> Vec<Effect> {
    let commands = Rc::make_mut(&mut model.layers).handle(event);
    perform(model, commands)
}

/// The same where more is to come before the tree is made of it, by the caller.
pub(super) fn tell_ahead(model: &mut Model, event: Event<'_, Outcome>) -> Vec<Effect> {
    let commands = Rc::make_mut(&mut model.layers).handle(event);
    let (effects, has_changed) = do_all(model, commands);
    model.stale |= has_changed;
    effects
}

/// Takes the result of a job of the workers.
pub fn done(model: &mut Model, job: JobId, done: &Done) -> Vec<Effect> {
    let commands = Rc::make_mut(&mut model.layers).handle(Event::Done(job, done));
    if let (Done::NotFetched(outcome), [Command::BrokenOff(work)]) = (done, &*commands) {
        return fetching::layer_did_not_come(model, *work, outcome.clone());
    }
    perform(model, commands)
}

/// It is the turn of a layer that is fetched: a worker takes what `request` brings.
pub fn sending(model: &mut Model, work: WorkId, request: Request) -> Option<Effect> {
    let commands = Rc::make_mut(&mut model.layers).handle(Event::<Outcome>::Sending(work));
    let (job, work) = commands.into_iter().find_map(|command| match command {
        Command::Work(job, work) => Some((job, work)),
        _ => None,
    })?;
    Some(Effect::Work { job, work: work.asking(|_| Some(Box::new(request)))? })
}

/// The last bytes of a layer came; gives where they say that its table of contents is.
pub fn footer(model: &mut Model, work: WorkId, bytes: &[u8]) -> Option<Extent> {
    let commands = Rc::make_mut(&mut model.layers).handle(Event::<Outcome>::Footer(work, bytes));
    commands.into_iter().find_map(|command| match command {
        Command::FetchTable(_, extent) => extent,
        _ => None,
    })
}

/// Does all of it, and makes the tree again where something else is known of layers.
fn perform(model: &mut Model, commands: Vec<Command<'_>>) -> Vec<Effect> {
    let (mut effects, has_changed) = do_all(model, commands);
    if has_changed {
        effects.extend(show_in_time(model));
    }
    effects
}

/// Has the tree made again: at once where it is short, where something else is known of a part of it, or nothing more is
/// to come; and soon else.
fn show_in_time(model: &mut Model) -> Vec<Effect> {
    model.unshown += 1;
    let nodes = model.inspection.tree.len();
    let is_part = nodes <= limits::TREE_EACH_FRAME_NODES || model.unshown >= nodes / limits::TREE_PARTS;
    if is_part || model.layers.running().is_none() {
        return rebuild_soon(model);
    }
    if std::mem::replace(&mut model.is_show_due, true) {
        return Vec::new();
    }
    vec![Effect::Later { milliseconds: SOON, msg: Box::new(Msg::Layers(LayersMsg::Show)) }]
}

/// Milliseconds after which what was found of a layer is shown at the latest.
const SOON: u32 = 250;

/// Shows what was found since the tree was made.
pub fn show_found(model: &mut Model) -> Vec<Effect> {
    model.is_show_due = false;
    if model.unshown == 0 { Vec::new() } else { rebuild_soon(model) }
}

/// Does all of it; gives whether something else is known of layers than the tree was made of.
fn do_all(model: &mut Model, commands: Vec<Command<'_>>) -> (Vec<Effect>, bool) {
    let mut effects = Vec::new();
    let mut wanted = Vec::new();
    let mut has_changed = false;
    for command in commands {
        match command {
            // What is fetched is given to the workers when it is sent: [`sending`].
            Command::Work(job, work) => {
                effects.extend(work.asking(|_| None).map(|work| Effect::Work { job, work }));
            }
            Command::StopWork(job) => effects.push(Effect::StopWork(Some(job))),
            Command::StopAllWork => effects.push(Effect::StopWork(None)),
            Command::Fetch { work, layer, extent } => wanted.push((work, layer, extent)),
            Command::Fetched(work) => effects.extend(fetching::layer_came(model, work)),
            Command::StopFetch(works) => effects.extend(fetching::stop_layers(model, &works)),
            Command::Opened(opening, contents) => {
                let opened = Opened { opening, contents: Rc::clone(contents) };
                model.next.push(Next::Listed(Box::new(opened)));
            }
            Command::Changed(layer) => {
                know(model, layer);
                has_changed = true;
            }
            Command::NotOpened(why) | Command::NotRead(_, why) => {
                effects.extend(notices::tell(model, Tone::Bad, Said::NotRead(why)));
            }
            Command::OtherFiles(_) => model.files = None,
            Command::File(Viewer::Alone, news) => files::told(model, news),
            Command::File(viewer, news) => effects.extend(beside::told(model, viewer, news)),
            Command::Save(path, bytes) => effects.push(files::saved(&path, bytes)),
            Command::NotSaved(why) => {
                let lies = match &why {
                    NotSaved::Changed(layer) => WhereLayer::of(&model.layers, *layer),
                    NotSaved::TooLarge { .. } | NotSaved::Failed(_) => WhereLayer::File,
                };
                effects.extend(notices::tell(model, Tone::Bad, Said::NotSaved(why, lies)));
            }
            Command::Stopped => effects.push(notices::announced(News::Stopped)),
            // Those are answers to whoever fetches: [`done`], [`footer`].
            Command::BrokenOff(_) | Command::FetchTable(..) => {}
        }
    }
    if !wanted.is_empty() {
        effects.extend(fetching::fetch_layers(model, &wanted));
    }
    (effects, has_changed)
}

/// Puts what is known of a layer where the tree is made of it.
pub(super) fn know(model: &mut Model, layer: LayerId) {
    let state = match model.layers.layer(layer).map(|layer| &layer.stage) {
        Some(Stage::Reading(..)) => LayerState::Reading,
        Some(Stage::Proved(proved)) if proved.changed => LayerState::Changed(Rc::clone(&proved.proof)),
        Some(Stage::Proved(proved)) => LayerState::Read(Rc::clone(&proved.proof)),
        _ => LayerState::Waiting,
    };
    Inspection::change(&mut model.inspection).blobs.layers.set_state(layer, state);
}
