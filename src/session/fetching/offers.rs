//! Images that a tool's output names by their digests: each can be fetched, once the user presses for it.

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::said::Said;
use super::open::{How, open};
use crate::image::printed::Named;
use crate::limits;
use crate::verify::Word;

/// Tells one offer from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfferId(pub u64);

/// An image that can be fetched by the digest in a tool's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Tells it from others.
    pub id: OfferId,
    /// What the output says of it.
    pub named: Named,
    word: Word,
}

/// All offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Each of them.
    pub list: Vec<Offer>,
    /// Images that are not among them.
    pub more: usize,
    last: u64,
}

impl Offers {
    /// None, in the place of these: no number is given again.
    #[must_use]
    pub(super) fn after(&self) -> Self {
        Self { last: self.last, ..Self::default() }
    }
}

/// Offers images; `word` is that of the digests. Nothing is asked of a registry.
pub(in super::super) fn offer(model: &mut Model, images: Vec<Named>, more: usize, word: Word) -> Vec<Effect> {
    let offers = &mut model.fetching.offers;
    for named in images {
        let is_known = |offer: &Offer| offer.named.reference == named.reference;
        if offers.list.iter().any(is_known) {
            continue;
        }
        if offers.list.len() >= limits::PRINTED_IMAGES {
            offers.more = offers.more.saturating_add(1);
            continue;
        }
        offers.last = offers.last.saturating_add(1);
        offers.list.push(Offer { id: OfferId(offers.last), named, word });
    }
    offers.more = offers.more.saturating_add(more);
    vec![Effect::Announce(Said::Offers(offers.list.len()))]
}

/// The user takes an offer.
pub(in super::super) fn take_offer(model: &mut Model, id: OfferId) -> Vec<Effect> {
    let offers = &mut model.fetching.offers.list;
    let Some(at) = offers.iter().position(|offer| offer.id == id) else { return Vec::new() };
    let Offer { named, word, .. } = offers.remove(at);
    // A page inside another refuses, and the offer stays.
    if model.fetch.is_framed() && !model.fetch.may_ask(&named.reference.registry) {
        model.fetching.offers.list.insert(at, Offer { id, named: named.clone(), word });
    }
    open(model, &named.reference, How::Offered(word), None, None)
}

/// The user wants none of them.
pub(in super::super) fn dismiss_offers(model: &mut Model) {
    model.fetching.offers = model.fetching.offers.after();
}
