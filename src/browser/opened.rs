//! Where the page is: at which address, inside another page or not.

use wasm_bindgen::JsValue;

use super::address::base;
use crate::session::{FetchMsg, Msg};

/// Says where the page is.
#[must_use]
pub fn opened() -> Msg {
    Msg::Fetch(FetchMsg::OpenedAt { base: base(), framed: is_framed() })
}

/// Whether there is a page around this one; where the browser does not tell, it is taken for true.
fn is_framed() -> bool {
    let Some(window) = web_sys::window() else { return true };
    match window.top() {
        Ok(Some(top)) => JsValue::from(top) != JsValue::from(window),
        _ => true,
    }
}
