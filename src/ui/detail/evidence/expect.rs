//! Who is expected to have signed, and what is trusted: fields that become a part of the address.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::session::evidence::{Field, RootState, Whose};
use crate::session::{EvidenceMsg, Msg};
use crate::ui::detail::element::button;
use crate::ui::detail::shown::Shown;
use crate::ui::safe_text::safe_text;
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
    let has_root = look.root != RootState::Embedded || !look.roots.is_empty();
    let has_more = has_root || !look.expected.key.is_empty() || !look.expected.anchors.is_empty();
    html! {
        <div class="inset evidence-expect">
            if let Some(words) = whose(look.whose) { <p class="notice-words">{ words }</p> }
            { line(Field::Identity, "Identity", "https://github.com/owner/repository/*, name@example.org, or x509.subject: C=…, O=…") }
            { line(Field::Issuer, "Issuer", "https://token.actions.githubusercontent.com") }
            <details open={has_more}>
                <summary>{ "By a key, or by other roots" }</summary>
                { block(Field::Key, "Public key, PEM", "-----BEGIN PUBLIC KEY-----") }
                { block(Field::Anchors, "Root certificates for notation, PEM", "-----BEGIN CERTIFICATE-----") }
                <label><span>{ "Another trusted_root.json in the place of the embedded ones; the address names it by its digest" }</span>
                    { area("root", "", "{\"mediaType\": …}", root) }
                </label>
                { trusted(shown, look) }
            </details>
            <p class="soft">{ NOTE }</p>
        </div>
    }
}

/// Whose word it is that somebody is expected, where it is not the visitor's.
const fn whose(whose: Whose) -> Option<&'static str> {
    match whose {
        Whose::Visitor => None,
        Whose::Example => Some(
            "This example says who is expected, and brings the root of an authority that was made up for it.",
        ),
        Whose::Address => Some(
            "The address that was opened says who is expected here. Whoever made it chose that, or you did before a reload.",
        ),
    }
}

/// The root that is trusted in the place of the embedded ones, and those that could be.
fn trusted(shown: &Shown, look: &EvidenceLook) -> Html {
    let digest = &look.expected.root;
    let expect = |digest: &str| Msg::Evidence(EvidenceMsg::Expect(Field::Root, digest.to_owned()));
    let back = || button(html! { { "Trust the embedded roots again" } }, shown.send(expect("")));
    let one = |(name, digest): &(String, String)| {
        html! {
            <li>{ safe_text(name) }{ " " }<code>{ digest.clone() }</code>{ " " }
                { button(html! { { "Trust this root" } }, shown.send(expect(digest))) }</li>
        }
    };
    html! {
        <>
            { match look.root {
                RootState::Embedded => Html::default(),
                RootState::Here(_) => html! {
                    <p>{ "Trusted in the place of the embedded roots: the trusted_root.json " }<code>{ digest.clone() }</code>{ " " }{ back() }</p>
                },
                RootState::Missing => html! {
                    <p class="notice-words">{ "The address expects the trusted_root.json " }<code>{ digest.clone() }</code>
                        { ", which is not here: drop it on the page, or paste it above. Until then nothing is verified by sigstore’s certificates. " }{ back() }</p>
                },
            } }
            if !look.roots.is_empty() {
                <p class="soft">{ "Open here, and not trusted until you say so:" }</p>
                <ul>{ for look.roots.iter().map(one) }</ul>
            }
        </>
    }
}

fn area(name: &'static str, value: &str, hint: &'static str, onchange: Callback<Event>) -> Html {
    html! {
        <textarea class="input code" {name} rows="3" value={value.to_owned()} placeholder={hint} {onchange} autocomplete="off"
            autocapitalize="off" spellcheck="false" />
    }
}

const NOTE: &str = "An identity is exact, or has * for any characters; of a notation signature it may be trusted identities as in \
    its trust policy, x509.subject: C=…, ST=…, O=…, several of them parted by ;. Without an expectation nothing is green: that a \
    signature is verified says that somebody signed. What is expected stands in the address and is stored nowhere.";
