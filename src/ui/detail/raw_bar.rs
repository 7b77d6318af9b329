//! Above the bytes: the search, the folds, text or hex, copy and save.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::element::button;
use super::raw_act::Act;
use super::raw_props::Props;
use crate::session::{ExportMsg, Msg};
use crate::ui::icon::{Icon, icon};
use crate::view::detail::RawView;

/// What the bar is made from.
pub struct Bar<'a> {
    pub props: &'a Props,
    pub view: &'a RawView,
    /// Whether the bytes are shown in hex.
    pub hex: bool,
    pub is_utf8: bool,
    pub act: Callback<Act>,
}

/// What is looked for, how often it is there, and the way from hit to hit. Not in hex, where a hit may be
/// cut by every row.
pub fn search(raw: &Bar<'_>) -> Html {
    if raw.hex {
        return html! { <span class="raw-space"></span> };
    }
    let oninput = raw
        .act
        .reform(|event: InputEvent| Act::Search(event.target_unchecked_into::<HtmlInputElement>().value()));
    let act = raw.act.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            act.emit(Act::Step(!event.shift_key()));
        }
    });
    let none = raw.view.hits().is_empty();
    let step = |forward: bool, label: &'static str, sign: &'static str| {
        let onclick = raw.act.reform(move |_: MouseEvent| Act::Step(forward));
        html! {
            <button type="button" class="icon-button" disabled={none} aria-label={label} title={label} {onclick}>{ sign }</button>
        }
    };
    html! {
        <div class="raw-search">
            { icon(Icon::Search) }
            <input type="search" class="input" placeholder="Search the bytes" aria-label="Search the bytes" {oninput}
                {onkeydown} autocomplete="off" spellcheck="false" autocapitalize="off" />
            <output class="soft">{ told(raw) }</output>
            { step(false, "Previous hit: Shift+Enter", "↑") }
            { step(true, "Next hit: Enter", "↓") }
        </div>
    }
}

/// Where in the search one is; before that, that there is more than is shown.
fn told(raw: &Bar<'_>) -> String {
    if raw.view.text().is_whole() { raw.view.told_hits() } else { "Splitting it into lines…".to_owned() }
}

/// The buttons.
pub fn bar(raw: &Bar<'_>) -> Html {
    let act = |act: fn() -> Act| raw.act.reform(move |_: MouseEvent| act());
    let props = raw.props;
    let mut buttons = Vec::new();
    if !raw.hex && raw.view.any_closed() {
        buttons.push(button(html! { "Unfold all" }, act(|| Act::FoldAll(false))));
    } else if !raw.hex && raw.view.can_fold() {
        buttons.push(button(html! { "Fold all" }, act(|| Act::FoldAll(true))));
    }
    let switch = |pressed: bool, words: &'static str, onclick: Callback<MouseEvent>| {
        html! { <button type="button" class="button" aria-pressed={pressed.to_string()} {onclick}>{ words }</button> }
    };
    buttons.push(html! {
        <span class="switch" role="group" aria-label="How to show the bytes">
            { switch(!raw.hex, "Text", act(|| Act::Hex(false))) }
            { switch(raw.hex, "Hex", act(|| Act::Hex(true))) }
        </span>
    });
    if raw.is_utf8 {
        let bytes = Rc::clone(&props.bytes);
        let copy = props.on.reform(move |_| Msg::Export(ExportMsg::CopyBytes(Rc::clone(&bytes))));
        buttons.push(button(with_icon(Icon::Copy, "Copy"), copy));
    }
    let save = props.save.clone();
    buttons.push(button(with_icon(Icon::Download, "Save"), props.on.reform(move |_| save.clone())));
    html! { <>{ for buttons }</> }
}

fn with_icon(of: Icon, words: &'static str) -> Html {
    html! { <>{ icon(of) }<span class="words">{ words }</span></> }
}
