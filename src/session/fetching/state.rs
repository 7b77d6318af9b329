//! What is under way, and what is known of registries so far.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use super::super::view::View;
use super::access::{Access, Credentials};
use super::ask::Ask;
use super::job::{Goal, Job, Sent, State};
use super::landing::Landed;
use super::layers;
use super::missing::Missing;
use super::offers::Offers;
use crate::fetch::{FetchId, ReferrerList, Repository, TagList};
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::layers::JobId;
use crate::registry::public;
use crate::registry::relay::Relay;
use crate::registry::resource::ASKS;
use crate::registry::url::Url;

/// All that is under way and known of registries. What is secret in it prints as such, and nothing of it goes
/// into a link or a store.
#[derive(Clone, Debug, Default)]
pub struct Fetching {
    /// What the user is to be asked.
    pub asks: Vec<Ask>,
    /// Images that a tool's output names.
    pub(super) offers: Offers,
    /// The tags that were asked for.
    pub tags: Option<Rc<TagList>>,
    /// What refers to manifests, as far as it was asked for.
    pub referrers: BTreeMap<Digest, Rc<ReferrerList>>,
    /// The image that is shown, where all of it came from a registry: as it was asked for, with the digest that
    /// it stood for.
    pub(in super::super) image: Option<Reference>,
    /// The page's own address, where it came by http or https.
    pub(super) page: Option<Url>,
    /// Whether the page is shown inside another page: its user is asked for nothing there.
    pub(super) framed: bool,
    pub(super) relay: Relay,
    /// The request for the relay's file; nothing else is sent until it is answered.
    pub(super) relay_asked: Option<FetchId>,
    pub(super) jobs: BTreeMap<FetchId, Job>,
    pub(super) waiting: VecDeque<FetchId>,
    pub(super) running: BTreeSet<FetchId>,
    /// Layers that workers are at.
    pub(super) works: BTreeMap<JobId, FetchId>,
    /// Layers by their tickets.
    pub(super) layers: BTreeMap<JobId, FetchId>,
    pub(super) by_digest: HashMap<Digest, FetchId>,
    pub(super) access: BTreeMap<Repository, Access>,
    /// By the registry's host as it stands in URLs.
    pub(super) credentials: BTreeMap<String, Credentials>,
    /// Registries that the user had asked, by their names in references.
    pub(super) consents: BTreeSet<String>,
    /// Hosts of registries, origins of realms, and whether the user's name and password may go there.
    pub(super) realms: BTreeSet<(String, String, bool)>,
    /// Origins that gave an answer that could be read.
    pub(super) answered: BTreeSet<String>,
    /// Jobs that rest since their registry was asked too often: it is left alone for so long.
    pub(super) resting: BTreeSet<FetchId>,
    /// Requests of a repository that nothing could be read of, one after the other.
    pub(super) in_vain: BTreeMap<Repository, u32>,
    pub(super) landed: Vec<Landed>,
    pub(super) landing: bool,
    /// Repositories of which everything is to come.
    pub(super) all: BTreeSet<Repository>,
    /// What is to be shown once it is here.
    pub(super) goal: Option<View>,
    pub(super) missing: Missing,
    pub(super) done: usize,
    pub(super) bytes: u64,
    /// Documents and bytes since the page was opened, for the bounds.
    pub(super) documents_in_all: usize,
    pub(super) bytes_in_all: u64,
    pub(super) next: u64,
}

impl Fetching {
    /// A number that was not given before.
    pub(super) fn number(&mut self) -> u64 {
        self.next = self.next.saturating_add(1);
        self.next
    }

    /// Whether `registry`, as it stands in references, may be asked without the user's word: it had it, or
    /// everybody knows the registry, or it is the page's own host.
    pub(super) fn may_ask(&self, registry: &str) -> bool {
        self.consents.contains(registry) || public::is_public(registry) || self.is_own(registry)
    }

    pub(super) fn is_own(&self, registry: &str) -> bool {
        let endpoint = crate::registry::endpoint::endpoint(registry);
        self.page.as_ref().zip(endpoint.as_ref()).is_some_and(|(page, url)| page.is_same_origin(url))
    }

    /// Adds a job to the queue: at its front where it is urgent. The same document is fetched once.
    pub(super) fn enqueue(
        &mut self,
        repository: &Rc<Repository>,
        goal: Goal,
        url: Url,
        urgent: bool,
    ) -> Option<FetchId> {
        if self.waiting.is_empty() && self.running.is_empty() && self.pending() == 0 {
            (self.done, self.bytes) = (0, 0);
        }
        let asks = match &goal {
            Goal::Manifest(wanted) => {
                let first = crate::registry::resource::ask_for(wanted.media_type.as_deref());
                (0..ASKS.len()).rev().filter(|at| *at != first).chain([first]).collect()
            }
            Goal::Root(..) | Goal::Referrers { by_tag: true, .. } => (0..ASKS.len()).rev().collect(),
            _ => Vec::new(),
        };
        let job = Job {
            repository: Rc::clone(repository),
            goal,
            state: State::Waiting,
            url,
            asks,
            tries: 0,
            renewed: false,
            sent: Sent::default(),
            received: 0,
            total: None,
        };
        let of_descriptor = !matches!(job.goal, Goal::Root(..) | Goal::Layer(_));
        let known = job.digest().filter(|_| of_descriptor).and_then(|digest| self.by_digest.get(digest));
        if let Some(known) = known.copied() {
            if urgent {
                self.hurry(known);
            }
            return Some(known);
        }
        let id = FetchId(self.number());
        if let Some(digest) = job.digest().filter(|_| layers::of(&job).is_none()) {
            self.by_digest.entry(digest.clone()).or_insert(id);
        }
        self.jobs.insert(id, job);
        if urgent {
            self.waiting.push_front(id);
        } else {
            self.waiting.push_back(id);
        }
        Some(id)
    }

    /// Puts a job that waits at the queue's front.
    pub(super) fn hurry(&mut self, id: FetchId) {
        if self.jobs.get(&id).is_some_and(|job| matches!(job.state, State::Waiting)) {
            // Its old place is passed over when it comes up.
            self.waiting.push_front(id);
        }
    }

    /// Sends a job again as soon as there is room.
    pub(super) fn requeue(&mut self, id: FetchId) {
        if let Some(job) = self.jobs.get_mut(&id) {
            job.state = State::Waiting;
            (job.received, job.total) = (0, None);
            self.waiting.push_front(id);
        }
    }

    /// Takes a job away.
    pub(super) fn remove(&mut self, id: FetchId) -> Option<Job> {
        let job = self.jobs.remove(&id)?;
        if let Some(digest) = job.digest()
            && self.by_digest.get(digest) == Some(&id)
        {
            self.by_digest.remove(digest);
        }
        Some(job)
    }

    /// Jobs that are still to end, but for layers, of which their own progress tells.
    pub(super) fn pending(&self) -> usize {
        let counts = |job: &&Job| !matches!(job.state, State::Failed(_)) && layers::of(job).is_none();
        self.jobs.values().filter(counts).count()
    }
}
