//! The field that filters the tree.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser;
use crate::session::{Msg, TreeMsg};

/// The field; `/` leads to it from everywhere on the page.
pub fn filter(filter: &str, on: &Callback<Msg>) -> Html {
    let typed = on.reform(|event: InputEvent| {
        Msg::Tree(TreeMsg::Filter(event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    let keyed = Callback::from({
        let on = on.clone();
        move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Escape" => on.emit(Msg::Tree(TreeMsg::Filter(String::new()))),
                "ArrowDown" | "Enter" => browser::focus("[role=tree]"),
                _ => return,
            }
            event.prevent_default();
        }
    });
    html! {
        <label class="filter">
            { icon(Icon::Search) }
            <input id="filter" type="text" value={filter.to_owned()} oninput={typed} onkeydown={keyed}
                placeholder="Filter: press /" aria-label="Filter the tree" autocomplete="off" spellcheck="false"
                autocapitalize="off" />
        </label>
    }
}
