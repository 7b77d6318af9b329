//! The foot of the page: help, the source, the version and the licence.

use yew::prelude::*;

/// Where the source is; empty while Cargo.toml names no `repository`.
const SOURCE: &str = env!("CARGO_PKG_REPOSITORY");

/// The foot of the page.
pub fn footer() -> Html {
    html! {
        <footer class="foot soft">
            <a href="help/index.html">{ "Help" }</a>
            if !SOURCE.is_empty() {
                <a href={SOURCE} rel="noopener noreferrer">{ "Source" }</a>
            }
            <span>{ concat!("Bayplan ", env!("CARGO_PKG_VERSION")) }</span>
            <span>{ "Licence: " }{ env!("CARGO_PKG_LICENSE") }</span>
        </footer>
    }
}
