//! Documents that descriptors name: those that are looked at, those that are asked for, or all.

use std::rc::Rc;

use super::asking::ask;
use super::command::Command;
use super::engine::FetchEngine;
use super::event::Wait;
use super::fail::fail;
use super::job::{Goal, Job, State};
use super::known::Known;
use super::question::{About, Then};
use super::repository::Repository;
use super::retry::again;
use super::wanted::WantedDocument;
use crate::image::digest::Digest;
use crate::limits;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::resource::Resource;

/// Puts a document in the queue, where its registry may be asked.
fn want(fetch: &mut FetchEngine, wanted: WantedDocument, urgent: bool) -> Vec<Command> {
    if !fetch.may_ask(&wanted.repository.registry) {
        return Vec::new();
    }
    let Some(registry) = endpoint(&wanted.repository.registry) else { return Vec::new() };
    let (resource, most) = match wanted.is_manifest {
        true => (Resource::Manifest(wanted.digest.clone()), limits::MANIFEST_BYTES),
        false => (Resource::Blob(wanted.digest.clone()), limits::DOCUMENT_BYTES),
    };
    let url = resource.url(&registry, &wanted.repository.name);
    let refused = match wanted.size {
        Some(size) if size > most as u64 => Some(Trouble::TooLarge(size)),
        _ => fetch.is_enough().then_some(Trouble::Enough),
    };
    let job = Job::new(Rc::clone(&wanted.repository), Goal::Document(wanted), url);
    let id = fetch.jobs.add(job, urgent);
    let is_pending = fetch.jobs.get(id).is_some_and(|job| matches!(job.state, State::Pending));
    match refused {
        Some(refused) if is_pending => fail(fetch, id, &refused),
        _ => Vec::new(),
    }
}

/// Puts documents in the queue, until as many were fetched as are kept. Of those that are refused one is told: the
/// others are seen where all that failed is.
pub(super) fn want_all(
    fetch: &mut FetchEngine,
    documents: Vec<WantedDocument>,
    urgent: bool,
) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut is_told = false;
    for wanted in documents {
        for command in want(fetch, wanted, urgent) {
            let is_failure = matches!(command, Command::Failed(_));
            if !(is_failure && is_told) {
                commands.push(command);
            }
            is_told |= is_failure;
        }
        if fetch.is_enough() {
            break;
        }
    }
    commands
}

/// The visitor wants a document, also where it failed before; their word is asked for where the registry needs it.
pub(super) fn fetch(fetch: &mut FetchEngine, wanted: WantedDocument) -> Vec<Command> {
    let registry = &wanted.repository.registry;
    if !fetch.may_ask(registry) {
        let registry = registry.clone();
        return ask(fetch, About::Registry { registry, then: Then::Document(wanted) });
    }
    if let Some((id, _)) = fetch.jobs.of_digest(&wanted.digest) {
        again(fetch, id);
    }
    want(fetch, wanted, true)
}

/// The visitor wants all that is missing of a repository.
pub(super) fn all(fetch: &mut FetchEngine, known: &dyn Known, repository: Repository) -> Vec<Command> {
    if !fetch.may_ask(&repository.registry) {
        let registry = repository.registry.clone();
        return ask(fetch, About::Registry { registry, then: Then::All(repository) });
    }
    fetch.in_vain.remove(&repository);
    fetch.all.insert(repository);
    missing(fetch, known)
}

/// Puts in the queue what is missing of the repositories of which all is to come: a part of it in each frame.
pub(super) fn missing(fetch: &mut FetchEngine, known: &dyn Known) -> Vec<Command> {
    if fetch.all.is_empty() {
        return Vec::new();
    }
    let is_wanted = |digest: &Digest| fetch.jobs.of_digest(digest).is_none();
    let missing = known.missing(&fetch.all, &is_wanted, limits::WANTED_A_FRAME);
    let is_more = missing.len() == limits::WANTED_A_FRAME && !fetch.is_enough();
    let mut commands = want_all(fetch, missing, false);
    if is_more {
        commands.push(Command::After(0, Wait::Missing));
    } else if fetch.jobs.unfinished() == 0 {
        fetch.all.clear();
    }
    commands
}

/// The same after a frame. A failure was told with the first part.
pub(super) fn more_missing(fetch: &mut FetchEngine, known: &dyn Known) -> Vec<Command> {
    let mut commands = missing(fetch, known);
    commands.retain(|command| !matches!(command, Command::Failed(_)));
    commands
}
