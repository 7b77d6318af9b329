//! What the report says of the clients' choices on one host.

use std::collections::VecDeque;

use serde::Serialize;

use super::cut;
use crate::inspect::{NodeId, Tree};
use crate::select::{Outcome, Reason, Standing};
use crate::session::{Choice, Verdict};
use crate::view::SeveralImages;
use crate::view::place;

/// The images of a layout, of which one is to be chosen before a client chooses.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SeveralReport {
    /// The path of the layout's table of contents.
    pub layout: String,
    /// How many there are, and what to do.
    pub sentence: String,
    /// The first of them.
    pub images: Vec<NamedReport>,
    /// How many are not among them.
    pub more: usize,
}

/// An image of a layout.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedReport {
    /// The path of its node.
    pub node: String,
    /// Its name.
    pub name: String,
}

impl SeveralReport {
    pub fn of(tree: &Tree, several: SeveralImages) -> Self {
        let named = |(node, name): (NodeId, String)| NamedReport { node: tree.path(node).to_string(), name };
        Self {
            layout: tree.path(several.layout).to_string(),
            sentence: several.sentence,
            images: several.images.into_iter().map(named).collect(),
            more: several.more,
        }
    }
}

/// What each client takes on the chosen host.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceReport {
    /// The path of the index that is chosen from.
    pub index: String,
    /// The host: a machine's id, or a platform as it was written.
    pub host: String,
    /// What people call it.
    pub host_name: String,
    /// Why what was written is no host, and which host stands in.
    pub host_error: Option<String>,
    /// `explicit` (the platform is asked for) or `default` (what each client finds).
    pub form: &'static str,
    /// The chosen client.
    pub client: &'static str,
    /// Who of the clients of today does otherwise than the chosen one.
    pub accord: String,
    /// What each client does.
    pub clients: Vec<ClientReport>,
    /// Changes of the index that make all clients of today agree.
    pub advice: Vec<String>,
    /// Why each entry stands where it does for the chosen client. The last member: it is written a piece at a time.
    pub reasons: VecDeque<ReasonReport>,
}

/// What one client does.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientReport {
    /// Its id.
    pub client: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The version that its rule follows.
    pub version: &'static str,
    /// The host as it sees it.
    pub host: String,
    /// `picked`, `failed`, `needs-config`, `needs-index` or `whole`.
    pub outcome: &'static str,
    /// The number of the entry that it takes, from 1; `3.2` for the second one of an index inside.
    pub entry: Option<String>,
    /// The path of that entry's node.
    pub node: Option<String>,
    /// What it takes, in a few words.
    pub takes: String,
    /// Why.
    pub why: Option<String>,
    /// Its own error text, where it fails.
    pub error: Option<String>,
    /// Whether it is known not to do what the chosen client does.
    pub differs: bool,
    /// What it would take if the entries stood in another order.
    pub order: Option<String>,
}

/// Why one entry stands where it does.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReasonReport {
    /// The number of the entry.
    pub entry: String,
    /// The path of its node.
    pub node: Option<String>,
    /// `chosen`, `accepted`, `undecided` or `rejected`.
    pub standing: &'static str,
    /// Why.
    pub why: String,
}

impl ChoiceReport {
    /// What clients take, with no reasons yet.
    pub fn begun(tree: &Tree, choice: &Choice) -> Self {
        let verdicts = choice.verdicts.iter().zip(choice.orders_in_words());
        let host = choice.written_host();
        Self {
            index: tree.path(choice.index).to_string(),
            host: choice.machine.filter(|_| choice.not_a_host.is_none()).map_or(host, |it| it.id.to_owned()),
            host_name: choice.host_name(),
            host_error: choice.error(),
            form: choice.form.id(),
            client: choice.client.id(),
            accord: choice.accord(),
            clients: verdicts.map(|(verdict, order)| client(tree, verdict, order)).collect(),
            advice: choice.advice_in_words(),
            reasons: VecDeque::new(),
        }
    }
}

impl ReasonReport {
    /// Of the entry that `node` stands for.
    pub fn of(tree: &Tree, (node, reason): &(Option<NodeId>, Reason)) -> Self {
        Self {
            entry: place(&reason.path),
            node: node.map(|node| tree.path(node).to_string()),
            standing: match reason.standing {
                Standing::Chosen(_) => "chosen",
                Standing::Accepted { .. } => "accepted",
                Standing::Undecided(_) => "undecided",
                Standing::Rejected(_) => "rejected",
            },
            why: cut(reason),
        }
    }
}

fn client(tree: &Tree, verdict: &Verdict, order: Option<String>) -> ClientReport {
    let failed = verdict.outcome.failed();
    let why = cut(&verdict.why);
    ClientReport {
        client: verdict.client.id(),
        name: verdict.client.name(),
        version: verdict.client.profile().version,
        host: cut(&verdict.host.platform),
        outcome: outcome(&verdict.outcome),
        entry: verdict.outcome.picked().map(place),
        node: verdict.node.map(|node| tree.path(node).to_string()),
        takes: cut(&verdict.takes),
        why: (!failed && !why.is_empty()).then(|| why.clone()),
        error: failed.then_some(why),
        differs: verdict.differs,
        order,
    }
}

/// A stable word for the outcome of a choice.
pub const fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Picked(_) => "picked",
        Outcome::Failed(_) => "failed",
        Outcome::NeedsConfig(_) => "needs-config",
        Outcome::NeedsIndex(_) => "needs-index",
        Outcome::Whole => "whole",
        Outcome::NotModelled(_) => "not-modelled",
    }
}
