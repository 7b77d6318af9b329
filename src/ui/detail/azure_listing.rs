//! The manifests of a repository, as `az acr` prints them.

use yew::prelude::*;

use super::element::link;
use super::pieces::{ROWS, section, table};
use super::shown::Shown;
use crate::inspect::Blob;
use crate::session::{FetchMsg, Msg};
use crate::text::size::grouped;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::view::detail::{ListingRow, ListingView, listing};

/// Characters of all tags of a manifest.
const TAGS: usize = 300;

/// The table; nothing where the document is no such list.
pub fn azure_listing(shown: &Shown, blob: &Blob) -> Html {
    let Some(ListingView { sentence, rows, total }) = listing(shown.inspection, blob, shown.repository)
    else {
        return Html::default();
    };
    let head = html! {
        <thead><tr>
            <th>{ "Manifest" }</th><th>{ "Tags" }</th><th>{ "Platform" }</th><th>{ "Changed" }</th><th class="num">{ "Size" }</th>
        </tr></thead>
    };
    let rows = rows.iter().take(ROWS).map(|row| one(shown, row)).collect();
    html! {
        <>
            { section("Manifests", html! { { grouped(total as u64) } }) }
            <p class="inset soft">{ safe_text(&sentence) }</p>
            { table("stacked", head, rows, total) }
        </>
    }
}

fn one(shown: &Shown, row: &ListingRow) -> Html {
    let ListingRow { digest, reference, tags, mark, platform, time, size, span } = row;
    let name = html! { <span class="code">{ safe_text(digest) }</span> };
    let name = match reference {
        Some(reference) => {
            let fetch = Msg::Fetch(FetchMsg::OpenReference(reference.clone()));
            link(name, "Fetch it".to_owned(), shown.send(fetch))
        }
        None => link(name, "Show it in the output".to_owned(), shown.show(shown.id, *span)),
    };
    html! {
        <tr>
            <td>{ name }</td>
            <td class="code">
                { safe_text_of(tags, TAGS) }
                if !mark.is_empty() { <span class="chip">{ *mark }</span> }
            </td>
            <td>{ safe_text(platform) }</td>
            <td class="soft">{ safe_text(time) }</td>
            <td class="num">{ size }</td>
        </tr>
    }
}
