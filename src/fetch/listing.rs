//! The tags of a repository, and what refers to a manifest, page by page.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::asking::ask;
use super::command::Command;
use super::engine::FetchEngine;
use super::fail::fail;
use super::id::FetchId;
use super::job::{Goal, Job};
use super::list::{ListState, ReferrerList, TagList};
use super::question::{About, Then};
use super::repository::Repository;
use super::stop::stop;
use crate::image::digest::Digest;
use crate::limits;
use crate::registry::Answer;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::link::next_page;
use crate::registry::listing::{self, NoList, Tags};
use crate::registry::resource::{Resource, referrers_tag};
use crate::registry::url::Url;

/// Tags that a page is asked for.
const PAGE: usize = 1000;

/// Lists the tags of a repository that the visitor named.
pub(super) fn tags(fetch: &mut FetchEngine, repository: Repository) -> Vec<Command> {
    let Some(registry) = endpoint(&repository.registry) else { return Vec::new() };
    fetch.consents.insert(repository.registry.clone());
    let mut url = Resource::Tags.url(&registry, &repository.name);
    url.query = Some(format!("n={PAGE}"));
    let commands = close_tags(fetch);
    let seen = [url.to_string()].into();
    let job = fetch.jobs.add(Job::new(Rc::new(repository.clone()), Goal::Tags, url), true);
    let list = TagList {
        repository,
        tags: Vec::new(),
        state: ListState::Loading,
        pages: 0,
        other_name: None,
        job,
        seen,
        known: BTreeSet::new(),
    };
    fetch.lists.tags = Some(Rc::new(list));
    commands
}

/// Forgets the list of tags, and asks for no more of it.
pub(super) fn close_tags(fetch: &mut FetchEngine) -> Vec<Command> {
    let list = fetch.lists.tags.take();
    list.and_then(|list| stop(fetch, list.job)).into_iter().collect()
}

/// A page of tags came.
pub(super) fn tags_came(fetch: &mut FetchEngine, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.get_mut(id) else { return Vec::new() };
    let page = job.url.clone();
    let Some(list) = fetch.lists.tags_of(id) else {
        fetch.jobs.remove(id);
        return Vec::new();
    };
    let Some(Tags { name, tags }) = listing::tags(&answer.body) else {
        return fail(fetch, id, &Trouble::NoList);
    };
    if list.other_name.is_none() {
        list.other_name = name.filter(|name| *name != list.repository.name);
    }
    list.pages = list.pages.saturating_add(1);
    let guessed = guessed_page(&page, &tags);
    let new = tags.into_iter().filter(|tag| list.known.insert(tag.clone()));
    list.tags.extend(new.take(limits::TAGS.saturating_sub(list.tags.len())));
    let next = match next_page(&page, answer.headers.link.as_deref()) {
        Ok(Some(next)) => Some(next),
        // A page may hide where it goes on: asked for a thousand, and given as many or more, there may be more
        // after the last. OCI distribution 1.1.1, "Listing Tags".
        Ok(None) => guessed,
        Err(target) => return fail(fetch, id, &Trouble::BadLink(target)),
    };
    let is_cut = list.tags.len() >= limits::TAGS || list.pages >= limits::TAG_PAGES;
    match next {
        Some(next) if !is_cut => {
            if !list.seen.insert(next.to_string()) {
                return fail(fetch, id, &Trouble::BadLink(next.to_string()));
            }
            (job.url, job.tries, job.has_new_token) = (next, 0, false);
            fetch.jobs.requeue(id);
            Vec::new()
        }
        more => {
            list.state = if more.is_some() { ListState::Cut } else { ListState::Whole };
            let tags = list.tags.len();
            fetch.jobs.remove(id);
            vec![Command::Listed(tags)]
        }
    }
}

/// The page after the last tag, where a full page says nothing of what follows.
fn guessed_page(page: &Url, tags: &[String]) -> Option<Url> {
    let last = tags.last().filter(|_| tags.len() == PAGE)?;
    let plain = last.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-'));
    plain.then(|| Url { query: Some(format!("n={PAGE}&last={last}")), ..page.clone() })
}

/// Lists what refers to a manifest.
pub(super) fn referrers(fetch: &mut FetchEngine, repository: Repository, subject: Digest) -> Vec<Command> {
    if !fetch.may_ask(&repository.registry) {
        let registry = repository.registry.clone();
        let then = Then::Referrers(repository, subject);
        return ask(fetch, About::Registry { registry, then });
    }
    let Some(registry) = endpoint(&repository.registry) else { return Vec::new() };
    let old = fetch.lists.referrers.remove(&subject);
    let commands = old.and_then(|old| stop(fetch, old.job)).into_iter().collect();
    let url = Resource::Referrers(subject.clone()).url(&registry, &repository.name);
    let goal = Goal::Referrers { subject: subject.clone(), by_tag: false };
    let job = fetch.jobs.add(Job::new(Rc::new(repository.clone()), goal, url), true);
    let list = ReferrerList {
        repository,
        referrers: Vec::new(),
        state: ListState::Loading,
        by_tag: false,
        answered_with_subject: false,
        job,
        pages: 0,
    };
    fetch.lists.referrers.insert(subject, Rc::new(list));
    commands
}

/// Turns a job from the registry's own list of referrers to the tag that stands for one; whether it was there.
pub(super) fn referrers_by_tag(job: &mut Job) -> bool {
    let Goal::Referrers { subject, by_tag } = &mut job.goal else { return false };
    if std::mem::replace(by_tag, true) {
        return false;
    }
    job.url = Resource::Tagged(referrers_tag(subject)).url(&job.url, &job.repository.name);
    job.accept_all();
    true
}

/// A list of referrers came.
pub(super) fn referrers_came(fetch: &mut FetchEngine, id: FetchId, answer: &Answer) -> Vec<Command> {
    let Some(job) = fetch.jobs.get_mut(id) else { return Vec::new() };
    let Goal::Referrers { subject, by_tag } = job.goal.clone() else { return Vec::new() };
    let found = listing::referrers(&answer.body, &subject);
    if found.is_err() && referrers_by_tag(job) {
        job.tries = 0;
        fetch.jobs.requeue(id);
        return Vec::new();
    }
    let Some(list) = fetch.lists.referrers.get_mut(&subject).map(Rc::make_mut) else { return Vec::new() };
    list.by_tag = by_tag;
    list.pages = list.pages.saturating_add(1);
    match found {
        Ok(referrers) => list.referrers.extend(referrers),
        Err(NoList::Subject) => list.answered_with_subject = true,
        Err(NoList::NoIndex) => {}
    }
    // A tag stands for a list of one page.
    let next = match next_page(&job.url, answer.headers.link.as_deref().filter(|_| !by_tag)) {
        Ok(next) => next,
        Err(target) => return fail(fetch, id, &Trouble::BadLink(target)),
    };
    list.state = match next {
        // A list that goes in a circle ends at the bound of pages.
        Some(next) if list.referrers.len() < limits::REFERRERS && list.pages < limits::TAG_PAGES => {
            (job.url, job.tries) = (next, 0);
            fetch.jobs.requeue(id);
            return Vec::new();
        }
        Some(_) => ListState::Cut,
        None => ListState::Whole,
    };
    fetch.jobs.remove(id);
    Vec::new()
}
