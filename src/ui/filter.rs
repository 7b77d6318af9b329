//! The field that filters the tree.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser;
use crate::session::Msg;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub filter: String,
    pub on: Callback<Msg>,
}

#[component]
pub fn Filter(props: &Props) -> Html {
    let typed = props
        .on
        .reform(|event: InputEvent| Msg::Filter(event.target_unchecked_into::<HtmlInputElement>().value()));
    let keyed = Callback::from({
        let on = props.on.clone();
        move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Escape" => on.emit(Msg::Filter(String::new())),
                "ArrowDown" | "Enter" => browser::focus("[role=tree]"),
                _ => return,
            }
            event.prevent_default();
        }
    });
    html! {
        <label class="filter">
            { icon(Icon::Search) }
            <input id="filter" type="text" value={props.filter.clone()} oninput={typed} onkeydown={keyed}
                placeholder="Filter: press /" aria-label="Filter the tree" autocomplete="off" spellcheck="false"
                autocapitalize="off" />
        </label>
    }
}
