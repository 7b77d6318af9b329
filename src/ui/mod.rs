//! The Yew components of the page.

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
