//! The Commands tab: what shows or pulls just this node, by the tools that people have.

use yew::prelude::*;

use super::element::{element, nodes, said, say};
use super::pieces::{copy_button, section};
use super::shown::Shown;
use crate::session::detail::{Command, Commands, PLACEHOLDER, commands};
use crate::ui::safe_text::safe_text;

/// The tab.
pub fn commands_tab(shown: &Shown) -> Html {
    let mut parts = Vec::new();
    if shown.repository.is_none() {
        parts.push(element(
            "p",
            "inset soft",
            said(format!(
                "These documents do not say where they come from: put the image\u{2019}s repository, such as \
                 docker.io/library/alpine, in the place of {PLACEHOLDER}."
            )),
        ));
    }
    for Commands { title, lines, remark } in commands(shown.inspection, shown.id, shown.repository) {
        parts.push(section(title, Html::default()));
        parts.push(element(
            "dl",
            "facts commands",
            nodes(lines.iter().map(|line| one(shown, line)).collect()),
        ));
        if !remark.is_empty() {
            parts.push(element("p", "inset soft", say(remark)));
        }
    }
    nodes(parts)
}

fn one(shown: &Shown, Command { tool, line, remark }: &Command) -> Html {
    let mut value = vec![html! {
        <div class="snippet"><pre class="code">{ safe_text(line) }</pre>{ copy_button(shown, line, "Copy the command") }</div>
    }];
    if !remark.is_empty() {
        value.push(element("span", "soft", say(remark)));
    }
    nodes(vec![element("dt", "", say(tool)), element("dd", "", nodes(value))])
}
