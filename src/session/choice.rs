//! Which entry each client would pull on the chosen host, and why.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use super::asked_host::{Asked, default_machine};
use super::inspection::Inspection;
use crate::image::platform::{Platform, PlatformError};
use crate::inspect::{NodeId, Tree, candidates_in_pieces, entry_node};
use crate::limits;
use crate::pace::{Pace, at_once};
use crate::select::hosts::{self, Machine};
use crate::select::matrix::same;
use crate::select::{
    Advice, Candidates, Client, DistinctEntries, Form, Groups, Host, OrderDependence, Outcome, Reason,
    advise, order_dependence, windows,
};

/// Platforms of an index that the chooser lists. Any other one can still be written.
pub const PLATFORMS: usize = 64;

/// Steps of [`Pace`] that the reason of one entry comes to.
const STEPS_OF_A_REASON: usize = 20;

/// What every client takes of one index on one host.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The index that is chosen from: the outermost one above the selected node.
    pub index: NodeId,
    /// Its entries.
    pub candidates: Rc<Candidates>,
    /// Which of them no client can tell apart.
    groups: Arc<Groups>,
    /// The machine of the chooser, where the host is one of it.
    pub machine: Option<&'static Machine>,
    /// Whether the host is asked for, or what each client finds.
    pub form: Form,
    /// The host as it was written, where it is no platform that can be read.
    pub not_a_host: Option<(String, PlatformError)>,
    /// The client whose choice is marked in the tree.
    pub client: Client,
    /// The platforms of the index as one writes them, each with its release of Windows where that has a name:
    /// to choose a host by. The first [`PLATFORMS`] of them.
    pub platforms: Rc<[(String, Option<&'static str>)]>,
    /// What each of [`Client::ALL`] does, in that order.
    pub verdicts: Vec<Verdict>,
    /// The entry that the chosen client takes.
    pub pick: Option<NodeId>,
    reasons: OnceCell<Vec<(Option<NodeId>, Reason)>>,
    orders: OnceCell<Vec<Option<OrderDependence>>>,
    advice: OnceCell<Vec<Advice>>,
    /// The revision of the documents that the candidates were made of.
    made_of: u64,
    pub(super) key: Key,
}

/// What one client does.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The client.
    pub client: Client,
    /// The host as this client sees it.
    pub host: Host,
    /// The outcome.
    pub outcome: Outcome,
    /// The entry that it takes.
    pub node: Option<NodeId>,
    /// What it takes, in a few words: a platform, or that it fails.
    pub takes: String,
    /// The release of Windows that the entry is for, where its build has a name.
    pub release: Option<&'static str>,
    /// Why, in one sentence; the client's own error text where it fails.
    pub why: String,
    /// It is known not to do what the chosen client does.
    pub differs: bool,
}

/// What a choice was worked out from.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// All else that a choice is made of changes with it.
    pub(super) tree: Rc<Tree>,
    pub(super) index: NodeId,
    pub(super) host: String,
    pub(super) form: Form,
    pub(super) client: Client,
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.tree, &other.tree)
            && (self.index, &self.host, self.form, self.client)
                == (other.index, &other.host, other.form, other.client)
    }
}

