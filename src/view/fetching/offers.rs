//! Offers to fetch what a tool's output names, in words.

use crate::registry::endpoint::endpoint;
use crate::session::{Offer, OfferId, Offers};
use crate::text::size::grouped;

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

/// The offers in words.
pub(super) fn offers_view(offers: &Offers) -> OffersView {
    let Offers { list, more, .. } = offers;
    if list.is_empty() {
        return OffersView::default();
    }
    let title = title(list.len());
    let left_out = match more {
        0 => String::new(),
        more => format!(" {} more are not listed.", grouped(*more as u64)),
    };
    let sentence = format!(
        "No registry was asked yet. What is fetched is compared with the digest in the output. Of the output, \
         nothing is kept but the documents in it.{left_out}"
    );
    OffersView { title, sentence, offers: list.iter().map(one).collect() }
}

fn one(Offer { id, named, .. }: &Offer) -> OfferView {
    let registry = &named.reference.registry;
    let tag = named.tag.as_ref().map(|tag| format!(", there with the tag {tag}")).unwrap_or_default();
    OfferView {
        id: *id,
        reference: named.reference.to_string(),
        note: format!("From {}{tag}", named.by),
        host: endpoint(registry).map_or_else(|| registry.clone(), |url| url.authority()),
    }
}

/// What is said of so many offers.
pub(in crate::view) fn title(count: usize) -> String {
    match count {
        1 => "A tool\u{2019}s output names an image by its digest.".to_owned(),
        count => format!("A tool\u{2019}s output names {} images by their digests.", grouped(count as u64)),
    }
}
