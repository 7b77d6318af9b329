//! Lists: the tags of a repository, and what refers to a manifest.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::ask::{Then, What, ask};
use super::job::{Goal, Job};
use super::queue::{pump, stop_job};
use super::state::Fetching;
use super::trouble::fail;
use super::want;
use crate::fetch::{FetchId, ListState, ReferrerList, Repository, TagList};
use crate::image::digest::{Digest, Registered};
use crate::image::reference::Reference;
use crate::inspect::NodeId;
use crate::limits;
use crate::registry::Answer;
use crate::registry::diagnosis::Trouble;
use crate::registry::endpoint::endpoint;
use crate::registry::link::next_page;
use crate::registry::listing::{self, NoList};
use crate::registry::resource::{ASKS, Resource, referrers_tag};
use crate::registry::url::Url;

/// Lists the tags of the repository of `reference`, as a user wrote it.
pub(in super::super) fn fetch_tags(model: &mut Model, reference: &str) -> Vec<Effect> {
    let Ok(reference) = reference.parse::<Reference>() else { return Vec::new() };
    let Some(registry) = endpoint(&reference.registry) else { return Vec::new() };
    model.fetching.consents.insert(reference.registry.clone());
    let repository = Repository::of(&reference);
    let mut url = Resource::Tags.url(&registry, &repository.name);
    url.query = Some("n=1000".to_owned());
    let old = model.fetching.tags.take();
    let mut effects = old.map(|old| stop_job(&mut model.fetching, old.job)).unwrap_or_default();
    let seen = [url.to_string()].into();
    let Some(job) = model.fetching.enqueue(&Rc::new(repository.clone()), Goal::Tags, url, true) else {
        return effects;
    };
    let list = TagList { repository, tags: Vec::new(), state: ListState::Loading, pages: 0, job, seen };
    model.fetching.tags = Some(Rc::new(list));
    effects.extend(pump(model));
    effects
}

/// Puts the list of tags away, and asks for no more of it.
pub(in super::super) fn close_tags(model: &mut Model) -> Vec<Effect> {
    let Some(list) = model.fetching.tags.take() else { return Vec::new() };
    let mut effects = stop_job(&mut model.fetching, list.job);
    effects.extend(pump(model));
    effects
}

/// A page of tags came.
pub(super) fn tags_came(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let fetching = &mut model.fetching;
    let Some(job) = fetching.jobs.get(&id) else { return Vec::new() };
    let page = job.url.clone();
    let Some(list) = fetching.tags.as_mut().filter(|list| list.job == id).map(Rc::make_mut) else {
        fetching.remove(id);
        return pump(model);
    };
    let Some(tags) = listing::tags(&answer.body) else { return fail(model, id, &Trouble::NoList, None) };
    list.pages = list.pages.saturating_add(1);
    let before = list.tags.len();
    list.tags.extend(tags);
    list.tags.truncate(limits::TAGS);
    let next = match next_page(&page, answer.headers.link.as_deref()) {
        Ok(Some(next)) => Some(next),
        // A page may hide where it goes on: asked for a thousand, and given as many or more, there may be more
        // behind the last. OCI distribution 1.1.1, "Listing Tags".
        Ok(None) => guessed_page(&page, list, before),
        Err(target) => return fail(model, id, &Trouble::BadLink(target), None),
    };
    let is_cut = list.tags.len() >= limits::TAGS || list.pages >= limits::TAG_PAGES;
    match next {
        Some(next) if !is_cut => {
            if !list.seen.insert(next.to_string()) {
                return fail(model, id, &Trouble::BadLink(next.to_string()), None);
            }
            if let Some(job) = fetching.jobs.get_mut(&id) {
                (job.url, job.tries, job.renewed) = (next, 0, false);
            }
            fetching.requeue(id);
        }
        more => {
            list.state = if more.is_some() { ListState::Cut } else { ListState::Whole };
            let sentence = format!("{} tags", list.tags.len());
            fetching.remove(id);
            let mut effects = pump(model);
            effects.push(Effect::Announce(sentence));
            return effects;
        }
    }
    pump(model)
}

/// The page behind the last tag, where a full page says nothing of what follows.
fn guessed_page(page: &Url, list: &TagList, before: usize) -> Option<Url> {
    let is_full = list.tags.len().saturating_sub(before) == 1000;
    let last = list.tags.last().filter(|_| is_full)?;
    let plain = last.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-'));
    plain.then(|| Url { query: Some(format!("n=1000&last={last}")), ..page.clone() })
}

