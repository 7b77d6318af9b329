//! What is compared with what: chosen, and swapped.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};
use yew::prelude::*;

use super::super::element::button;
use super::super::shown::Shown;
use crate::inspect::NodeId;
use crate::session::{Comparison, ComparisonMsg, Msg};
use crate::text::escape::escaped;
use crate::ui::safe_text::safe_text;
use crate::view::comparison::{full_name, others};

/// The bar above a comparison.
pub fn bar(shown: &Shown, comparison: Option<&Comparison>) -> Html {
    let others = others(shown.inspection, shown.id);
    let second = comparison.map(|comparison| comparison.second).filter(|second| *second != shown.id);
    let is_listed = |id: NodeId| others.nodes.iter().any(|(other, _)| *other == id);
    let unlisted = second.filter(|id| !is_listed(*id)).map(|id| (id, full_name(shown.inspection, id)));
    let choose = shown.on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let node = value.parse().map(NodeId).unwrap_or(NodeId(u32::MAX));
        Msg::Comparison(ComparisonMsg::With(node))
    });
    let option = |(id, name): &(NodeId, String)| {
        let selected = second == Some(*id);
        html! { <option value={id.0.to_string()} {selected}>{ escaped(name) }</option> }
    };
    let mark = shown.send(Msg::Comparison(ComparisonMsg::With(shown.id)));
    html! {
        <div class="compare-bar">
            <span class="compare-first">{ safe_text(&full_name(shown.inspection, shown.id)) }</span>
            <label class="field">
                { "Compare with" }
                // Another list is another element: what was chosen in it is not kept by the browser.
                <select key={second.map_or(0, |id| id.0 + 1)} class="input" onchange={choose}>
                    if second.is_none() { <option value="" selected=true>{ "choose…" }</option> }
                    { for others.nodes.iter().chain(&unlisted).map(option) }
                </select>
            </label>
            if second.is_some() {
                <button type="button" class="button" aria-keyshortcuts="x" onclick={shown.send(Msg::Comparison(ComparisonMsg::Swap))}>
                    { "⇄ Swap " }<kbd aria-hidden="true">{ "x" }</kbd>
                </button>
            } else {
                { button(html! { { "Mark it, choose in the tree" } }, mark) }
            }
        </div>
    }
}

/// What is said before anything is compared.
pub fn hint(shown: &Shown) -> String {
    let others = others(shown.inspection, shown.id);
    match (others.nodes.len(), others.more) {
        (0, _) => "There is nothing here of its kind to compare it with. Open another image: a reference, an archive, \
             or a document. Two references are opened and compared at once as “alpine:3.21..alpine:3.22”, or with \
             “vs” between them."
            .to_owned(),
        (_, 0) => "Choose what to compare it with: in the list, or mark it and choose a row of the tree.".to_owned(),
        (_, more) => format!(
            "Choose what to compare it with. {more} more are not in the list: mark it, and choose a row of the tree."
        ),
    }
}

/// Swaps the two by the key `x`, where nothing is typed.
pub fn swap_by_key(on: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let on = on.clone();
    Callback::from(move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let typing =
            target.is_some_and(|it| ["INPUT", "TEXTAREA", "SELECT"].contains(&it.tag_name().as_str()));
        if event.key() == "x" && !typing && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            event.prevent_default();
            on.emit(Msg::Comparison(ComparisonMsg::Swap));
        }
    })
}
