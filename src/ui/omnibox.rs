//! The one box for everything, and the field for the expected digest beside it.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::chooser::chooser;
use crate::session::{BoxMsg, Model, Msg};
use crate::view::{BoxHint, ReferenceHint};

/// The box; `large` in the middle of an empty page, with room for lines and words.
pub fn omnibox(model: &Model, hint: &BoxHint, large: bool, on: &Callback<Msg>) -> Html {
    let (text, expected) = (&model.box_text, &model.expected_text);
    let BoxHint { what, reference } = hint;
    let bad = hint.is_bad();
    let typed = on.reform(|event: InputEvent| {
        Msg::Box(BoxMsg::Changed(event.target_unchecked_into::<HtmlTextAreaElement>().value()))
    });
    let pinned = on.reform(|event: InputEvent| {
        Msg::Box(BoxMsg::Expected(event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    let submitted = on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Box(BoxMsg::Submit)
    });
    let keyed = Callback::from({
        let on = on.clone();
        // Enter takes a single line; in a text of several it is a line break, as everywhere.
        move |event: KeyboardEvent| {
            let lines = event.target_unchecked_into::<HtmlTextAreaElement>().value().contains('\n');
            if event.key() == "Enter" && !event.shift_key() && (!lines || event.ctrl_key()) {
                event.prevent_default();
                on.emit(Msg::Box(BoxMsg::Submit));
            }
        }
    });
    html! {
        <form class={classes!("omnibox", large.then_some("large"))} role="search" aria-label="Open documents" onsubmit={submitted}>
            <div class="omnibox-box">
                <textarea id="box" class="code" rows={if large { "5" } else { "1" }} spellcheck="false"
                    autocomplete="off" autocapitalize="off" value={text.clone()} oninput={typed} onkeydown={keyed}
                    aria-label="Type an image reference, or paste a manifest, an index, a config, a digest or a link"
                    aria-invalid={bad.then_some("true")} aria-describedby={reference.as_ref().map(|_| "box-hint")}
                    placeholder={if large { LONG_HINT } else { SHORT_HINT }} />
                if !what.is_empty() {
                    <span class="omnibox-what chip" role="status">{ what }</span>
                }
            </div>
            if let Some(reference) = reference { { told(reference) } }
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

/// What a reference is in full, or what is wrong with it and where.
fn told(hint: &ReferenceHint) -> Html {
    let (class, words) = match hint {
        ReferenceHint::Good { whole, from, registry, keeps_out } => {
            let from = if from.is_empty() { String::new() } else { [", from ", from].concat() };
            let words = html! {
                <><span class="code">{ whole }</span>{ from }{ ". Enter asks " }<strong>{ registry }</strong>{ " for it." }
                    if *keeps_out {
                        { " It lets no web page of another site read it: unless the host of this page relays it, you get commands whose output you paste here." }
                    }</>
            };
            ("", words)
        }
        ReferenceHint::Bad { before, fault, after, sentence } => {
            let fault = if fault.is_empty() { "\u{a0}" } else { fault };
            let words = html! {
                <><bdi class="code">{ before }<mark>{ fault }</mark>{ after }</bdi>{ " " }{ sentence }</>
            };
            ("bad", words)
        }
    };
    html! { <p id="box-hint" class={classes!("omnibox-hint", class)}>{ words }</p> }
}

const SHORT_HINT: &str = "Image, document, link…";
const LONG_HINT: &str = "Type an image: alpine:3.22
Paste a manifest, an index, a link
Drop files, an archive, an OCI layout";
