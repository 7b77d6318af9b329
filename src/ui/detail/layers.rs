//! The Layers tab: what each step of the build made.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{PAGE, bar, more_button};
use crate::image::instruction::Instruction;
use crate::image::media_type::short_name;
use crate::session::detail::{LayerRow, layers};
use crate::session::{Msg, Tone};
use crate::ui::digest::DigestText;
use crate::ui::notice::notice;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::ui::seal::seal;
use crate::ui::size::size;

/// Characters of a command that are shown before it is unfolded.
const COMMAND: usize = 160;

/// The Layers tab.
#[component]
pub fn LayersTab(props: &NodeProps) -> Html {
    let shown = use_state(|| PAGE);
    let layers = use_memo(props.clone(), |props| layers(&props.inspection, props.id).unwrap_or_default());
    let summary = match layers.count {
        1 => "1 layer".to_owned(),
        count => format!("{count} layers"),
    };
    let empty = layers.rows.len() - layers.rows.iter().filter(|row| row.number.is_some()).count();
    html! {
        <>
            <h3 class="section">{ summary }
                <span class="soft">
                    if layers.bytes > 0 { { size(layers.bytes) }{ " in all" } }
                    if empty > 0 { { format!(" · {empty} steps with no layer") } }
                </span>
            </h3>
            { for layers.notes.iter().map(|note| html! { <div class="inset">{ notice(Tone::Warn, html! { note }, None) }</div> }) }
            <ol class="layers">
                { for layers.rows.iter().take(*shown).enumerate().map(|(at, row)| html! { <li key={at} class={classes!("layer", row.number.is_none().then_some("empty"))}>{ step(props, row) }</li> }) }
            </ol>
            { more_button(&shown, layers.rows.len()) }
        </>
    }
}

fn step(props: &NodeProps, row: &LayerRow) -> Html {
    let digest = |name: &'static str, text: &str| {
        html! { <><dt>{ name }</dt><dd><DigestText text={text.to_owned()} on={props.on.clone()} /></dd></> }
    };
    let remark = match (row.number, row.layer_missing) {
        (Some(_), _) => None,
        (None, true) => Some("no layer left for it"),
        (None, false) => Some("no layer"),
    };
    html! {
        <>
            <div class="layer-number">
                if let Some(number) = row.number { { number } } else { <span aria-hidden="true">{ "·" }</span> }
            </div>
            <div class="layer-main">
                { command(row) }
                <dl class="layer-facts">
                    { for row.digest.as_deref().map(|text| digest("digest", text)) }
                    { for row.diff_id.as_deref().map(|text| digest("diff ID", text)) }
                    { for row.chain_id.as_ref().filter(|_| row.number != Some(1)).map(|id| digest("chain ID", id.as_str())) }
                    { for row.comment.as_deref().filter(|text| !text.is_empty()).map(|text| html! { <><dt>{ "comment" }</dt><dd>{ safe_text(text) }</dd></> }) }
                    { for row.created.as_deref().map(|text| html! { <><dt>{ "made" }</dt><dd>{ safe_text(text) }</dd></> }) }
                </dl>
            </div>
            <div class="layer-side">
                { for remark.map(|remark| html! { <span class={classes!("chip", row.layer_missing.then_some("warn"))}>{ remark }</span> }) }
                { for row.size.map(|bytes| html! { <>{ size(bytes) }{ bar(row.share) }</> }) }
                { for row.media_type.as_deref().map(|text| html! { <span class="soft" title={crate::session::safe_text::escaped(text)}>{ safe_text(short_name(text)) }</span> }) }
                if let (Some(state), Some(node)) = (&row.state, row.node) {
                    <button type="button" class="link" onclick={props.send(Msg::Select(node))}>{ seal(state) }{ " " }{ state.word() }</button>
                }
            </div>
        </>
    }
}

/// The command as its Dockerfile had it, whole on demand.
fn command(row: &LayerRow) -> Html {
    let Some(created_by) = row.created_by.as_deref().filter(|text| !text.trim().is_empty()) else {
        return html! { <p class="soft">{ "No step of the history says what made it." }</p> };
    };
    let read = Instruction::read(created_by);
    let long = read.text.chars().nth(COMMAND).is_some();
    let name = read.name.map(|name| html! { <><b>{ name }</b>{ " " }</> });
    let start: String = read.text.chars().take(COMMAND).collect();
    // What the builder wrote is never far, where it was made readable.
    let changed = read.name.is_some() && !created_by.starts_with(read.name.unwrap_or_default());
    html! {
        <>
            <p class="command code">{ for name }{ safe_text(start.trim_end()) }if long { { "…" } }</p>
            if long || changed {
                <details><summary class="soft">{ "as it was written" }</summary>
                    <p class="command code">{ safe_text_of(created_by, 20_000) }</p></details>
            }
        </>
    }
}
