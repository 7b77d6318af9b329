//! Where the image that is shown came from: its reference, what its tag stands for now, and what else its
//! registry can be asked.

use yew::prelude::*;

use crate::session::ExportMsg;
use crate::session::FetchMsg;
use crate::session::Msg;

use crate::text::size::grouped;
use crate::ui::detail::element::button;
use crate::ui::digest::DigestText;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;
use crate::view::{FetchingView, Pinned};

/// The line below the summary.
pub fn source(of: &Pinned, view: &FetchingView, on: &Callback<Msg>) -> Html {
    let Pinned { reference, stands_for, pinned, is_index, repository, by_api } = of;
    let send = |msg: Msg| on.reform(move |_: MouseEvent| msg.clone());
    let mut told = vec![html! { <span class="code">{ safe_text(reference) }</span> }];
    if let Some(digest) = stands_for {
        told.push(html! { " stands for " });
        told.push(html! { <DigestText text={digest.to_string()} on={on} /> });
        told.push(html! { " now" });
    }
    if *by_api {
        told.push(html! { <span class="soft">{ ". The registry\u{2019}s own API was asked, which pages may read: it gives manifests and tags, and no configs or layers." }</span> });
    }
    let words = if *is_index { "Pinned, all platforms" } else { "Pinned reference" };
    let pin = html! { <>{ icon(Icon::Copy) }{ words }</> };
    let mut buttons = vec![button(pin, send(Msg::Export(ExportMsg::Copy(pinned.clone()))))];
    buttons.push(button(html! { "Tags" }, send(Msg::Fetch(FetchMsg::Tags(repository.clone())))));
    if view.missing > 0 {
        let words = format!("Fetch all, {} more", grouped(view.missing as u64));
        buttons.push(button(html! { { words } }, send(Msg::Fetch(FetchMsg::All))));
    }
    for host in &view.signed_in {
        let words = format!("Sign out of {host}");
        buttons.push(button(html! { { words } }, send(Msg::Fetch(FetchMsg::SignOut(host.clone())))));
    }
    html! {
        <section class="source" aria-label="Source">
            <p>{ for told }</p>
            <div class="dialog-actions">{ for buttons }</div>
        </section>
    }
}
