//! The top of the page.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::omnibox::Omnibox;
use super::theme_switch::theme_switch;
use crate::session::{Msg, Theme};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub box_text: String,
    pub expected: String,
    pub theme: Theme,
    /// Nothing is open: the box is in the middle of the page then.
    pub is_empty: bool,
    pub on: Callback<Msg>,
}

#[component]
pub fn Masthead(props: &Props) -> Html {
    let Props { box_text, expected, theme, is_empty, on } = props;
    let send = |msg: Msg| on.reform(move |_: MouseEvent| msg.clone());
    html! {
        <header class="masthead">
            <span class="wordmark">{ logo() }{ "Bayplan" }</span>
            if !is_empty {
                <Omnibox text={box_text.clone()} expected={expected.clone()} on={on} />
            }
            <div class="masthead-actions">
                if !is_empty {
                    <button type="button" class="button" onclick={send(Msg::Share(true))}>
                        { icon(Icon::Share) }{ "Share" }
                    </button>
                    <button type="button" class="icon-button" onclick={send(Msg::Clear)}
                        aria-label="Begin anew" title="Begin anew: puts all documents away">
                        { icon(Icon::New) }
                    </button>
                }
                { theme_switch(*theme, on) }
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
