//! Events to the engine, and its commands as changes of the page and effects.

use super::super::arriving::Arriving;
use super::super::effect::Effect;
use super::super::inspection::Inspection;
use super::super::message::Msg;
use super::super::model::{Model, Tone};
use super::super::news::News;
use super::super::next::Next;
use super::super::notices;
use super::super::notices::{announced, tell_news};
use super::super::said::Said;
use super::landing::land;
use super::{missing, wanted};
use crate::fetch::{Command, Event, Known, Repository, Wait, WantedDocument};
use crate::image::digest::Digest;
use crate::inspect::NodeId;
use crate::session::message::FetchMsg;
use std::collections::{BTreeSet, VecDeque};

/// What the engine may ask of the documents.
struct Here<'a> {
    inspection: &'a Inspection,
    arriving: &'a VecDeque<Arriving>,
    selected: Option<NodeId>,
}

impl Known for Here<'_> {
    fn documents(&self) -> usize {
        self.inspection.blobs.len()
    }

    fn is_here(&self, digest: &Digest) -> bool {
        let is_arriving = |arriving: &Arriving| arriving.is_for(digest);
        self.inspection.blobs.find(digest).is_some() || self.arriving.iter().any(is_arriving)
    }

    fn is_awaited(&self, digest: &Digest) -> bool {
        let selected = self.selected.and_then(|node| self.inspection.tree.get(node));
        selected.and_then(|node| node.stated_digest()) == Some(digest)
    }

    fn missing(
        &self,
        of: &BTreeSet<Repository>,
        is_wanted: &dyn Fn(&Digest) -> bool,
        most: usize,
    ) -> Vec<WantedDocument> {
        let missing = missing::missing(self.inspection, of, is_wanted);
        let wanted = missing.filter_map(|(node, of)| wanted::wanted(self.inspection.tree.get(node)?, of));
        wanted.take(most).collect()
    }
}

/// Tells the engine what happened; what it commands is left to be done.
pub(super) fn commands(model: &mut Model, event: Event) -> Vec<Command> {
    let Model { fetch, inspection, arriving, selected, .. } = model;
    fetch.handle(&Here { inspection, arriving, selected: *selected }, event)
}

/// Tells the engine what happened, and does what it commands.
pub(in super::super) fn tell(model: &mut Model, event: Event) -> Vec<Effect> {
    let commands = commands(model, event);
    obey(model, commands)
}

/// Does what the engine commands.
pub(super) fn obey(model: &mut Model, commands: Vec<Command>) -> Vec<Effect> {
    commands.into_iter().flat_map(|command| one(model, command)).collect()
}

fn one(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Send(id, request) => vec![Effect::Fetch { id, request }],
        Command::Stop(id) => vec![Effect::StopFetch(id)],
        command @ (Command::LayerBytes(..)
        | Command::StopLayer(_)
        | Command::LayerPart(..)
        | Command::Layer(..)
        | Command::Allowed(_)) => {
            model.next.push(Next::OfLayers(Box::new(command)));
            Vec::new()
        }
        Command::Opening(reference) => {
            let linked = model.fetching.linked.take_if(|(linked, _)| *linked == reference);
            model.fetching.to_show = linked.map(|(_, view)| view);
            vec![announced(News::Fetching(reference.to_string()))]
        }
        Command::Landed(landed) => land(model, landed),
        Command::Ask(id) => {
            let question = model.fetch.question(id);
            question.map(|it| Effect::Announce(Said::Question(Box::new(it.clone())))).into_iter().collect()
        }
        Command::NotAsked(registry) => tell_news(model, Tone::Bad, News::NotAsked(registry)),
        Command::NotSignedIn => tell_news(model, Tone::Bad, News::Framed),
        Command::SignedOut(host) => vec![announced(News::SignedOut(host))],
        Command::Refused(problem) => notices::tell(model, Tone::Bad, Said::Refused(problem)),
        Command::Failed(problem) => vec![Effect::Announce(Said::NotFetched(problem))],
        Command::Listed(tags) => vec![announced(News::Tags(tags))],
        Command::Stopped => vec![announced(News::Stopped)],
        Command::After(milliseconds, wait) => {
            let later = |msg| Effect::Later { milliseconds, msg: Box::new(Msg::Fetch(msg)) };
            vec![match wait {
                Wait::Backoff(id) => later(FetchMsg::Again(id)),
                Wait::Landing => later(FetchMsg::Land),
                Wait::Missing => Effect::AfterFrame(Box::new(Msg::Fetch(FetchMsg::MoreOfAll))),
            }]
        }
    }
}

/// Stops all that is in flight or pending. What failed stays, to be tried again.
pub(in super::super) fn stop(model: &mut Model) -> Vec<Effect> {
    (model.fetching.to_show, model.fetching.linked, model.fetching.both) = (None, None, None);
    tell(model, Event::Stop)
}

/// Stops all that is for the image that was here: another takes its place. Workers are the caller's to stop, all
/// at once.
pub(in super::super) fn leave(model: &mut Model) -> Vec<Effect> {
    (model.fetching.to_show, model.fetching.linked, model.fetching.both) = (None, None, None);
    let commands = commands(model, Event::Leave);
    requests(commands)
}

/// Stops all and forgets what was said and asked, the visitor's name and password too; the page's own address and
/// its relay stay. Workers are the caller's to stop, all at once.
pub(in super::super) fn forget(model: &mut Model) -> Vec<Effect> {
    let commands = commands(model, Event::Forget);
    model.fetching = model.fetching.after();
    requests(commands)
}

/// The requests that are to be broken off.
fn requests(commands: Vec<Command>) -> Vec<Effect> {
    let stopped = commands.into_iter().filter_map(|command| match command {
        Command::Stop(id) => Some(Effect::StopFetch(id)),
        _ => None,
    });
    stopped.collect()
}
