//! What the engine does about each event.

use super::asking::ask;
use super::command::Command;
use super::engine::FetchEngine;
use super::event::{Event, Wait};
use super::id::FetchId;
use super::known::Known;
use super::question::{About, Then};
use super::queue::pump;
use super::{answer, beside, documents, landing, layers, listing, open, outcome, retry, sign_in, stop};
use crate::limits;
use crate::registry::Request;
use crate::registry::relay::HOSTS_FILE;
use crate::registry::url::Url;

impl FetchEngine {
    /// Takes an event, and says what is to be done: what follows from it, and then what may be sent now.
    pub fn handle(&mut self, known: &impl Known, event: Event) -> Vec<Command> {
        if let Event::Progress { id, received, total } = event {
            outcome::progressed(self, id, received, total);
            return Vec::new();
        }
        self.changes = self.changes.saturating_add(1);
        let mut commands = self.take(known, event);
        commands.extend(pump(self));
        commands.extend(landing::set(self, known));
        commands
    }

    fn take(&mut self, known: &dyn Known, event: Event) -> Vec<Command> {
        match event {
            Event::Page { url, framed } => opened_at(self, url, framed),
            Event::Open { reference, pin, wish } => open::open(self, &reference, pin, wish),
            Event::Want { documents, urgent } => documents::want_all(self, documents, urgent),
            Event::Fetch(wanted) => documents::fetch(self, wanted),
            Event::All(repository) => documents::all(self, known, repository),
            Event::Tags(repository) => listing::tags(self, repository),
            Event::CloseTags => listing::close_tags(self),
            Event::Referrers(repository, subject) => listing::referrers(self, repository, subject),
            Event::Evidence(repository, of) => beside::evidence(self, repository, of),
            Event::Layers(layers) => layers.into_iter().filter_map(|it| layers::want(self, it)).collect(),
            Event::LayerPart(layer, part) => layers::next_part(self, layer, part),
            Event::LayerDone(layer) => {
                layers::done(self, layer);
                Vec::new()
            }
            Event::LayerFailed(layer, failed) => match layers::taken(self, layer) {
                Some(id) => outcome::ended(self, known, id, failed),
                None => Vec::new(),
            },
            Event::StopLayers(layers) => stop::stop_layers(self, &layers),
            Event::Consent(registry) => ask(self, About::Registry { registry, then: Then::Elsewhere }),
            Event::Answer(question, yes) => answer::answer(self, known, question, yes),
            Event::SignIn { host, user, password } => sign_in::sign_in(self, host, user, password),
            Event::SignOut(host) => sign_in::sign_out(self, host),
            // It is taken before, as nothing can follow from it.
            Event::Progress { .. } => Vec::new(),
            Event::Ended(id, ended) => outcome::answered(self, known, id, ended),
            Event::Over(Wait::Backoff(id)) => {
                self.jobs.end_backoff(id);
                Vec::new()
            }
            Event::Over(Wait::Landing) => landing::land(self).into_iter().collect(),
            Event::Over(Wait::Missing) => documents::more_missing(self, known),
            Event::Added => documents::missing(self, known),
            Event::Retry(id) => retry::retry(self, id),
            Event::Dismiss(id) => retry::dismiss(self, id),
            Event::Stop => stop::stop_all(self),
            Event::Leave => stop::leave(self),
            Event::Forget => stop::forget(self),
        }
    }
}

/// The page is open: its host may have a relay.
fn opened_at(fetch: &mut FetchEngine, url: Option<Url>, framed: bool) -> Vec<Command> {
    (fetch.page.url, fetch.page.framed) = (url, framed);
    if fetch.page.url.is_none() {
        return Vec::new();
    }
    let id = FetchId(fetch.jobs.number());
    fetch.page.relay_request = Some(id);
    vec![Command::Send(id, Request::get(HOSTS_FILE.to_owned(), limits::RELAY_BYTES as u64))]
}
