//! The link by which a keyboard gets past the page's top.

use yew::prelude::*;

use crate::browser;

/// The link to the element `main`.
pub fn skip_link() -> Html {
    html! { <a class="skip" href="#main" onclick={skip}>{ "Skip to the content" }</a> }
}

/// The fragment of the address is the session's, so the link moves the focus and leaves the address alone.
fn skip(event: MouseEvent) {
    event.prevent_default();
    browser::focus("main");
}
