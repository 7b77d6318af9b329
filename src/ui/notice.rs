//! A warning or another sentence for the visitor, with what can be done about it.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::seal;
use crate::session::Tone;

/// A notice of this tone around `content`, with a button to put it away where `dismiss` is given.
pub fn notice(tone: Tone, content: Html, dismiss: Option<Callback<MouseEvent>>) -> Html {
    let class = match tone {
        Tone::Ok => "ok",
        Tone::Note => "note",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    };
    html! {
        <div class={classes!("notice", class)}>
            { seal::tone(tone) }
            <div class="notice-text">{ content }</div>
            if let Some(dismiss) = dismiss {
                <button type="button" class="icon-button" onclick={dismiss} aria-label="Put this notice away">
                    { icon(Icon::Close) }
                </button>
            }
        </div>
    }
}
