//! Images are offered that a tool's output names.

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::said::Said;
use super::offers::{Offer, OfferId};
use crate::image::printed::Named;
use crate::limits;
use crate::verify::Word;

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

/// The user wants none of them.
pub(in super::super) fn dismiss_offers(model: &mut Model) {
    model.fetching.offers = model.fetching.offers.after();
}
