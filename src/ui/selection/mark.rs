//! Signs of what a client does: each a shape and a word, and a colour besides.

use yew::prelude::*;

use super::event::send;
use crate::inspect::NodeId;
use crate::select::{Outcome, Standing};
use crate::session::{Msg, SelectMsg};

/// The class, sign and word of an outcome.
pub fn outcome(outcome: &Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::Picked(_) | Outcome::Whole => ("takes", "→", "takes"),
        Outcome::Failed(_) => ("fails", "✕", "fails"),
        Outcome::NeedsConfig(_) | Outcome::NeedsIndex(_) | Outcome::NotModelled(_) => {
            ("open", "?", "not known")
        }
    }
}

/// The class, sign and words of what a client makes of an entry.
pub fn standing(standing: Standing) -> (&'static str, &'static str, String) {
    match standing {
        Standing::Chosen(_) => ("taken", "→", "taken".to_owned()),
        Standing::Accepted { place, .. } => ("next", "✓", format!("choice {place}")),
        Standing::Undecided(_) => ("open", "?", "not known".to_owned()),
        Standing::Rejected(rejection) if rejection.is_the_failure() => {
            ("fails", "✕", "fails on it".to_owned())
        }
        Standing::Rejected(_) => ("rejected", "–", "rejected".to_owned()),
    }
}

/// A sign, for those who see it; its word stands beside it.
pub fn sign(sign: &'static str) -> Html {
    html! { <><span aria-hidden="true">{ sign }</span>{ " " }</> }
}

/// The sign and the word of one that does otherwise.
pub fn differs(class: &'static str, word: &str) -> Html {
    html! { <span {class}><span class="seal warn" aria-hidden="true">{ "≠" }</span>{ word }</span> }
}

/// The number of an entry.
pub fn number(number: &str) -> Html {
    html! { <span class="entry-number"><span class="visually-hidden">{ "entry " }</span>{ number }</span> }
}

/// The name of an entry, which leads to it in the tree where it is there.
pub fn entry(text: Html, node: Option<NodeId>, on: &Callback<Msg>) -> Html {
    match node {
        Some(node) => html! {
            <button type="button" class="entry-link code" title="Show this entry" onclick={send(on, Msg::Select(SelectMsg::Node(node)))}>
                { text }
            </button>
        },
        None => html! { <span class="code">{ text }</span> },
    }
}
