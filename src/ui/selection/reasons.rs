//! Why each entry of the index stands where it does for the chosen client.

use std::rc::Rc;

use yew::prelude::*;

use super::super::safe_text::safe_text_of;
use super::mark;
use super::verdict::{PLATFORM_CHARACTERS, SENTENCE_CHARACTERS};
use crate::inspect::NodeId;
use crate::inspect::size::grouped;
use crate::select::Reason;
use crate::session::{Choice, Msg, place};

/// Entries that are on the page at first, and more with each press of the button.
const AT_ONCE: usize = 200;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
    pub on: Callback<Msg>,
}

#[component]
pub fn Reasons(props: &Props) -> Html {
    let Props { choice, on } = props;
    let shown = use_state_eq(|| AT_ONCE);
    let reasons = choice.reasons_by_standing();
    let left = reasons.len().saturating_sub(*shown);
    let more = Callback::from({
        let shown = shown.clone();
        move |_: MouseEvent| shown.set(shown.saturating_add(AT_ONCE))
    });
    html! {
        <>
            <ul class="reasons">{ for reasons.iter().take(*shown).map(|(node, reason)| row(*node, reason, on)) }</ul>
            if left > 0 {
                <button type="button" class="button reasons-more" onclick={more}>
                    { format!("Show {} more of {}", left.min(AT_ONCE), grouped(reasons.len() as u64)) }
                </button>
            }
        </>
    }
}

fn row(node: Option<NodeId>, reason: &Reason, on: &Callback<Msg>) -> Html {
    let (class, sign, word) = mark::standing(reason.standing);
    let platform = reason.platform().map_or_else(|| "no platform".to_owned(), ToString::to_string);
    html! {
        <li class={class}>
            <span class="standing"><span aria-hidden="true">{ sign }</span>{ " " }{ word }</span>
            <span class="reason-entry">
                <span class="entry-number"><span class="visually-hidden">{ "entry " }</span>{ place(&reason.path) }</span>
                { mark::entry(safe_text_of(&platform, PLATFORM_CHARACTERS), node, on) }
            </span>
            <span class="reason-words">{ safe_text_of(&reason.to_string(), SENTENCE_CHARACTERS) }</span>
        </li>
    }
}
