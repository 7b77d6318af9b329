//! Images that a tool's output names by their digests: each can be fetched, once the user presses for it.

use super::super::effect::Effect;
use super::super::model::Model;
use super::open::{How, open};
use crate::image::printed::Named;
use crate::limits;
use crate::registry::endpoint::endpoint;
use crate::text::size::grouped;
use crate::verify::Word;

/// Tells one offer from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfferId(pub u64);

/// An image that can be fetched by the digest in a tool's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    id: OfferId,
    named: Named,
    word: Word,
}

/// All offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    list: Vec<Offer>,
    /// Images that are not among them.
    more: usize,
    last: u64,
}

impl Offers {
    /// None, in the place of these: no number is given again.
    #[must_use]
    pub(super) fn after(&self) -> Self {
        Self { last: self.last, ..Self::default() }
    }
}

/// The offers as they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffersView {
    /// What they are.
    pub title: String,
    /// What is to be known of them.
    pub sentence: String,
    /// Each of them.
    pub offers: Vec<OfferView>,
}

/// An offer as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferView {
    /// To be given back to take it.
    pub id: OfferId,
    /// The image, with its digest.
    pub reference: String,
    /// Where it stood, and by which tag.
    pub note: String,
    /// The host that would be asked.
    pub host: String,
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
    vec![Effect::Announce(view(offers).title)]
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

pub(super) fn view(offers: &Offers) -> OffersView {
    let Offers { list, more, .. } = offers;
    if list.is_empty() {
        return OffersView::default();
    }
    let title = match list.len() {
        1 => "A tool\u{2019}s output names an image by its digest.".to_owned(),
        count => format!("A tool\u{2019}s output names {} images by their digests.", grouped(count as u64)),
    };
    let left_out = match more {
        0 => String::new(),
        more => format!(" {} more are not listed.", grouped(*more as u64)),
    };
    let sentence = format!(
        "No registry was asked yet. What is fetched is compared with the digest in the output. Of the output, \
         nothing is kept but the documents in it.{left_out}"
    );
    OffersView { title, sentence, offers: list.iter().map(shown).collect() }
}

fn shown(Offer { id, named, .. }: &Offer) -> OfferView {
    let registry = &named.reference.registry;
    let tag = named.tag.as_ref().map(|tag| format!(", there with the tag {tag}")).unwrap_or_default();
    OfferView {
        id: *id,
        reference: named.reference.to_string(),
        note: format!("From {}{tag}", named.by),
        host: endpoint(registry).map_or_else(|| registry.clone(), |url| url.authority()),
    }
}
