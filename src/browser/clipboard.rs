//! The clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, js_sys};

use super::Send;
use crate::session::{ExportMsg, Msg};

/// Puts `text` on the clipboard and answers [`crate::session::ExportMsg::Copied`].
pub fn copy(text: String, send: Send) {
    spawn_local(async move {
        let window = web_sys::window();
        // Only pages from HTTPS or this machine have the clipboard of today.
        let clipboard =
            window.filter(|window| window.is_secure_context()).map(|window| window.navigator().clipboard());
        let done = match clipboard {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        send(Msg::Export(ExportMsg::Copied(done || copy_by_selecting(&text).unwrap_or(false))));
    });
}

/// The old way: a box with the text, selected, and the command that a key would give.
fn copy_by_selecting(text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let focused = document.active_element();
    // Beside an open dialog nothing can be selected.
    let dialog = document.query_selector("dialog[open]").ok().flatten();
    let place: Element = dialog.or_else(|| document.body().map(Into::into))?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    place.append_child(&area).ok()?;
    area.select();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?;
    let done = command.dyn_ref::<js_sys::Function>()?.call1(&document, &"copy".into());
    area.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    Some(done.ok()?.is_truthy())
}
