//! Listeners that stay as long as the page, and events for those of its script.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use web_sys::{Event, EventTarget};

/// Calls `act` on every `event` of `target` from now on.
pub fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, act: impl FnMut(E) + 'static) {
    let act = Closure::<dyn FnMut(E)>::new(act);
    // Adding a listener fails for no event that the page listens to.
    let _ = target.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
    act.forget();
}

/// Tells the page's script, by an event without words on the window.
pub fn dispatch(event: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(event)) {
        // No listener of ours cancels it.
        let _ = window.dispatch_event(&event);
    }
}
