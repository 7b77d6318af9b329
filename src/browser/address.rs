//! The fragment of the address, and the history of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, NavigationType, PerformanceNavigationTiming, PopStateEvent};

use super::Send;
use super::later::after_milliseconds;
use super::listen::listen;
use super::storage;
use crate::session::{LinkMsg, Msg};

/// Changes that make no step of the history are this far apart at least: browsers refuse more than some ten
/// changes a second, and a held arrow key makes thirty.
const PAUSE_MILLISECONDS: i32 = 150;

/// The address bar.
pub struct Address {
    rest: Rc<Rest>,
}

/// The time after a change was written.
#[derive(Default)]
struct Rest {
    lasts: Cell<bool>,
    /// What is to be written when it is over.
    due: RefCell<Option<String>>,
}

impl Address {
    /// Says every change that the user makes: back, forward, a fragment typed or clicked.
    pub fn new(send: &Send) -> Self {
        let rest: Rc<Rest> = Rc::default();
        if let Some(window) = web_sys::window() {
            let (send, gone) = (Rc::clone(send), Rc::clone(&rest));
            listen(&window, "popstate", move |_: PopStateEvent| {
                gone.due.take();
                storage::set_address(None);
                send(Msg::Link(LinkMsg::Navigated(fragment())));
            });
            // For the way back to this page; a reload has what is kept.
            let leaving = Rc::clone(&rest);
            listen(&window, "pagehide", move |_: Event| {
                write_due(&leaving);
            });
        }
        Self { rest }
    }

    /// Puts `fragment` after the `#`, as a new step of the history or in place of the present one.
    pub fn set(&self, fragment: String, push: bool) {
        // A reload that is under way has chosen its address already.
        storage::set_address(Some(&fragment));
        if push {
            write_due(&self.rest);
            write(&fragment, true);
        } else if self.rest.due.replace(Some(fragment)).is_none() && !self.rest.lasts.get() {
            write_and_rest(&self.rest);
        }
    }
}

/// Writes what is due, and what becomes due meanwhile after a while.
fn write_and_rest(rest: &Rc<Rest>) {
    rest.lasts.set(write_due(rest));
    if rest.lasts.get() {
        let rest = Rc::clone(rest);
        after_milliseconds(PAUSE_MILLISECONDS, move || write_and_rest(&rest));
    }
}

/// Whether there was anything to write.
fn write_due(rest: &Rest) -> bool {
    let due = rest.due.take();
    if let Some(fragment) = &due {
        write(fragment, false);
    }
    due.is_some()
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

/// What stands after the `#` when the page opens. After a reload that is what was set last, although the browser may
/// have begun with what stood there before.
pub fn first_fragment() -> String {
    if let Some(due) = storage::take_address().filter(|_| is_reload()) {
        write(&due, false);
    }
    fragment()
}

fn is_reload() -> bool {
    let performance = web_sys::window().and_then(|window| window.performance());
    let entries = performance.map(|performance| performance.get_entries_by_type("navigation"));
    let first = entries.and_then(|entries| entries.get(0).dyn_into::<PerformanceNavigationTiming>().ok());
    first.is_some_and(|first| first.type_() == NavigationType::Reload)
}

/// What stands after the `#` now.
fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The page's address up to the `#`.
pub fn base() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}
