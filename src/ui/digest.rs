//! A digest: short, whole on demand, copied by one click.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::safe_text::safe_text;
use crate::image::digest::Digest;
use crate::session::{ExportMsg, Msg};
use crate::text::escape::escaped;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The digest as its document states it, well-formed or not.
    pub text: AttrValue,
    /// Shown whole from the start.
    #[prop_or_default]
    pub whole: bool,
    pub on: Callback<Msg>,
}

/// A digest with the button that copies it.
#[component]
pub fn DigestText(props: &Props) -> Html {
    let whole = use_state_eq(|| props.whole);
    let short = Digest::parse(&props.text).ok().map(|digest| digest.short());
    let copy = props.on.reform({
        let text = props.text.clone();
        move |_| Msg::Export(ExportMsg::Copy(escaped(&text)))
    });
    let shown = match short {
        // What is no digest, or has nothing to be shortened, is shown as it is.
        Some(short) if short.len() < props.text.len() => {
            let toggle = Callback::from({
                let whole = whole.clone();
                move |_: MouseEvent| whole.set(!*whole)
            });
            let (text, label) = if *whole {
                (html! { { &props.text } }, "Show the digest in short")
            } else {
                (html! { <>{ short }{ "…" }</> }, "Show the whole digest")
            };
            html! {
                <button type="button" class="digest-text" aria-expanded={whole.to_string()} title={label}
                    onclick={toggle}>{ text }</button>
            }
        }
        _ => safe_text(&props.text),
    };
    html! {
        <span class="digest code">
            { shown }
            <button type="button" class="icon-button" onclick={copy} aria-label="Copy the digest"
                title={format!("Copy {}", escaped(&props.text))}>{ icon(Icon::Copy) }</button>
        </span>
    }
}
