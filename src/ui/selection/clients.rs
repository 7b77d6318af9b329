//! What every client does on the chosen host, side by side, and what would make all agree.

use yew::prelude::*;

use super::super::safe_text::safe_text;
use super::client_row::client_row;
use super::event::{Event, Part, press};
use super::state::State;
use crate::session::{Choice, Msg};

/// The table of the clients of today, and with the older ones where they are asked for.
pub fn clients(strip: &State, choice: &Choice, on: &Callback<Msg>) -> Html {
    let older = strip.is_open(Part::Older);
    let Some((orders, advice)) = &strip.told else { return Html::default() };
    let rows = choice.verdicts.iter().zip(orders);
    let rows = rows.filter(|(verdict, _)| older || verdict.client.is_of_today());
    let rows: Html = rows.map(|(verdict, order)| client_row(choice, verdict, order.as_deref(), on)).collect();
    html! {
        <>
            <table class="clients">
                <caption class="visually-hidden">{ "What each client takes on " }{ choice.host_name() }</caption>
                <thead>
                    <tr><th scope="col">{ "Client" }</th><th scope="col">{ "Would pull" }</th><th scope="col">{ "Why" }</th></tr>
                </thead>
                <tbody>{ rows }</tbody>
            </table>
            <div class="clients-more">
                <button type="button" class="entry-link" aria-expanded={older.to_string()}
                    onclick={press(&strip.ui, Event::Toggle(Part::Older))}>
                    { if older { "Hide older clients and the specification" } else { "Older clients and the specification" } }
                </button>
                if !older { <span class="soft">{ choice.older_in_words() }</span> }
            </div>
            if !advice.is_empty() {
                <ul class="advice" aria-label="What would make all clients agree">
                    { for advice.iter().map(|sentence| html! { <li>{ safe_text(sentence) }</li> }) }
                </ul>
            }
        </>
    }
}
