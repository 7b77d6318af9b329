//! What a manifest is made of: its config and its layers, with each one's share of the bytes.

use yew::prelude::*;

use super::pieces::{ROWS, bar, section, table, to_node};
use super::shown::Shown;
use crate::image::digest::Digest;
use crate::inspect::NodeId;
use crate::ui::safe_text::safe_text_of;
use crate::ui::seal::seal;
use crate::ui::size::size;
use crate::view::detail::{parts, percent};

/// Characters of a command.
const COMMAND: usize = 200;

/// The table of a manifest's parts.
pub fn composition(shown: &Shown) -> Html {
    let parts = parts(shown.inspection, shown.id);
    if parts.is_empty() {
        return html! { <p class="inset soft">{ "It names neither a config nor layers." }</p> };
    }
    let bytes = |id: &NodeId| shown.inspection.tree.get(*id).and_then(|node| node.stated_size()).unwrap_or(0);
    let total = parts.iter().map(bytes).fold(0, u64::saturating_add);
    let row = |id: &NodeId| {
        let label = shown.label(*id);
        let node = shown.inspection.tree.get(*id)?;
        let digest = node.stated_digest().map(Digest::short).unwrap_or_default();
        let command = if label.what == digest { Html::default() } else { safe_text_of(&label.what, COMMAND) };
        Some(html! {
            <tr>
                <td>
                    { seal(&node.state) }{ " " }{ to_node(shown, *id, &label.name) }
                    <span class="beneath code soft">{ digest }</span>
                </td>
                <td class="made code">{ command }</td>
                <td class="num">{ size(bytes(id)) }</td>
                <td class="share">{ bar(percent(bytes(id), total)) }</td>
            </tr>
        })
    };
    let head = html! {
        <thead><tr>
            <th>{ "Part" }</th><th>{ "Made by" }</th><th class="num">{ "Size" }</th><th>{ "Share" }</th>
        </tr></thead>
    };
    let rows = parts.iter().take(ROWS).filter_map(row).collect();
    html! {
        <>
            { section("What it is made of", html! { <>{ size(total) }{ " in all" }</> }) }
            { table("stacked", head, rows, parts.len()) }
        </>
    }
}
