//! Buttons that stand in many places.

use yew::prelude::*;

/// A button that looks like a link.
pub fn link(inside: Html, title: String, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link" {title} {onclick}>{ inside }</button> }
}

/// A button with words on it.
pub fn button(inside: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {onclick}>{ inside }</button> }
}
