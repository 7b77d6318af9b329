//! Elements by a call.
//!
//! Each `html!` writes the whole making of its elements where it stands. What every tab is full of is
//! made here instead, once.

use yew::prelude::*;
use yew::virtual_dom::VList;

/// An element with a class and what is in it.
pub fn element(tag: &'static str, class: &'static str, inside: Html) -> Html {
    let class = (!class.is_empty()).then_some(class);
    html! { <@{tag} {class}>{ inside }</@> }
}

/// Nodes one after the other.
pub fn nodes(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// Words of the page's own.
pub fn say(words: &'static str) -> Html {
    Html::from(AttrValue::Static(words))
}

/// Words that were put together.
pub fn said(words: String) -> Html {
    Html::from(AttrValue::from(words))
}

/// A button that looks like a link.
pub fn link(inside: Html, title: String, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link" {title} {onclick}>{ inside }</button> }
}

/// A button with words on it.
pub fn button(inside: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {onclick}>{ inside }</button> }
}
