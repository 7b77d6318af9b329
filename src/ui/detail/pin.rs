//! The digest that a document without a descriptor should have.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::element::button;
use super::pieces::fact;
use super::shown::Shown;
use crate::inspect::Role;
use crate::session::{DocumentsMsg, Msg};
use crate::verify::Word;

/// The id of the field.
const FIELD: &str = "pin";

/// The field for the expected digest of a root, as one of the facts.
pub fn pin(shown: &Shown) -> Html {
    let Some((blob, document)) = shown.document else { return Html::default() };
    // What else somebody expects stands with the state.
    let pinned =
        document.pin.as_ref().filter(|pin| pin.word == Word::Visitor).map(|pin| pin.digest.to_string());
    if shown.node.role != Role::Root && pinned.is_none() {
        return Html::default();
    }
    let on = shown.on.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(text) = typed() {
            on.emit(Msg::Documents(DocumentsMsg::Pin { blob, text }));
        }
    });
    let remove = shown.send(Msg::Documents(DocumentsMsg::Pin { blob, text: String::new() }));
    let form = html! {
        <form class="pin" {onsubmit}>
            <input id={FIELD} class="input code" aria-label="Expected digest" value={pinned.clone().unwrap_or_default()}
                placeholder="sha256:…" autocomplete="off" spellcheck="false" autocapitalize="off" enterkeyhint="done" />
            <button class="button">{ "Compare" }</button>
            if pinned.is_some() { { button(html! { "Remove" }, remove) } }
        </form>
    };
    fact("Expected digest", Some(form))
}

/// What stands in the field.
fn typed() -> Option<String> {
    let document = web_sys::window()?.document()?;
    Some(document.get_element_by_id(FIELD)?.dyn_into::<HtmlInputElement>().ok()?.value())
}