impl PartialEq for Choice {
    /// By what it was worked out from.
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Choice {
    /// `None` where there is no index to choose from.
    pub(super) async fn new(
        key: Key,
        inspection: &Inspection,
        old: Option<&Self>,
        pace: &Pace,
    ) -> Option<Self> {
        let tree = &*key.tree;
        let same = |old: &&Self| Rc::ptr_eq(&old.key.tree, &key.tree) && old.index == key.index;
        let (candidates, groups, platforms, made_of) = match old.filter(same) {
            Some(old) => {
                let (candidates, groups) = (Rc::clone(&old.candidates), Arc::clone(&old.groups));
                (candidates, groups, Rc::clone(&old.platforms), old.made_of)
            }
            None => {
                let candidates = candidates_in_pieces(&inspection.blobs, tree, key.index, pace).await?;
                let candidates = Rc::new(candidates);
                let platforms = listed(&candidates);
                let groups = Arc::new(Groups::in_pieces(&candidates, pace).await);
                (candidates, groups, platforms, inspection.revision())
            }
        };
        let (asked, not_a_host) = match Asked::read(&key.host, &candidates) {
            Ok(asked) => (asked, None),
            Err(error) => (Asked::Machine(default_machine()?), Some((key.host.clone(), error))),
        };
        let distinct = DistinctEntries::of(&candidates, Arc::clone(&groups));
        let own = distinct.pick(key.client, &asked.host(key.client, key.form));
        let node = |path: &[usize]| entry_node(tree, key.index, path);
        let verdict = |client| {
            let host = asked.host(client, key.form);
            let (outcome, reason) = distinct.pick_with_reason(client, &host);
            let path = outcome.picked();
            Verdict {
                client,
                node: path.and_then(node),
                takes: takes(&candidates, &outcome),
                release: release(&candidates, &outcome),
                why: why(&outcome, reason.as_ref()),
                differs: do_differ(&candidates, &outcome, &own),
                outcome,
                host,
            }
        };
        let mut verdicts = Vec::with_capacity(Client::ALL.len());
        for client in Client::ALL {
            verdicts.push(verdict(client));
            pace.spend(distinct.steps_of_a_pick()).await;
        }
        Some(Self {
            index: key.index,
            verdicts,
            pick: own.picked().and_then(node),
            reasons: OnceCell::new(),
            orders: OnceCell::new(),
            advice: OnceCell::new(),
            made_of,
            candidates: Rc::clone(&candidates),
            groups,
            platforms,
            machine: asked.machine(),
            form: key.form,
            not_a_host,
            client: key.client,
            key,
        })
    }

    /// The host as it was chosen or written: a machine's id, a platform, or empty for the default.
    #[must_use]
    pub fn host_text(&self) -> &str {
        &self.key.host
    }

    /// What is another where the entries are.
    #[must_use]
    pub fn candidates_revision(&self) -> (u64, NodeId) {
        (self.made_of, self.index)
    }

    /// The entries, to be picked from.
    #[must_use]
    pub fn distinct(&self) -> DistinctEntries<'_> {
        DistinctEntries::of(&self.candidates, Arc::clone(&self.groups))
    }

    /// What the chosen client does.
    #[must_use]
    pub fn own(&self) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.client == self.client)
    }

    /// Why each entry stands where it does for the chosen client, in the order of the index; worked out when
    /// it is first asked for.
    pub fn reasons(&self) -> &[(Option<NodeId>, Reason)] {
        self.reasons.get_or_init(|| at_once(self.reasoned(&Pace::default())))
    }

    /// Where the pick of a client depends on the order of the entries alone: for each verdict, in their order; worked
    /// out when it is first asked for. Of more than [`limits::ORDER_ENTRIES`] entries that is not tried.
    pub fn orders(&self) -> &[Option<OrderDependence>] {
        self.orders.get_or_init(|| at_once(self.ordered(&Pace::default())))
    }

    /// Changes of the index that would make all clients agree on this host, each tried out; worked out when it is first
    /// asked for.
    pub fn advice(&self) -> &[Advice] {
        self.advice.get_or_init(|| at_once(self.advised(&Pace::default())))
    }

    async fn advised(&self, pace: &Pace) -> Vec<Advice> {
        let host_of = |client| {
            let verdict = self.verdicts.iter().find(|verdict| verdict.client == client);
            verdict.map_or_else(|| Host::explicit(Platform::default()), |verdict| verdict.host.clone())
        };
        let mut advice = advise(&self.distinct(), host_of, pace).await;
        for it in &mut advice {
            it.also.retain(|machine| Some(*machine) != self.machine);
        }
        advice
    }

    /// Works out now, a piece at a time, what else would be when it is first asked for.
    async fn explained(self, pace: &Pace) -> Self {
        let reasons = self.reasoned(pace).await;
        let orders = self.ordered(pace).await;
        let advice = self.advised(pace).await;
        Self { reasons: reasons.into(), orders: orders.into(), advice: advice.into(), ..self }
    }

    async fn reasoned(&self, pace: &Pace) -> Vec<(Option<NodeId>, Reason)> {
        let Some(own) = self.own() else { return Vec::new() };
        let distinct = self.distinct();
        pace.spend(distinct.steps_of_a_pick()).await;
        let selection = distinct.select(own.client, &own.host);
        let mut reasons = Vec::with_capacity(selection.reasons.len());
        for reason in selection.reasons {
            pace.spend(STEPS_OF_A_REASON).await;
            reasons.push((entry_node(&self.key.tree, self.index, &reason.path), reason));
        }
        reasons
    }

    /// Nothing where the entries are too many to be tried in other orders.
    async fn ordered(&self, pace: &Pace) -> Vec<Option<OrderDependence>> {
        let distinct = self.distinct();
        let mut orders = Vec::with_capacity(self.verdicts.len());
        for verdict in &self.verdicts {
            let is_tried = self.candidates.entries.len() <= limits::ORDER_ENTRIES;
            orders.push(match is_tried {
                true => order_dependence(verdict.client, &verdict.host, &distinct, pace).await,
                false => None,
            });
        }
        orders
    }
}

