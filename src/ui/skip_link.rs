//! The link by which a keyboard gets past the page's top.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The link to the element `main`.
pub fn skip_link() -> Html {
    html! { <a class="skip" href="#main" onclick={skip}>{ "Skip to the content" }</a> }
}

/// The fragment of the address is the session's, so the link moves the focus and leaves the address alone.
fn skip(event: MouseEvent) {
    event.prevent_default();
    let main = web_sys::window().and_then(|window| window.document()?.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        let _ = main.focus();
    }
}
