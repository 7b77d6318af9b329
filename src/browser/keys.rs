//! Keys that work wherever on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use super::focus::find;
use super::listen::listen;

/// Focuses the first element that matches `selector` when `/` is pressed where nothing is typed.
pub fn listen_for_slash(selector: &'static str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    listen(&document, "keydown", move |event: KeyboardEvent| {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| ["INPUT", "TEXTAREA", "SELECT"].contains(&target.tag_name().as_str()));
        if event.key() != "/" || typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let field = find(selector);
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            event.prevent_default();
            let _ = field.focus();
            field.select();
        }
    });
}
