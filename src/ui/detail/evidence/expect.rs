//! Who is expected to have signed, and what is trusted: fields that become a part of the address.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::session::evidence::Field;
use crate::session::{EvidenceMsg, Msg};
use crate::ui::detail::shown::Shown;
use crate::view::evidence::EvidenceLook;

/// The fields.
pub fn expect(shown: &Shown, look: &EvidenceLook) -> Html {
    let line = |field: Field, words: &'static str, hint: &'static str| {
        let onchange = shown.on.reform(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            Msg::Evidence(EvidenceMsg::Expect(field, value))
        });
        html! {
            <label><span>{ words }</span>
                <input class="input code" name={field.id()} value={look.expected.get(field).to_owned()} placeholder={hint} {onchange}
                    autocomplete="off" autocapitalize="off" spellcheck="false" />
            </label>
        }
    };
    let block = |field: Field, words: &'static str, hint: &'static str| {
        let onchange = shown.on.reform(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            Msg::Evidence(EvidenceMsg::Expect(field, value))
        });
        html! { <label><span>{ words }</span>{ area(field.id(), look.expected.get(field), hint, onchange) }</label> }
    };
    let root = shown.on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Msg::Evidence(EvidenceMsg::Root(value))
    });
    let has_more = look.has_root || !look.expected.key.is_empty() || !look.expected.anchors.is_empty();
    html! {
        <div class="inset evidence-expect">
            if look.of_link {
                <p class="notice-words">{ "The link that you opened says who is expected here. Whoever made the link chose that." }</p>
            }
            { line(Field::Identity, "Identity", "https://github.com/owner/repository/* or name@example.org") }
            { line(Field::Issuer, "Issuer", "https://token.actions.githubusercontent.com") }
            <details open={has_more}>
                <summary>{ "By a key, or by other roots" }</summary>
                { block(Field::Key, "Public key, PEM", "-----BEGIN PUBLIC KEY-----") }
                { block(Field::Anchors, "Root certificates for notation, PEM", "-----BEGIN CERTIFICATE-----") }
                <label><span>{ "Another trusted_root.json in the place of the embedded ones; it is not in the address" }</span>
                    { area("root", "", "{\"mediaType\": …}", root) }
                </label>
                if look.has_root { <p class="soft">{ "The trusted_root.json that you gave is used." }</p> }
            </details>
            <p class="soft">{ NOTE }</p>
        </div>
    }
}

fn area(name: &'static str, value: &str, hint: &'static str, onchange: Callback<Event>) -> Html {
    html! {
        <textarea class="input code" {name} rows="3" value={value.to_owned()} placeholder={hint} {onchange} autocomplete="off"
            autocapitalize="off" spellcheck="false" />
    }
}

const NOTE: &str = "An identity is exact, or has * for any characters. Without an expectation nothing is green: that a \
    signature is verified says that somebody signed. What is expected stands in the address and is stored nowhere.";
