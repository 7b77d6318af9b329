//! The first visit: the box, what the page does, and the examples.

use yew::prelude::*;

use super::notice::notice;
use super::omnibox::omnibox;
use crate::session::{DocumentsMsg, EXAMPLES, Example, Model, Msg, Tone};
use crate::view::{BoxHint, nothing_here};

/// What stands on the page while nothing is open; `fetching` is what is said of registries.
pub fn start(model: &Model, hint: &BoxHint, fetching: Html, on: &Callback<Msg>) -> Html {
    html! {
        <div class="start">
            <h1>{ "See what a container image really holds" }</h1>
            <p class="lead">
                { "Every platform, config and layer of a multi-arch image as a tree, each byte proved against its digest, here in your browser." }
            </p>
            if let Some(words) = nothing_here(model) {
                <div class="start-notice">{ notice(Tone::Note, html! { <p>{ words }</p> }, None) }</div>
            }
            { omnibox(model, hint, true, on) }
            { fetching }
            <p class="soft assurance">
                <strong>{ "Nothing that you paste leaves this page." }</strong>
                { " An image\u{2019}s name is asked for at its own registry, from your browser, and nowhere else." }
            </p>
            <section aria-labelledby="examples">
                <h2 id="examples">{ "Or look at an example" }</h2>
                <ul class="examples">{ for EXAMPLES.iter().map(|example| card(example, on)) }</ul>
            </section>
        </div>
    }
}

fn card(example: &'static Example, on: &Callback<Msg>) -> Html {
    html! {
        <li key={example.id}>
            <button type="button" class="example" onclick={on.reform(|_| Msg::Documents(DocumentsMsg::OpenExample(example.id.to_owned())))}>
                <strong>{ example.title }</strong>
                <span class="soft">{ example.sentence }</span>
            </button>
        </li>
    }
}
