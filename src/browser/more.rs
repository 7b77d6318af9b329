//! What goes with the program's second part: `static/boot.js` loads the style sheets that documents need, and
//! says on the page when something of it did not come.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;
use web_sys::js_sys::{Promise, Reflect};

use super::listen::{dispatch, listen};

/// Asks for the style sheets, and waits for them. One that does not come leaves the page plain.
pub async fn styles() {
    dispatch("bayplan-more-needed");
    let styles = web_sys::window().and_then(|window| Reflect::get(&window, &"bayplanStyles".into()).ok());
    if let Some(styles) = styles.and_then(|styles| styles.dyn_into::<Promise>().ok()) {
        let _ = JsFuture::from(styles).await;
    }
}

/// Says whether the second part came.
pub fn say_more(is_here: bool) {
    dispatch(if is_here { "bayplan-more-here" } else { "bayplan-more-missed" });
}

/// Calls `again` each time the visitor asks to load the second part again.
pub fn listen_for_retry(again: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen(&window, "bayplan-more-again", move |_: Event| again());
    }
}
