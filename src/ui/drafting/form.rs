//! What a draft is to be: its format, how it is written, its name and its annotations.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::compose::{Format, Writer};
use crate::session::{DraftMsg, DraftPane, Msg};

/// The form.
pub fn form(pane: &DraftPane, on: &Callback<Msg>) -> Html {
    let draft = &pane.draft;
    let format = |of: Format, words: &'static str| {
        let pressed = (draft.format == of).to_string();
        let set = on.reform(move |_: MouseEvent| Msg::Draft(DraftMsg::Format(of)));
        html! { <button type="button" aria-pressed={pressed} onclick={set}>{ words }</button> }
    };
    let writer = on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let found = Writer::ALL.into_iter().find(|writer| writer.id() == value);
        Msg::Draft(DraftMsg::Writer(found.unwrap_or_default()))
    });
    let target = on.reform(|event: InputEvent| {
        Msg::Draft(DraftMsg::Target(event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    let annotations = on.reform(|event: InputEvent| {
        Msg::Draft(DraftMsg::Annotations(event.target_unchecked_into::<HtmlTextAreaElement>().value()))
    });
    let option = |of: Writer| {
        html! { <option value={of.id()} selected={draft.writer == of}>{ of.name() }</option> }
    };
    html! {
        <div class="draft-form">
            <div class="segments" role="group" aria-label="Format">
                { format(Format::Oci, "OCI index") }{ format(Format::Docker, "Docker manifest list") }
            </div>
            <label class="field">
                { "Written as by" }
                <select class="input" onchange={writer}>{ for Writer::ALL.map(option) }</select>
            </label>
            <label class="field">
                { "Name" }
                <input class="input code" value={draft.target.clone()} oninput={target} autocomplete="off" spellcheck="false"
                    placeholder="registry.example/repository:tag" />
            </label>
            <label class="field draft-annotations">
                { "Annotations" }
                <textarea class="input code" rows="2" spellcheck="false" value={pane.annotations.clone()} oninput={annotations}
                    placeholder="key=value, one a line" />
            </label>
        </div>
    }
}
