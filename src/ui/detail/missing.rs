//! A node whose bytes are not here: what it is, and how to fill it in.

use yew::prelude::*;

use super::element::{element, nodes, said, say};
use super::pieces::snippet;
use super::shown::Shown;
use crate::session::detail::{self, PLACEHOLDER};

/// What to do about bytes that are not here.
pub fn missing(shown: &Shown) -> Html {
    let mut parts = vec![element("p", "", say(detail::missing(shown.node)))];
    // The first of them print it, or fetch it.
    let commands = detail::commands(shown.inspection, shown.id, shown.repository);
    if let Some(commands) = commands.first() {
        parts.push(element("p", "soft", said(told(shown))));
        parts.extend(commands.lines.iter().map(|command| snippet(shown, &command.line)));
    }
    element("section", "inset missing", nodes(parts))
}

/// What the commands do.
fn told(shown: &Shown) -> String {
    let unknown =
        format!("; {PLACEHOLDER} is the image\u{2019}s repository, such as docker.io/library/alpine");
    let unknown = if shown.repository.is_none() { &*unknown } else { "" };
    format!("Any of these fetches the bytes{unknown}.")
}