fn takes(candidates: &Candidates, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Picked(path) => {
            let platform = candidates.get(path).and_then(|candidate| candidate.platform.as_ref());
            platform.map_or_else(|| "an entry without a platform".to_owned(), ToString::to_string)
        }
        Outcome::Failed(_) => "nothing: it fails".to_owned(),
        Outcome::NeedsConfig(_) => "not known: a config is missing here".to_owned(),
        Outcome::NeedsIndex(_) => "not known: an index is missing here".to_owned(),
        Outcome::Whole => "the whole index".to_owned(),
        Outcome::NotModelled(_) => "not known: it is not modelled here".to_owned(),
    }
}

fn release(candidates: &Candidates, outcome: &Outcome) -> Option<&'static str> {
    release_of(candidates.get(outcome.picked()?)?.platform.as_ref()?)
}

fn release_of(platform: &Platform) -> Option<&'static str> {
    (platform.os == "windows").then(|| windows::name(&platform.os_version)).flatten()
}

/// One does another thing than the other. Who takes the whole index makes no choice; and where a document is
/// missing, it is not known.
fn do_differ(candidates: &Candidates, one: &Outcome, other: &Outcome) -> bool {
    let decided = |outcome: &Outcome| outcome.failed() || outcome.picked().is_some();
    decided(one) && decided(other) && !same(candidates, one, other)
}

/// The first platforms of the entries that can be written as a host, in their order.
fn listed(candidates: &Candidates) -> Rc<[(String, Option<&'static str>)]> {
    // Few can't be written.
    let platforms = hosts::first_platforms(candidates, 4 * PLATFORMS).into_iter();
    let texts = platforms.map(|platform| (platform.to_string(), release_of(&platform)));
    texts.filter(|(text, _)| text.parse::<Platform>().is_ok()).take(PLATFORMS).collect()
}

fn why(outcome: &Outcome, reason: Option<&Reason>) -> String {
    let reason = reason.map(ToString::to_string).unwrap_or_default();
    match outcome {
        Outcome::Picked(_) => reason,
        Outcome::NeedsConfig(_) => reason + " Add its config, and the manifest that leads to it.",
        Outcome::NeedsIndex(_) => reason + " Add that index.",
        Outcome::Failed(error) => error.clone(),
        Outcome::NotModelled(why) => (*why).to_owned(),
        Outcome::Whole => "Without --platform it takes the whole index, and chooses no entry.".to_owned(),
    }
}

/// A choice that is worked out beside the page.
#[derive(Clone, Debug)]
pub struct Choosing {
    pub(super) key: Key,
    pub(super) inspection: Rc<Inspection>,
    /// The choice before it, which may have been made of the same entries.
    pub(super) old: Option<Rc<Choice>>,
}

impl PartialEq for Choosing {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Choosing {
    /// Works it out, a piece at a time.
    pub(super) async fn done(self, pace: &Pace) -> Option<Rc<Choice>> {
        let Self { key, inspection, old } = self;
        let choice = Choice::new(key, &inspection, old.as_deref(), pace).await?;
        Some(Rc::new(choice.explained(pace).await))
    }
}
