//! A reference is opened: typed, or named by a link.

use std::rc::Rc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::view::View;
use super::ask::{Then, What, ask};
use super::job::Goal;
use super::queue::{self, pump};
use crate::fetch::{FetchId, Repository};
use crate::image::digest::Digest;
use crate::image::reference::Reference;
use crate::limits;
use crate::registry::Request;
use crate::registry::diagnosis::{Next, Situation, Trouble, diagnose};
use crate::registry::endpoint::{Way, endpoint};
use crate::registry::relay::HOSTS_FILE;
use crate::registry::resource::Resource;
use crate::registry::url::Url;
use crate::verify::{Pin, Word};

/// Whose word it is that a registry be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The user's, who typed or pasted the reference.
    Typed,
    /// The user's, who took it out of a registry's list.
    Listed,
    /// The user's, who took an offer; the digest is the word of the output that named it.
    Offered(Word),
    /// A link's: the user is asked, unless everybody knows the registry.
    Linked,
}

impl How {
    /// Whose word a digest in the reference is.
    const fn word(self) -> Word {
        match self {
            Self::Typed => Word::Visitor,
            Self::Listed => Word::Listing,
            Self::Offered(word) => word,
            Self::Linked => Word::Link,
        }
    }
}

/// The page is open at this address, inside another page or not: its host may have a relay.
pub(in super::super) fn opened_at(model: &mut Model, base: &str, framed: bool) -> Vec<Effect> {
    model.fetching.framed = framed;
    let base = base.split('#').next().unwrap_or_default();
    model.fetching.page = Url::parse(base);
    if model.fetching.page.is_none() {
        return Vec::new();
    }
    let id = FetchId(model.fetching.number());
    model.fetching.relay_asked = Some(id);
    vec![Effect::Fetch { id, request: Request::get(HOSTS_FILE.to_owned(), limits::RELAY_BYTES as u64) }]
}

/// Opens a reference. What comes is to have the digest `expected`, where the reference itself has none; `view` is
/// what is to be shown of it once it is here.
pub(in super::super) fn open(
    model: &mut Model,
    reference: &Reference,
    how: How,
    expected: Option<Digest>,
    view: Option<View>,
) -> Vec<Effect> {
    let own = || Some(Pin { digest: reference.digest.clone()?, word: how.word() });
    let pin = expected.map(|digest| Pin { digest, word: Word::Visitor }).or_else(own);
    if how != How::Linked {
        queue::forget_failed_roots(&mut model.fetching);
        model.fetching.consents.insert(reference.registry.clone());
    }
    if !model.fetching.may_ask(&reference.registry) {
        let then = Then::Open(reference.clone(), pin, view.map(Box::new));
        return ask(model, What::Registry { registry: reference.registry.clone(), then });
    }
    start(model, reference, pin, view)
}

/// Fetches the document of a reference.
pub(super) fn start(
    model: &mut Model,
    reference: &Reference,
    pin: Option<Pin>,
    view: Option<View>,
) -> Vec<Effect> {
    let resource = Resource::of(reference);
    let Some(registry) = endpoint(&reference.registry) else {
        return bad_registry(model, reference, &resource);
    };
    model.fetching.goal = view;
    let url = resource.url(&registry, &reference.repository);
    // What failed before is tried anew.
    let is_same = |goal: &Goal| matches!(goal, Goal::Root(other, _) if other == reference);
    let before = model.fetching.jobs.iter().find(|(_, job)| is_same(&job.goal)).map(|(id, _)| *id);
    if let Some(before) = before {
        expect(model, before, pin);
        super::queue::again_if_failed(&mut model.fetching, before);
    } else {
        let repository = Rc::new(Repository::of(reference));
        model.fetching.in_vain.remove(&*repository);
        model.fetching.enqueue(&repository, Goal::Root(reference.clone(), pin), url, true);
    }
    let mut effects = vec![Effect::Announce(format!("Fetching {reference}."))];
    effects.extend(pump(model));
    effects
}

/// What is expected of a reference that is on its way already: what the visitor says stays.
fn expect(model: &mut Model, job: FetchId, pin: Option<Pin>) {
    let Some(Goal::Root(_, known)) = model.fetching.jobs.get_mut(&job).map(|job| &mut job.goal) else {
        return;
    };
    let stays = known.as_ref().is_some_and(|known| !known.word.came_along());
    if let Some(pin) = pin.filter(|pin| !(stays && pin.word.came_along())) {
        *known = Some(pin);
    }
}

fn bad_registry(model: &mut Model, reference: &Reference, resource: &Resource) -> Vec<Effect> {
    let Some(nowhere) = Url::parse("https://invalid/") else { return Vec::new() };
    let situation = Situation {
        reference,
        resource,
        url: &nowhere,
        is_realm: false,
        page: None,
        way: Way::Direct,
        has_relay: false,
        preflight: false,
        answered: false,
        framed: model.fetching.framed,
    };
    let diagnosis = diagnose(&situation, &Trouble::BadRegistry);
    let advice = diagnosis.next.iter().filter_map(|next| match next {
        Next::Advice(advice) => Some(advice.as_str()),
        _ => None,
    });
    let sentences: Vec<_> = std::iter::once(diagnosis.headline.as_str()).chain(advice).collect();
    super::super::notices::notice(model, super::super::model::Tone::Bad, sentences.join(" "))
}
