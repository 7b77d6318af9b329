//! What goes with a link: which images, which evidence, and whom the link says to be expected.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::safe_text::safe_text;
use crate::evidence::statement::Kind;
use crate::inspect::NodeId;
use crate::session::{Inspection, Msg, ShareDialog, ShareMsg, SharedKind};
use crate::text::size::{decimal, grouped};
use crate::view::root_name;

/// Which of several images go with the link.
pub fn images(inspection: &Inspection, share: &ShareDialog, on: &Callback<Msg>) -> Html {
    let one = |(root, goes): &(NodeId, bool)| {
        let root = *root;
        let switched = on.reform(move |event: yew::Event| {
            Msg::Share(ShareMsg::Image(root, event.target_unchecked_into::<HtmlInputElement>().checked()))
        });
        html! {
            <li><label class="check">
                <input type="checkbox" checked={*goes} onchange={switched} />
                <span>{ safe_text(&root_name(inspection, root)) }</span>
            </label></li>
        }
    };
    html! {
        <fieldset class="share-images">
            <legend>{ "What the link holds" }</legend>
            <ul>{ for share.images.iter().map(one) }</ul>
        </fieldset>
    }
}

/// The kinds of evidence, each to be left out; `expects` where the view says who should have signed.
pub fn evidence(share: &ShareDialog, expects: bool, on: &Callback<Msg>) -> Html {
    let one = |one: &SharedKind| {
        let kind = one.kind;
        let switched = on.reform(move |event: Event| {
            Msg::Share(ShareMsg::Evidence(kind, event.target_unchecked_into::<HtmlInputElement>().checked()))
        });
        html! {
            <li><label class="check">
                <input type="checkbox" checked={one.goes} onchange={switched} />
                <span>{ format!("{}: {}, {}", named(kind), documents(one.count), decimal(one.bytes as u64)) }</span>
            </label></li>
        }
    };
    html! {
        <>
            if !share.evidence.is_empty() {
                <fieldset class="share-images">
                    <legend>{ "Evidence that goes along" }</legend>
                    <ul>{ for share.evidence.iter().map(one) }</ul>
                </fieldset>
            }
            if expects {
                <p class="soft">{ "The link also says whom you expect to have signed. Whoever opens it is told that the address says so." }</p>
            }
        </>
    }
}

const fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Signature => "Signatures",
        Kind::Provenance => "Provenance",
        Kind::Sbom => "SBOMs",
        Kind::Vex => "VEX",
        Kind::Other => "Other statements",
    }
}

fn documents(count: usize) -> String {
    let word = if count == 1 { "document" } else { "documents" };
    format!("{} {word}", grouped(count as u64))
}
