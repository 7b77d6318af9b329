//! The search of the Raw tab: what is looked for, how often it is there, and the way from hit to hit.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::session::detail::{MOST_HITS, RawView};
use crate::ui::icon::{Icon, icon};

/// What a person does in it.
pub enum Search {
    /// Another text is looked for.
    For(String),
    /// To the next hit, or to the one before.
    Step(bool),
}

/// The search; `searched` where there is a text to look for.
pub fn raw_search(view: &RawView, searched: bool, on: &Callback<Search>) -> Html {
    let oninput =
        on.reform(|event: InputEvent| Search::For(event.target_unchecked_into::<HtmlInputElement>().value()));
    let onkeydown = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                on.emit(Search::Step(!event.shift_key()));
            }
        })
    };
    let count = view.hits().len();
    let many = if count == MOST_HITS { "+" } else { "" };
    let told = match view.current() {
        Some(at) => format!("{} of {count}{many}", at + 1),
        None if searched => "none".to_owned(),
        None => String::new(),
    };
    let step = |forward: bool, label: &'static str, sign: &'static str| {
        html! {
            <button type="button" class="icon-button" disabled={count == 0} aria-label={label} title={label}
                onclick={on.reform(move |_: MouseEvent| Search::Step(forward))}>{ sign }</button>
        }
    };
    html! {
        <div class="raw-search">
            { icon(Icon::Search) }
            <input type="search" class="input" placeholder="Search the bytes" aria-label="Search the bytes" {oninput}
                {onkeydown} autocomplete="off" spellcheck="false" autocapitalize="off" />
            <output class="soft">{ told }</output>
            { step(false, "Previous hit: Shift+Enter", "↑") }
            { step(true, "Next hit: Enter", "↓") }
        </div>
    }
}
