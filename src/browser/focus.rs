//! Where the keyboard's focus is.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves the focus to the first element that matches `selector`.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether the focus is on an element that matches `selector`.
pub fn has_focus(selector: &str) -> bool {
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    focused.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Scrolls as little as it takes for the first element that matches `selector` to be seen.
pub fn bring_into_view(selector: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    if let Some(element) = find(selector) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls the first element that matches `selector` to the top, where it begins in the lower half of the window or
/// below it: on a phone, what is chosen in a list above is shown there.
pub fn lift(selector: &str) {
    let Some(element) = find(selector) else { return };
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    if height.is_some_and(|height| element.get_bounding_client_rect().top() > height / 2.0) {
        element.scroll_into_view();
    }
}

/// The first element that matches `selector`.
pub fn find(selector: &str) -> Option<Element> {
    web_sys::window()?.document()?.query_selector(selector).ok()?
}
