//! The fragment of the address, and the history of it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Event, PopStateEvent};

use super::Send;
use super::later::after_milliseconds;
use super::listen::listen;
use crate::session::Msg;

/// Changes that make no step of the history are written this long after the first of them: browsers
/// refuse more than some ten changes a second, and a held arrow key makes thirty.
const PAUSE_MILLISECONDS: i32 = 150;

/// The address bar.
pub struct Address {
    /// A change that is not written yet.
    due: Rc<RefCell<Option<String>>>,
}

impl Address {
    /// Says every change that the user makes: back, forward, a fragment typed or clicked.
    pub fn new(send: &Send) -> Self {
        let due: Rc<RefCell<Option<String>>> = Rc::default();
        if let Some(window) = web_sys::window() {
            let (send, gone) = (Rc::clone(send), Rc::clone(&due));
            listen(&window, "popstate", move |_: PopStateEvent| {
                gone.take();
                send(Msg::Navigated(fragment()));
            });
            // What is due would else be lost to a reload.
            let leaving = Rc::clone(&due);
            listen(&window, "pagehide", move |_: Event| write_due(&leaving));
        }
        Self { due }
    }

    /// Puts `fragment` behind the `#`, as a new step of the history or in place of the present one.
    pub fn set(&self, fragment: String, push: bool) {
        if push {
            write_due(&self.due);
            write(&fragment, true);
        } else if self.due.replace(Some(fragment)).is_none() {
            let due = Rc::clone(&self.due);
            after_milliseconds(PAUSE_MILLISECONDS, move || write_due(&due));
        }
    }
}

fn write_due(due: &RefCell<Option<String>>) {
    if let Some(fragment) = due.take() {
        write(&fragment, false);
    }
}

fn write(to: &str, push: bool) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    let Some(history) = history.filter(|_| fragment() != to) else { return };
    // An empty address would be that of the page without its query; `#` is not.
    let url = format!("#{to}");
    // Refused for a fragment beyond what the browser takes; then the address stays as it is.
    let _ = if push {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}

/// What stands behind the `#` now.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The page's address up to the `#`.
pub fn base() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}
