//! The one box for everything, and the field for the expected digest beside it.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::chooser::chooser;
use crate::session::{Model, Msg, detect};

/// The box; `large` in the middle of an empty page, with room for lines and words.
pub fn omnibox(model: &Model, large: bool, on: &Callback<Msg>) -> Html {
    let (text, expected) = (&model.box_text, &model.expected_text);
    let what = detect(text).words();
    let typed = on.reform(|event: InputEvent| {
        Msg::BoxChanged(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let pinned = on.reform(|event: InputEvent| {
        Msg::ExpectedChanged(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let submitted = on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Submit
    });
    let keyed = Callback::from({
        let on = on.clone();
        // Enter takes a single line; in a text of several it is a line break, as everywhere.
        move |event: KeyboardEvent| {
            let lines = event.target_unchecked_into::<HtmlTextAreaElement>().value().contains('\n');
            if event.key() == "Enter" && !event.shift_key() && (!lines || event.ctrl_key()) {
                event.prevent_default();
                on.emit(Msg::Submit);
            }
        }
    });
    html! {
        <form class={classes!("omnibox", large.then_some("large"))} role="search" aria-label="Open documents" onsubmit={submitted}>
            <div class="omnibox-box">
                <textarea id="box" class="code" rows={if large { "5" } else { "1" }} spellcheck="false"
                    autocomplete="off" autocapitalize="off" value={text.clone()} oninput={typed} onkeydown={keyed}
                    aria-label="Paste a manifest, an index, a config, a digest or a link"
                    placeholder={if large { LONG_HINT } else { SHORT_HINT }} />
                if !what.is_empty() {
                    <span class="omnibox-what chip" role="status">{ what }</span>
                }
            </div>
            <input id="expected" class="input code omnibox-expected" value={expected.clone()} oninput={pinned}
                autocomplete="off" spellcheck="false" autocapitalize="off"
                aria-label="Expected digest" placeholder="expected digest, sha256:…" />
            <div class="omnibox-actions">
                { chooser(false, on) }
                { chooser(true, on) }
                <button class="button primary">{ "Inspect" }</button>
            </div>
        </form>
    }
}

const SHORT_HINT: &str = "Paste or drop another document, a digest, a link…";
const LONG_HINT: &str = "Paste a manifest, an index, a config, or a Bayplan link.\nDrop files, or a whole OCI layout, anywhere on the page.";
