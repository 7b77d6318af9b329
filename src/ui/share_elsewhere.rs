//! The parts of the share dialog that point at an image in a registry: the short link, the badge, the
//! bookmarklet.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser;
use crate::export::{badge, bookmarklet};
use crate::session::{ExportMsg, Msg};
use crate::text::size::grouped;

/// The link by reference.
pub fn short_link(link: &str, on: &Callback<Msg>) -> Html {
    html! {
        <>
            <h3>{ "Link to the image in its registry" }</h3>
            <p>
                { "Short enough for a chat. Whoever opens it fetches the image from the registry again, and its digest is checked." }
            </p>
            { copied(link, "Copy the short link", on) }
            <p class="soft">{ format!("{} characters", grouped(link.chars().count() as u64)) }</p>
            <h3>{ "Link with the documents in it" }</h3>
        </>
    }
}

/// What is put on other pages and among the bookmarks.
pub fn elsewhere(link: Option<&str>, on: &Callback<Msg>) -> Html {
    let base = browser::base();
    let badges = link.map(|link| {
        let [markdown, html] = badge(&base, link);
        html! {
            <>
                <h3>{ "A badge for a README" }</h3>
                { copied(&markdown, "Copy the badge in Markdown", on) }
                { copied(&html, "Copy the badge in HTML", on) }
            </>
        }
    });
    let script = bookmarklet(&base);
    // It is to be dragged to the bookmarks; this page’s own policy lets no such link run here.
    let pressed = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <>
            { badges.unwrap_or_default() }
            <h3>{ "A bookmark for registries\u{2019} pages" }</h3>
            <p>
                { "Drag " }
                <a class="button" href={script.clone()} onclick={pressed}>{ "Inspect in Bayplan" }</a>
                { " to your bookmarks, or copy it into a new one. On an image\u{2019}s page at Docker Hub, Quay, GitHub, Microsoft or Amazon, it opens that image here." }
            </p>
            { copied(&script, "Copy the bookmarklet", on) }
        </>
    }
}

fn copied(text: &str, label: &'static str, on: &Callback<Msg>) -> Html {
    let copy = on.reform({
        let text = text.to_owned();
        move |_: MouseEvent| Msg::Export(ExportMsg::Copy(text.clone()))
    });
    html! {
        <div class="snippet">
            <pre class="code">{ text.to_owned() }</pre>
            <button type="button" class="icon-button" onclick={copy} aria-label={label} title={label}>{ icon(Icon::Copy) }</button>
        </div>
    }
}
