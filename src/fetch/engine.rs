//! The engine's state, and what can be asked of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::access::Accesses;
use super::command::Landed;
use super::id::{FetchId, QuestionId};
use super::job::{Job, State, Subject};
use super::jobs::Jobs;
use super::list::{ListState, ReferrerList, TagList};
use super::lists::Lists;
use super::problem::Problem;
use super::question::Question;
use super::repository::Repository;
use crate::image::digest::Digest;
use crate::keyed::HashMap;
use crate::limits;
use crate::registry::endpoint::endpoint;
use crate::registry::hosts;
use crate::registry::public;
use crate::registry::relay::Relay;
use crate::registry::url::Url;

/// All that is to come, and all that is known of registries. What is secret in it prints as such, and nothing of it
/// goes into a link or a store.
#[derive(Clone, Debug, Default)]
pub struct FetchEngine {
    pub(super) jobs: Jobs,
    pub(super) accesses: Accesses,
    pub(super) lists: Lists,
    pub(super) questions: Vec<Question>,
    /// Registries that the visitor had asked, by their names in references.
    pub(super) consents: BTreeSet<String>,
    /// Origins that gave an answer that could be read.
    pub(super) answered: BTreeSet<String>,
    /// Requests of a repository that nothing could be read of, one after the other.
    pub(super) in_vain: HashMap<Repository, u32>,
    /// Repositories of which everything is to come.
    pub(super) all: BTreeSet<Repository>,
    pub(super) landing: Landing,
    pub(super) page: Page,
    /// Events that were taken, but for progress.
    pub(super) changes: u64,
}

/// Documents that came and were not given away yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Landing {
    pub landed: Vec<(FetchId, Landed)>,
    /// Whether one came in this event, and it is waited for.
    pub fresh: Option<bool>,
    /// Whether a wait for more of them is on.
    pub is_set: bool,
    /// Documents and bytes since the page was opened, for the bounds.
    pub documents: usize,
    pub bytes: u64,
}

/// What is known of the page itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its own address, where it came by http or https.
    pub url: Option<Url>,
    /// Whether it is shown inside another page.
    pub framed: bool,
    pub relay: Relay,
    /// The request for the relay's file; nothing else is sent until it is answered.
    pub relay_request: Option<FetchId>,
}

/// How far all is, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Documents and lists that are here.
    pub done: usize,
    /// Those, and the ones that are still to come as far as that is known.
    pub total: usize,
    /// Bytes that came.
    pub bytes: u64,
}

/// How the bytes of a digest are coming.
#[derive(Clone, Debug)]
pub enum FetchState<'a> {
    /// They wait for their turn, a token, or the end of a backoff.
    Pending,
    /// They are coming.
    InFlight {
        /// Bytes so far.
        received: u64,
        /// Bytes in all, as far as that is known.
        total: Option<u64>,
    },
    /// They did not come.
    Failed(FetchId, &'a Rc<Problem>),
}

impl<'a> FetchState<'a> {
    fn of(id: FetchId, job: &'a Job) -> Self {
        match &job.state {
            State::InFlight | State::Landing => Self::InFlight { received: job.received, total: job.total },
            State::Pending | State::Backoff | State::WithoutToken => Self::Pending,
            State::Failed(problem) => Self::Failed(id, problem),
        }
    }
}

impl FetchEngine {
    /// Whether `registry`, as it stands in references, may be asked without the visitor's word: it had it, or
    /// everybody knows the registry, or it is the page's own host.
    #[must_use]
    pub fn may_ask(&self, registry: &str) -> bool {
        let is_own = || {
            let endpoint = endpoint(registry);
            self.page.url.as_ref().zip(endpoint.as_ref()).is_some_and(|(page, url)| page.is_same_origin(url))
        };
        self.consents.contains(registry) || public::is_public(registry) || is_own()
    }

    /// Whether `registry`, as it stands in references, is asked by its own API, for pages may not read the rest.
    #[must_use]
    pub fn asks_api_of(&self, registry: &str) -> bool {
        let host = endpoint(registry);
        let is_relayed = host.as_ref().is_some_and(|url| self.page.relay.path(url).is_some());
        let is_signed_in = host.is_some_and(|url| self.accesses.credentials.contains_key(&url.authority()));
        hosts::api(registry).is_some() && !is_relayed && !is_signed_in
    }

