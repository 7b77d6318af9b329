//! A node whose bytes are not here: what it is, and how to fill it in.

use yew::prelude::*;

use super::element::button;
use super::pieces::snippet;
use super::shown::Shown;
use crate::session::{FetchMsg, Msg, SelectMsg, Tab, Tone};
use crate::text::size::decimal;
use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;
use crate::verify::Verification;
use crate::view::NodeFetch;
use crate::view::detail::{self, PLACEHOLDER};
use crate::view::layers::status;

/// What to do about bytes that are not here.
pub fn missing(shown: &Shown) -> Html {
    let mut parts = vec![html! { <p>{ detail::missing(shown.node) }</p> }];
    if shown.node.layer.is_some() && shown.node.state != Verification::NotLoaded {
        // It is here, and only not in memory.
        let words = if shown.node.state == Verification::Unread { detail::missing(shown.node) } else { "" };
        return html! { <section class="inset missing"><p>{ words }</p>{ open(shown) }</section> };
    }
    let layers = status(shown.inspection, &shown.props.layers, shown.id);
    let own = layers.layers.iter().find(|layer| layer.node == shown.id);
    parts.push(match own.filter(|_| layers.remote.0 > 0) {
        Some(_) => super::files::call(shown, &layers),
        None => fetch(shown),
    });
    // The first of them print it, or fetch it.
    let commands = detail::commands(shown.inspection, shown.id, shown.repository);
    if let Some(commands) = commands.first() {
        parts.push(html! { <p class="soft">{ told(shown) }</p> });
        parts.extend(commands.lines.iter().map(|command| snippet(shown, &command.line)));
    }
    html! { <section class="inset missing">{ for parts }</section> }
}

/// What leads to the files of a layer that is here.
fn open(shown: &Shown) -> Html {
    if shown.node.state == Verification::Unread {
        let status = status(shown.inspection, &shown.props.layers, shown.id);
        return super::files::call(shown, &status);
    }
    button(html! { "Show its files" }, shown.send(Msg::Select(SelectMsg::Tab(Tab::Files))))
}

/// What the commands do.
fn told(shown: &Shown) -> String {
    let unknown =
        format!("; {PLACEHOLDER} is the image\u{2019}s repository, such as docker.io/library/alpine");
    let unknown = if shown.repository.is_none() { &*unknown } else { "" };
    format!("Any of these fetches the bytes{unknown}.")
}

/// How far the bytes are, where their registry is known.
fn fetch(shown: &Shown) -> Html {
    let act = |words, msg| html! { <div class="dialog-actions">{ button(html! { { words } }, shown.send(msg)) }</div> };
    let at = shown.id;
    match &shown.props.look.node {
        NodeFetch::Nothing => Html::default(),
        NodeFetch::Possible => act("Fetch it", Msg::Fetch(FetchMsg::Node(at))),
        NodeFetch::Waiting => html! { <p>{ "It waits for its turn to be fetched." }</p> },
        NodeFetch::Coming { received, total } => {
            let of = total.map(|total| format!(" of {}", decimal(total))).unwrap_or_default();
            html! { <p>{ format!("It is being fetched: {}{of}.", decimal(*received)) }</p> }
        }
        NodeFetch::Failed(_, why) => html! {
            <>
                { notice(Tone::Bad, html! { <p>{ safe_text(why) }</p> }, None) }
                { act("Try again", Msg::Fetch(FetchMsg::Node(at))) }
            </>
        },
    }
}
