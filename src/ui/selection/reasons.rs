//! Why each entry of the index stands where it does for the chosen client.

use yew::prelude::*;

use super::super::safe_text::safe_text_of;
use super::event::{Event, press};
use super::mark;
use super::state::{REASONS_AT_ONCE, State};
use super::verdict::{PLATFORM_CHARACTERS, SENTENCE_CHARACTERS};
use crate::inspect::NodeId;
use crate::select::Reason;
use crate::session::{Choice, Msg};
use crate::text::size::grouped;
use crate::view::place;

/// The entries with their reasons, what is taken first.
pub fn reasons(strip: &State, choice: &Choice, on: &Callback<Msg>) -> Html {
    let reasons = choice.reasons_by_standing();
    let left = reasons.len().saturating_sub(strip.reasons);
    html! {
        <>
            <ul class="reasons">
                { for reasons.iter().take(strip.reasons).map(|(node, reason)| row(*node, reason, on)) }
            </ul>
            if left > 0 {
                <button type="button" class="button reasons-more" onclick={press(&strip.ui, Event::MoreReasons)}>
                    { format!("Show {} more of {}", left.min(REASONS_AT_ONCE), grouped(reasons.len() as u64)) }
                </button>
            }
        </>
    }
}

fn row(node: Option<NodeId>, reason: &Reason, on: &Callback<Msg>) -> Html {
    let (class, sign, word) = mark::standing(reason.standing);
    let platform = reason.platform().map_or_else(|| "no platform".to_owned(), ToString::to_string);
    html! {
        <li {class}>
            <span class="standing">{ mark::sign(sign) }{ word }</span>
            <span class="reason-entry">
                { mark::number(&place(&reason.path)) }
                { mark::entry(safe_text_of(&platform, PLATFORM_CHARACTERS), node, on) }
            </span>
            <span class="reason-words">{ safe_text_of(&reason.to_string(), SENTENCE_CHARACTERS) }</span>
        </li>
    }
}