    /// Whether the page is shown inside another page.
    #[must_use]
    pub const fn is_framed(&self) -> bool {
        self.page.framed
    }

    /// What the visitor is asked.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// One of the questions.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The tags that were asked for.
    #[must_use]
    pub const fn tags(&self) -> Option<&Rc<TagList>> {
        self.lists.tags.as_ref()
    }

    /// What refers to manifests, as far as it was asked for.
    #[must_use]
    pub const fn referrers(&self) -> &BTreeMap<Digest, Rc<ReferrerList>> {
        &self.lists.referrers
    }

    /// How far it is with what cosign keeps beside the image of a digest, by the end of its tag: here where it is whole, and
    /// not there where it is cut. `None` where it was not asked for.
    #[must_use]
    pub fn beside(&self, digest: &Digest, end: &'static str) -> Option<ListState> {
        self.lists.beside.get(&(digest.clone(), end)).copied()
    }

    /// Hosts of registries that the visitor gave a name and a password for.
    pub fn signed_in(&self) -> impl Iterator<Item = &str> {
        self.accesses.credentials.keys().map(String::as_str)
    }

    /// How far all is, while something is to come.
    #[must_use]
    pub fn counted(&self) -> Option<Counted> {
        let left = self.jobs.unfinished();
        let coming = self.jobs.standing().received();
        let done = self.jobs.done;
        let total = done.saturating_add(left);
        (left > 0).then(|| Counted { done, total, bytes: self.jobs.bytes.saturating_add(coming) })
    }

    /// What changes whenever a job is added or taken away.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.jobs.revision()
    }

    /// What changes whenever anything may have changed but how many bytes came.
    #[must_use]
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// How the document of a digest is coming; `None` where no job brings it.
    #[must_use]
    pub fn state_of(&self, digest: &Digest) -> Option<FetchState<'_>> {
        self.jobs.of_digest(digest).map(|(id, job)| FetchState::of(id, job))
    }

    /// What is shown of a digest's bytes, layers' among them: that they are coming, or failed.
    #[must_use]
    pub fn shown_of(&self, digest: &Digest) -> Option<FetchState<'_>> {
        let id = self.jobs.standing().shown(digest)?;
        self.jobs.get(id).map(|job| FetchState::of(id, job))
    }

    /// All digests of which [`Self::shown_of`] says something.
    pub fn all_shown(&self) -> impl Iterator<Item = &Digest> {
        self.jobs.standing().all_shown()
    }

    /// What grows with each change of what [`Self::shown_of`] says.
    #[must_use]
    pub const fn shown_changes(&self) -> u64 {
        self.jobs.standing().changes()
    }

    /// The digests of which it may say something else since that was so much; `None` where that is too long ago.
    pub fn shown_since(&self, changes: u64) -> Option<impl Iterator<Item = &Digest>> {
        self.jobs.standing().changed_since(changes)
    }

    /// What failed, those that are alike as one: the first of them, why, and how many they are.
    pub fn problems(&self) -> impl Iterator<Item = (FetchId, &Rc<Problem>, usize)> {
        let groups = self.jobs.standing().groups();
        groups.filter_map(|(id, count)| match &self.jobs.get(id)?.state {
            State::Failed(problem) => Some((id, problem, count)),
            _ => None,
        })
    }

    /// How many [`Self::problems`] there are.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.jobs.standing().groups().len()
    }

    /// What failed, and why.
    pub fn failures(&self) -> impl Iterator<Item = (FetchId, &Rc<Problem>)> {
        self.jobs.iter().filter_map(|(id, job)| match &job.state {
            State::Failed(problem) => Some((id, problem)),
            _ => None,
        })
    }

    /// What a job brings.
    #[must_use]
    pub fn subject(&self, id: FetchId) -> Option<Subject> {
        self.jobs.get(id).map(Job::subject)
    }

    /// Whether as many documents were fetched as are kept.
    pub(super) const fn is_enough(&self) -> bool {
        self.landing.documents >= limits::FETCHED_DOCUMENTS || self.landing.bytes >= limits::FETCHED_BYTES
    }
}
