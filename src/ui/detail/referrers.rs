//! What refers to a manifest: signatures, SBOMs and the like, as its registry lists them.

use yew::prelude::*;

use super::element::{button, link};
use super::pieces::{ROWS, code, section, table};
use super::shown::Shown;
use crate::registry::listing::Referrer;
use crate::session::{FetchMsg, Msg, ReferrerList};
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text;
use crate::ui::size::size;

/// The list, or the button that asks for it.
pub fn referrers(shown: &Shown) -> Html {
    if !shown.props.look.view.can_list_referrers {
        return Html::default();
    }
    let mut parts = vec![section("What refers to it", Html::default())];
    match &shown.props.look.view.referrers {
        None => {
            let ask =
                button(html! { "Ask the registry" }, shown.send(Msg::Fetch(FetchMsg::Referrers(shown.id))));
            let words = "Signatures, SBOMs and attestations that name this as their subject.";
            parts.push(html! {
                <div class="inset dialog-actions">{ ask }<span class="soft">{ words }</span></div>
            });
        }
        Some(list) => {
            let rows: Vec<_> = list.referrers.iter().take(ROWS).map(|one| row(shown, list, one)).collect();
            if !rows.is_empty() {
                parts.push(table("stacked", head(), rows, list.referrers.len()));
            }
            parts.push(html! { <p class="inset soft">{ list.told() }</p> });
        }
    }
    html! { <>{ for parts }</> }
}

fn head() -> Html {
    let cell = |words| html! { <th scope="col">{ words }</th> };
    html! { <thead><tr>{ cell("Kind") }{ cell("Digest") }{ cell("Size") }</tr></thead> }
}

fn row(shown: &Shown, list: &ReferrerList, referrer: &Referrer) -> Html {
    let reference = list.repository.at(&referrer.digest).to_string();
    let kind = referrer.artifact_type.as_deref().or(referrer.media_type.as_deref());
    let kind = kind.map_or_else(|| html! { "not stated" }, safe_text);
    let open = link(kind, reference.clone(), shown.send(Msg::Fetch(FetchMsg::OpenReference(reference))));
    let mut digest = vec![html! { <DigestText text={referrer.digest.to_string()} on={shown.on} /> }];
    let created = referrer.annotations.get("org.opencontainers.image.created");
    digest.extend(created.map(|created| html! { <span class="soft beneath">{ code(created) }</span> }));
    html! {
        <tr>
            <td>{ open }</td>
            <td>{ for digest }</td>
            <td class="num">{ referrer.size.map(size).unwrap_or_default() }</td>
        </tr>
    }
}