/// Lists what refers to the manifest of a node.
pub(in super::super) fn fetch_referrers(model: &mut Model, node: NodeId) -> Vec<Effect> {
    let Some((repository, subject)) = subject(model, node) else { return Vec::new() };
    if !model.fetching.may_ask(&repository.registry) {
        let then = Then::Referrers(model.inspection.tree.path(node));
        return ask(model, What::Registry { registry: repository.registry, then });
    }
    let Some(registry) = endpoint(&repository.registry) else { return Vec::new() };
    let old = model.fetching.referrers.remove(&subject);
    let mut effects = old.map(|old| stop_job(&mut model.fetching, old.job)).unwrap_or_default();
    let url = Resource::Referrers(subject.clone()).url(&registry, &repository.name);
    let goal = Goal::Referrers { subject: subject.clone(), by_tag: false };
    let Some(job) = model.fetching.enqueue(&Rc::new(repository.clone()), goal, url, true) else {
        return effects;
    };
    let list = ReferrerList {
        repository,
        referrers: Vec::new(),
        state: ListState::Loading,
        by_tag: false,
        answered_with_subject: false,
        job,
        pages: 0,
    };
    model.fetching.referrers.insert(subject, Rc::new(list));
    effects.extend(pump(model));
    effects
}

/// The repository and the digest of a node's own bytes.
pub(super) fn subject(model: &Model, node: NodeId) -> Option<(Repository, Digest)> {
    let repository = want::repository(&model.inspection, node)?;
    let node = model.inspection.tree.get(node)?;
    let own = || model.inspection.blobs.get(node.blob?)?.digest(Registered::Sha256);
    Some((repository, node.stated_digest().or_else(own)?.clone()))
}

/// Turns a job from the registry's own list of referrers to the tag that stands for one; whether it was there.
pub(super) fn referrers_by_tag(job: &mut Job) -> bool {
    let Goal::Referrers { subject, by_tag } = &mut job.goal else { return false };
    if std::mem::replace(by_tag, true) {
        return false;
    }
    job.url = Resource::Tagged(referrers_tag(subject)).url(&job.url, &job.repository.name);
    // It is an index or nothing.
    job.asks = (0..ASKS.len()).take(1).collect();
    true
}

/// A list of referrers came.
pub(super) fn referrers_came(model: &mut Model, id: FetchId, answer: &Answer) -> Vec<Effect> {
    let fetching = &mut model.fetching;
    let Some(job) = fetching.jobs.get_mut(&id) else { return Vec::new() };
    let Goal::Referrers { subject, by_tag } = job.goal.clone() else { return Vec::new() };
    let found = listing::referrers(&answer.body, &subject);
    if found.is_err() && referrers_by_tag(job) {
        job.tries = 0;
        fetching.requeue(id);
        return pump(model);
    }
    let page = job.url.clone();
    let Some(list) = fetching.referrers.get_mut(&subject).map(Rc::make_mut) else { return Vec::new() };
    list.by_tag = by_tag;
    list.pages = list.pages.saturating_add(1);
    match found {
        Ok(referrers) => list.referrers.extend(referrers),
        Err(NoList::Subject) => list.answered_with_subject = true,
        Err(NoList::NoIndex) => {}
    }
    // A tag stands for a list of one page.
    let next = match next_page(&page, answer.headers.link.as_deref().filter(|_| !by_tag)) {
        Ok(next) => next,
        Err(target) => return fail(model, id, &Trouble::BadLink(target), None),
    };
    list.state = match next {
        // A list that goes in a circle ends at the bound of pages.
        Some(next) if list.referrers.len() < limits::REFERRERS && list.pages < limits::TAG_PAGES => {
            if let Some(job) = fetching.jobs.get_mut(&id) {
                (job.url, job.tries) = (next, 0);
            }
            fetching.requeue(id);
            return pump(model);
        }
        Some(_) => ListState::Cut,
        None => ListState::Whole,
    };
    fetching.remove(id);
    pump(model)
}

/// A job failed: so did its list. That a tag is not there says that nothing refers to its digest.
pub(super) fn failed(fetching: &mut Fetching, id: FetchId, trouble: &Trouble) -> bool {
    if let Some(list) = fetching.tags.as_mut().filter(|list| list.job == id) {
        Rc::make_mut(list).state = ListState::Failed;
    }
    let Some(Goal::Referrers { subject, by_tag }) = fetching.jobs.get(&id).map(|job| job.goal.clone()) else {
        return false;
    };
    let is_none = by_tag && matches!(trouble, Trouble::Status(404, _));
    if let Some(list) = fetching.referrers.get_mut(&subject).map(Rc::make_mut) {
        list.by_tag = by_tag;
        list.state = if is_none { ListState::Whole } else { ListState::Failed };
    }
    is_none
}

/// A job is tried again: so is its list.
pub(super) fn again(fetching: &mut Fetching, id: FetchId) {
    if let Some(list) = fetching.tags.as_mut().filter(|list| list.job == id) {
        Rc::make_mut(list).state = ListState::Loading;
    }
    if let Some(Goal::Referrers { subject, .. }) = fetching.jobs.get(&id).map(|job| job.goal.clone())
        && let Some(list) = fetching.referrers.get_mut(&subject)
    {
        Rc::make_mut(list).state = ListState::Loading;
    }
}

/// All was stopped: lists that were under way are not.
pub(super) fn stopped(fetching: &mut Fetching) {
    if let Some(list) = fetching.tags.as_mut().filter(|list| list.state == ListState::Loading) {
        Rc::make_mut(list).state = ListState::Cut;
    }
    for list in fetching.referrers.values_mut().filter(|list| list.state == ListState::Loading) {
        Rc::make_mut(list).state = ListState::Cut;
    }
}
