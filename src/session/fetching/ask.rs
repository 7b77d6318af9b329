//! What the user is asked before it is done.

use std::rc::Rc;

use super::super::archives;
use super::super::effect::Effect;
use super::super::model::{Model, Tone};
use super::super::notices::notice;
use super::super::view::View;
use super::{access, lists, open, queue, trouble, want};
use crate::fetch::{FetchId, Repository};
use crate::image::reference::Reference;
use crate::inspect::NodePath;
use crate::registry::diagnosis::{FRAMED, Trouble};
use crate::registry::realm::Concern;
use crate::registry::url::Url;
use crate::verify::Pin;

/// Tells one question from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AskId(pub u64);

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Tells it from others.
    pub id: AskId,
    /// What is asked.
    pub(super) what: What,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Whether a registry may be asked that only a link or a document names.
    Registry { registry: String, then: Then },
    /// Whether a realm may be asked for a token.
    Realm {
        repository: Rc<Repository>,
        /// The registry's host as it stands in URLs.
        host: String,
        realm: Url,
        concern: Concern,
        /// Whether the user's name and password would go there.
        own: bool,
    },
}

/// What is done once the registry may be asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Then {
    /// A reference is opened.
    Open(Reference, Option<Pin>, Option<Box<View>>),
    /// A node's bytes are fetched.
    Node(NodePath),
    /// What refers to a node is listed.
    Referrers(NodePath),
    /// The layers of a node are fetched and opened.
    Layers(NodePath),
    /// The tables of contents of the layers of a node are fetched and listed.
    Tables(NodePath),
    /// All that the chosen image names is fetched.
    All,
}

/// Asks, unless the same is asked already. A page that is shown inside another asks nothing, and says why.
pub(super) fn ask(model: &mut Model, what: What) -> Vec<Effect> {
    if model.fetching.framed {
        return not_asked(model, what);
    }
    if model.fetching.asks.iter().any(|ask| ask.what == what) {
        return Vec::new();
    }
    let id = AskId(model.fetching.number());
    let ask = Ask { id, what };
    let announcement = super::view::ask_view(&ask).title;
    model.fetching.asks.push(ask);
    vec![Effect::Announce(announcement)]
}

fn not_asked(model: &mut Model, what: What) -> Vec<Effect> {
    match what {
        What::Registry { registry, .. } => {
            let text = format!("{registry} was not asked: a link or a document, not you, named it. {FRAMED}");
            notice(model, Tone::Bad, text)
        }
        What::Realm { repository, realm, .. } => {
            let held: Vec<FetchId> = access::held(model, &repository);
            trouble::fail_all(model, &held, &Trouble::Framed(realm.authority()), None)
        }
    }
}

/// Does what was asked, or leaves it.
pub(in super::super) fn answer_ask(model: &mut Model, id: AskId, yes: bool) -> Vec<Effect> {
    let Some(at) = model.fetching.asks.iter().position(|ask| ask.id == id) else { return Vec::new() };
    match (model.fetching.asks.remove(at).what, yes) {
        (What::Registry { registry, then }, true) => {
            model.fetching.consents.insert(registry);
            match then {
                Then::Open(reference, pin, view) => {
                    open::start(model, &reference, pin, view.map(|view| *view))
                }
                Then::Node(path) => match model.inspection.tree.find(&path) {
                    Some(node) => want::fetch_node(model, node),
                    None => Vec::new(),
                },
                Then::Referrers(path) => match model.inspection.tree.find(&path) {
                    Some(node) => lists::fetch_referrers(model, node),
                    None => Vec::new(),
                },
                Then::Layers(path) => match model.inspection.tree.find(&path) {
                    Some(node) => archives::open(model, node),
                    None => Vec::new(),
                },
                Then::Tables(path) => match model.inspection.tree.find(&path) {
                    Some(node) => archives::list(model, node),
                    None => Vec::new(),
                },
                Then::All => want::fetch_all(model),
            }
        }
        (What::Registry { .. }, false) => Vec::new(),
        (What::Realm { repository, host, realm, own, .. }, true) => {
            model.fetching.realms.insert((host, realm.origin(), own));
            let mut effects = access::get_token(model, &repository);
            effects.extend(queue::pump(model));
            effects
        }
        (What::Realm { repository, realm, .. }, false) => {
            let held: Vec<FetchId> = access::held(model, &repository);
            trouble::fail_all(model, &held, &Trouble::Declined(realm.authority()), None)
        }
    }
}
