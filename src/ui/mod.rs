//! The Yew components of the page. They show the session's model and send it messages; no rule is decided
//! here, no digest computed and no JSON read.
#![allow(dead_code)] // until the page is put together

mod digest;
mod icon;
mod notice;
mod safe_text;
mod seal;
mod size;

use yew::prelude::*;

/// The whole page.
#[function_component]
fn App() -> Html {
    html! { <h1>{ "Bayplan" }</h1> }
}

/// Mounts the page into the document's body.
pub fn mount() {
    yew::Renderer::<App>::new().render();
}
