//! A reference is opened: the visitor named it, or a link.

use std::rc::Rc;

use super::asking::ask;
use super::command::Command;
use super::engine::FetchEngine;
use super::event::Wish;
use super::fail::problem;
use super::id::FetchId;
use super::job::{Goal, Job};
use super::question::{About, Then};
use super::repository::Repository;
use super::retry::{again, forget_failed_roots};
use crate::image::reference::Reference;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::resource::Resource;
use crate::registry::url::Url;
use crate::verify::Pin;

/// Opens a reference; what comes is to have the digest of `pin`.
pub(super) fn open(
    fetch: &mut FetchEngine,
    reference: &Reference,
    pin: Option<Pin>,
    wish: Wish,
) -> Vec<Command> {
    if wish != Wish::Link {
        forget_failed_roots(fetch);
    }
    let consents = match wish {
        Wish::Visitor => true,
        Wish::Pressed => !fetch.is_framed(),
        Wish::Link => false,
    };
    if consents {
        fetch.consents.insert(reference.registry.clone());
    }
    if !fetch.may_ask(&reference.registry) {
        let (registry, then) = (reference.registry.clone(), Then::Open(reference.clone(), pin));
        return ask(fetch, About::Registry { registry, then });
    }
    start(fetch, reference, pin)
}

/// Fetches the document of a reference.
pub(super) fn start(fetch: &mut FetchEngine, reference: &Reference, pin: Option<Pin>) -> Vec<Command> {
    let repository = Rc::new(Repository::of(reference));
    let Some(registry) = endpoint(&reference.registry) else {
        let Some(nowhere) = Url::parse("https://invalid/") else { return Vec::new() };
        let job = Job::new(repository, Goal::Root(reference.clone(), pin), nowhere);
        return vec![Command::Refused(Box::new(problem(fetch, &job, &Trouble::BadRegistry, None)))];
    };
    let url = Resource::of(reference).url(&registry, &reference.repository);
    let is_same = |job: &Job| matches!(&job.goal, Goal::Root(other, _) if other == reference);
    if let Some(before) = fetch.jobs.which(is_same).first().copied() {
        expect(fetch, before, pin);
        again(fetch, before);
    } else {
        fetch.in_vain.remove(&*repository);
        fetch.jobs.add(Job::new(repository, Goal::Root(reference.clone(), pin), url), true);
    }
    vec![Command::Opening(reference.clone())]
}

/// What is expected of a reference that is on its way already: what the visitor says stays.
fn expect(fetch: &mut FetchEngine, job: FetchId, pin: Option<Pin>) {
    let Some(Goal::Root(_, known)) = fetch.jobs.get_mut(job).map(|job| &mut job.goal) else { return };
    let stays = known.as_ref().is_some_and(|known| !known.word.came_along());
    if let Some(pin) = pin.filter(|pin| !(stays && pin.word.came_along())) {
        *known = Some(pin);
    }
}
