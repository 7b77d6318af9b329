//! The second part of the program, which `static/boot.js` loads when it is asked to.
//!
//! `cargo xtask dist` splits the program in two; elsewhere it is whole, and all of it is here from the
//! start. `data-more` of `<html>` says which: `later` or `here`.

use web_sys::Event;

use super::listen::{dispatch, listen};

/// Whether the second part is still to come; then `done` is called once it is here.
pub fn await_more(done: impl Fn() + 'static) -> bool {
    let later = is_later();
    if later && let Some(window) = web_sys::window() {
        listen(&window, "bayplan-more-here", move |_: Event| done());
    }
    later
}

/// Asks for the second part; asking again does no harm.
pub fn need_more() {
    dispatch("bayplan-more-needed");
}

fn is_later() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("data-more")).as_deref() == Some("later")
}
