//! The top of the page.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::omnibox::omnibox;
use super::theme_switch::theme_switch;
use crate::session::{DocumentsMsg, Model, Msg, ShareMsg};
use crate::view::BoxHint;

/// The page's name and what can be done from everywhere. While nothing is open the box is in the middle of
/// the page.
pub fn masthead(model: &Model, hint: &BoxHint, on: &Callback<Msg>) -> Html {
    let is_empty = model.inspection.blobs.is_empty();
    html! {
        <header class="masthead">
            <a class="wordmark" href="#" aria-label="Bayplan, to the first view">{ logo() }{ "Bayplan" }</a>
            if !is_empty {
                { omnibox(model, hint, false, on) }
            }
            <div class="masthead-actions">
                if !is_empty {
                    <button type="button" class="button" onclick={on.reform(|_| Msg::Share(ShareMsg::Open(true)))}>
                        { icon(Icon::Share) }{ "Share" }
                    </button>
                    <button type="button" class="button quiet" title="Removes all documents. It can be undone."
                        onclick={on.reform(|_| Msg::Documents(DocumentsMsg::Clear))}>
                        { "Start over" }
                    </button>
                }
                { theme_switch(model.theme, on) }
            </div>
        </header>
    }
}

/// Four containers in a bay, one of them verified; as in favicon.svg.
fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 16 16" aria-hidden="true">
            <path class="logo-hull" d="M1 1h14v14H1z" />
            <path class="logo-box" d="M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3z" />
            <path class="logo-verified" d="M9 9h4v4H9z" />
        </svg>
    }
}
