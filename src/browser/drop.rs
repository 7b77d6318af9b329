//! Files dropped anywhere on the page.

use std::rc::Rc;

use web_sys::DragEvent;

use super::Send;
use super::files::read_dropped;
use super::listen::listen;

/// Reads what is dropped, and says when something is held over the page.
pub fn listen_for_drops(send: Send, over: impl Fn(bool) + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let over = Rc::new(over);
    let holds_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    let say = Rc::clone(&over);
    listen(&document, "dragover", move |event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
            say(true);
        }
    });
    let say = Rc::clone(&over);
    listen(&document, "dragleave", move |event: DragEvent| {
        // It is said of every element; without one that is entered, the page itself was left.
        if event.related_target().is_none() {
            say(false);
        }
    });
    listen(&document, "drop", move |event: DragEvent| {
        over(false);
        if let Some(transfer) = event.data_transfer().filter(|_| holds_files(&event)) {
            event.prevent_default();
            read_dropped(&transfer, Rc::clone(&send));
        }
    });
}
