//! What a manifest is made of: its config and its layers, with each one's share of the bytes.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{PAGE, bar, more_button, to_node};
use crate::image::digest::Digest;
use crate::inspect::{NodeId, label};
use crate::session::detail::{parts, percent};
use crate::ui::safe_text::safe_text_of;
use crate::ui::seal::seal;
use crate::ui::size::size;

/// Characters of a command.
const COMMAND: usize = 200;

/// The table of a manifest's parts.
#[component]
pub fn Composition(props: &NodeProps) -> Html {
    let shown = use_state(|| PAGE);
    let (blobs, tree) = (&props.inspection.blobs, &props.inspection.tree);
    let parts = parts(&props.inspection, props.id);
    if parts.is_empty() {
        return html! { <p class="inset soft">{ "It names neither a config nor layers." }</p> };
    }
    let bytes = |id: &NodeId| tree.get(*id).and_then(|node| node.stated_size()).unwrap_or(0);
    let total = parts.iter().map(bytes).fold(0, u64::saturating_add);
    let row = |id: &NodeId| {
        let label = label(blobs, tree, *id);
        let node = tree.get(*id)?;
        let digest = node.stated_digest().map(Digest::short);
        let command = (Some(&label.what) != digest.as_ref()).then_some(label.what);
        Some(html! {
            <tr key={id.0}>
                <td>{ seal(&node.state) }{ " " }{ to_node(props, *id, &label.name) }
                    <span class="beneath code soft">{ for digest }</span></td>
                <td class="made code">{ for command.map(|command| safe_text_of(&command, COMMAND)) }</td>
                <td class="num">{ size(bytes(id)) }</td>
                <td class="share">{ bar(percent(bytes(id), total)) }</td>
            </tr>
        })
    };
    html! {
        <>
            <h3 class="section">{ "What it is made of" }<span class="soft">{ size(total) }{ " in all" }</span></h3>
            <table class="stacked">
                <thead><tr>
                    <th>{ "Part" }</th><th>{ "Made by" }</th><th class="num">{ "Size" }</th><th>{ "Share" }</th>
                </tr></thead>
                <tbody>{ for parts.iter().take(*shown).filter_map(row) }</tbody>
            </table>
            { more_button(&shown, parts.len()) }
        </>
    }
}
