//! The visitor answers a question.

use super::asking::without_token;
use super::command::Command;
use super::engine::FetchEngine;
use super::fail::fail_all;
use super::id::QuestionId;
use super::known::Known;
use super::question::{About, Then};
use super::{beside, documents, listing, open, sign_in};
use crate::registry::diagnosis::Trouble;

/// Does what was asked, or leaves it.
pub(super) fn answer(fetch: &mut FetchEngine, known: &dyn Known, id: QuestionId, yes: bool) -> Vec<Command> {
    let Some(at) = fetch.questions.iter().position(|question| question.id == id) else { return Vec::new() };
    match (fetch.questions.remove(at).about, yes) {
        (About::Registry { registry, then }, true) => {
            fetch.consents.insert(registry.clone());
            let mut commands = match then {
                Then::Open(reference, pin) => open::start(fetch, &reference, pin),
                // It may have come another way in the meantime.
                Then::Document(wanted) if known.is_here(&wanted.digest) => Vec::new(),
                Then::Document(wanted) => documents::fetch(fetch, wanted),
                Then::Referrers(repository, subject) => listing::referrers(fetch, repository, subject),
                Then::Evidence(repository, of) => beside::evidence(fetch, repository, of),
                Then::All(repository) => documents::all(fetch, known, repository),
                Then::Elsewhere => vec![Command::Allowed(id)],
            };
            commands.extend(opened_besides(fetch, &registry));
            commands
        }
        (About::Registry { .. }, false) => Vec::new(),
        (About::Realm { repository, host, realm, with_login, .. }, true) => {
            fetch.accesses.realms.insert((host, realm.origin(), with_login));
            sign_in::get_token(fetch, &repository)
        }
        (About::Realm { repository, realm, .. }, false) => {
            let waiting = without_token(fetch, &repository);
            fail_all(fetch, &waiting, &Trouble::Declined(realm.authority()), None)
        }
    }
}

/// Opens the other references that the same registry is to be asked for: one answer is for all of them.
fn opened_besides(fetch: &mut FetchEngine, registry: &str) -> Vec<Command> {
    let mut others = Vec::new();
    fetch.questions.retain(|question| match &question.about {
        About::Registry { registry: other, then: Then::Open(reference, pin) } if other == registry => {
            others.push((reference.clone(), pin.clone()));
            false
        }
        _ => true,
    });
    others.into_iter().flat_map(|(reference, pin)| open::start(fetch, &reference, pin)).collect()
}
