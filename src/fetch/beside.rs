//! Where evidence of a manifest may be: what refers to it, and what cosign keeps beside it by tags.

use std::rc::Rc;

use super::asking::ask;
use super::command::Command;
use super::engine::FetchEngine;
use super::job::{Goal, Job};
use super::list::ListState;
use super::listing;
use super::question::{About, Then};
use super::repository::Repository;
use crate::image::digest::Digest;
use crate::registry::endpoint::endpoint;
use crate::registry::resource::{BESIDE, Resource, beside_tag};

/// Asks all places for each of these digests; what is asked already, or is here, is not asked again.
pub(super) fn evidence(fetch: &mut FetchEngine, repository: Repository, of: Vec<Digest>) -> Vec<Command> {
    if !fetch.may_ask(&repository.registry) {
        let registry = repository.registry.clone();
        return ask(fetch, About::Registry { registry, then: Then::Evidence(repository, of) });
    }
    let Some(registry) = endpoint(&repository.registry) else { return Vec::new() };
    let shared = Rc::new(repository.clone());
    let mut commands = Vec::new();
    for subject in of {
        let listed = fetch.lists.referrers.get(&subject).map(|list| list.state);
        if matches!(listed, None | Some(ListState::Failed)) {
            commands.extend(listing::referrers(fetch, repository.clone(), subject.clone()));
        }
        for end in BESIDE {
            let place = (subject.clone(), end);
            if !matches!(fetch.lists.beside.get(&place), None | Some(ListState::Failed)) {
                continue;
            }
            let url = Resource::Tagged(beside_tag(&subject, end)).url(&registry, &shared.name);
            let goal = Goal::Beside { subject: subject.clone(), end };
            fetch.jobs.add(Job::new(Rc::clone(&shared), goal, url), false);
            fetch.lists.beside.insert(place, ListState::Loading);
        }
    }
    commands
}
