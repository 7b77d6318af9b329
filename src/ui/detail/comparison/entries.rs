//! The entries of two indexes beside each other.

use yew::prelude::*;

use super::super::element::link;
use super::super::pieces::{ROWS, table};
use super::super::shown::Shown;
use crate::compare::{Entries, EntryFate, EntryRow};
use crate::inspect::{NodeId, Step};
use crate::session::{Comparison, ComparisonMsg, Msg, SelectMsg};
use crate::text::escape::escaped;
use crate::text::size::decimal;
use crate::ui::safe_text::safe_text;
use crate::ui::size::size;
use crate::view::comparison::{entry_fate_word, entry_sum, reason, short_name};
use crate::view::detail::image_bytes;

/// The table.
pub fn entries(shown: &Shown, comparison: &Comparison, entries: &Entries) -> Html {
    let node = |index: NodeId, at: Option<usize>| {
        shown.inspection.tree.held(index, Step::Entry(u32::try_from(at?).ok()?))
    };
    let row = |row: &EntryRow| {
        let (first, second) = (node(comparison.first, row.first), node(comparison.second, row.second));
        let (sign, word) = entry_fate_word(row.fate);
        html! {
            <tr class={class(row.fate)}>
                <th scope="row">
                    <span class="fate"><span aria-hidden="true">{ sign }</span>{ " " }{ word }</span>
                    { name(shown, first, second) }
                    <span class="beneath soft">{ entry_sum(row) }</span>
                    { for row.reasons.iter().map(|it| html! { <span class="beneath soft">{ reason(it) }</span> }) }
                </th>
                <td class="num" data-side="First">{ bytes(shown, first) }</td>
                <td class="num" data-side="Second">
                    { bytes(shown, second) }
                    if let Some(pull) = row.pull { <span class="beneath soft">{ format!("{} new", decimal(pull.bytes)) }</span> }
                </td>
            </tr>
        }
    };
    let head = html! { <thead><tr><th>{ "Entry" }</th><th class="num">{ "First" }</th><th class="num">{ "Second" }</th></tr></thead> };
    let rows = entries.rows.iter().take(ROWS).map(row).collect();
    table("beside", head, rows, entries.rows.len())
}

/// What an entry is called; of one that both have, what compares the two.
fn name(shown: &Shown, first: Option<NodeId>, second: Option<NodeId>) -> Html {
    let Some(id) = second.or(first) else { return Html::default() };
    let name = short_name(shown.inspection, id);
    let msg = match first.zip(second) {
        Some((first, second)) => Msg::Comparison(ComparisonMsg::Of(first, second)),
        None => Msg::Select(SelectMsg::Node(id)),
    };
    link(safe_text(&name), escaped(&name), shown.send(msg))
}

fn bytes(shown: &Shown, id: Option<NodeId>) -> Html {
    match id.map(|id| image_bytes(shown.inspection, id)) {
        None => html! { <span class="soft">{ "—" }</span> },
        Some(None) => html! { <span class="soft">{ "not here" }</span> },
        Some(Some(bytes)) => size(bytes),
    }
}

const fn class(fate: EntryFate) -> &'static str {
    match fate {
        EntryFate::Added => "is-new",
        EntryFate::Removed => "is-gone",
        EntryFate::Kept => "is-same",
        EntryFate::Changed | EntryFate::Restated => "is-changed",
    }
}
