//! A node whose bytes are not here: what it is, and how to fill it in.

use yew::prelude::*;

use super::element::{element, nodes, say};
use super::pieces::snippet;
use super::shown::Shown;
use crate::session::detail;

/// What to do about bytes that are not here.
pub fn missing(shown: &Shown) -> Html {
    let commands = detail::commands(shown.node);
    let mut parts = vec![element("p", "", say(detail::missing(shown.node)))];
    if !commands.is_empty() {
        let words = "Any of these prints the bytes; REPO is the image\u{2019}s repository, such as docker.io/library/alpine.";
        parts.push(element("p", "soft", say(words)));
    }
    parts.extend(commands.iter().map(|command| snippet(shown, command)));
    element("section", "inset missing", nodes(parts))
}
