//! Images that a tool's output names, each to be fetched.

use yew::prelude::*;

use crate::session::{FetchMsg, Msg, Tone};

use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;
use crate::view::OffersView;

/// The offers, each with a button.
pub fn offers(view: &OffersView, on: &Callback<Msg>) -> Html {
    if view.offers.is_empty() {
        return Html::default();
    }
    let row = |offer: &crate::view::OfferView| {
        let id = offer.id;
        let take = on.reform(move |_: MouseEvent| Msg::Fetch(FetchMsg::TakeOffer(id)));
        html! {
            <li key={id.0}>
                <p class="code">{ safe_text(&offer.reference) }</p>
                <p class="soft">{ safe_text(&offer.note) }</p>
                <button type="button" class="button" onclick={take}>
                    <span>{ "Fetch from " }{ safe_text(&offer.host) }</span>
                </button>
            </li>
        }
    };
    let inside = html! {
        <section class="offers" aria-label={view.title.clone()}>
            <h2>{ &view.title }</h2>
            <p>{ &view.sentence }</p>
            <ul>{ for view.offers.iter().map(row) }</ul>
        </section>
    };
    notice(Tone::Note, inside, Some(on.reform(|_: MouseEvent| Msg::Fetch(FetchMsg::DismissOffers))))
}
