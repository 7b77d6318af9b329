//! A reference is opened: typed, taken from a list, or named by a link.

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::view::View;
use super::offers::{Offer, OfferId};
use super::tell::tell;
use crate::fetch::{Event, Wish};
use crate::image::digest::Digest;
use crate::image::reference::Reference;
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
    let url = Url::parse(base.split('#').next().unwrap_or_default());
    tell(model, Event::Page { url, framed })
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
    if let Some(view) = view {
        model.fetching.linked = Some((reference.clone(), view));
    }
    let wish = match how {
        How::Typed => Wish::Visitor,
        How::Listed | How::Offered(_) => Wish::Pressed,
        How::Linked => Wish::Link,
    };
    tell(model, Event::Open { reference: reference.clone(), pin, wish })
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
