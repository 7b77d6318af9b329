//! The Commands tab: what shows or pulls just this node, by the tools that people have.

use yew::prelude::*;

use super::pieces::{copy_button, section};
use super::shown::Shown;
use crate::ui::safe_text::safe_text;
use crate::view::detail::{Command, Commands, PLACEHOLDER, commands};
use crate::view::evidence;

/// The tab.
pub fn commands_tab(shown: &Shown) -> Html {
    let mut parts = Vec::new();
    if shown.repository.is_none() {
        parts.push(html! {
            <p class="inset soft">
                { format!("These documents do not say where they come from: put the image\u{2019}s repository, such as \
                 docker.io/library/alpine, in the place of {PLACEHOLDER}.") }
            </p>
        });
    }
    let own = commands(shown.inspection, shown.id, shown.repository);
    let expected = &shown.props.evidence.expected;
    let verifying = evidence::commands(shown.inspection, shown.id, shown.repository, expected);
    for Commands { title, lines, remark } in own.into_iter().chain(verifying) {
        parts.push(section(title, Html::default()));
        parts.push(
            html! { <dl class="facts commands">{ for lines.iter().map(|line| one(shown, line)) }</dl> },
        );
        if !remark.is_empty() {
            parts.push(html! { <p class="inset soft">{ remark }</p> });
        }
    }
    html! { <>{ for parts }</> }
}

fn one(shown: &Shown, Command { tool, line, remark }: &Command) -> Html {
    html! {
        <>
            <dt>{ tool }</dt>
            <dd>
                <div class="snippet">
                    <pre class="code">{ safe_text(line) }</pre>
                    { copy_button(shown, line, "Copy the command") }
                </div>
                if !remark.is_empty() { <span class="soft">{ remark }</span> }
            </dd>
        </>
    }
}
