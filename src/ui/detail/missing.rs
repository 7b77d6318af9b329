//! A node whose bytes are not here: what it is, and how to fill it in.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::snippet;
use crate::session::detail::{commands, missing};

/// What to do about bytes that are not here.
#[component]
pub fn Missing(props: &NodeProps) -> Html {
    let Some(node) = props.node() else { return Html::default() };
    let commands = commands(node);
    html! {
        <section class="inset missing">
            <p>{ missing(node) }</p>
            if !commands.is_empty() {
                <p class="soft">
                    { "Any of these prints the bytes; REPO is the image\u{2019}s repository, such as " }
                    <code>{ "docker.io/library/alpine" }</code>{ "." }
                </p>
                { for commands.iter().map(|command| snippet(props, command)) }
            }
        </section>
    }
}
