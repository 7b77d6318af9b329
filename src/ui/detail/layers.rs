//! The Layers tab: what each step of the build made.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{PAGE, bar, more_button};
use crate::image::instruction::Instruction;
use crate::image::media_type::short_name;
use crate::session::detail::{LayerRow, layers};
use crate::session::safe_text::escaped;
use crate::session::{Msg, Tone};
use crate::ui::digest::DigestText;
use crate::ui::notice::notice;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::ui::seal::seal;
use crate::ui::size::size;

/// Characters of a command that are shown before it is unfolded, and behind that.
const COMMAND: usize = 160;
/// See [`COMMAND`].
const WRITTEN: usize = 20_000;

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
        html! { <div><dt>{ name }</dt><dd><DigestText text={text.to_owned()} on={props.on.clone()} /></dd></div> }
    };
    let remark = match (row.number, row.layer_missing) {
        (Some(_), _) => None,
        (None, true) => Some(html! { <span class="chip differs">{ "no layer left for it" }</span> }),
        (None, false) => Some(html! { <span class="chip">{ "no layer" }</span> }),
    };
    let packing = row.media_type.as_deref().map(|text| {
        html! { <span class="soft" title={escaped(text)}>{ safe_text(short_name(text)) }</span> }
    });
    let state = row.state.as_ref().zip(row.node).map(|(state, node)| {
        html! {
            <span>
                { seal(state) }{ " " }
                <button type="button" class="link" onclick={props.send(Msg::Select(node))}>{ state.word() }</button>
            </span>
        }
    });
    html! {
        <>
            <div class="layer-number">{ for row.number }</div>
            <div class="layer-main">
                { command(props, row) }
                if row.number.is_some() {
                    <dl class="layer-facts">
                        { for row.digest.as_deref().map(|text| digest("digest", text)) }
                        { for row.diff_id.as_deref().map(|text| digest("diff ID", text)) }
                    </dl>
                }
            </div>
            <div class="layer-side">
                { for remark }
                { for row.size.map(|bytes| html! { <>{ size(bytes) }{ bar(row.share) }</> }) }
                <span class="layer-state">{ for packing }{ for state }</span>
            </div>
        </>
    }
}

/// The step's command as its Dockerfile had it; when and how it was written, on demand.
fn command(props: &NodeProps, row: &LayerRow) -> Html {
    let Some(created_by) = row.created_by.as_deref().filter(|text| !text.trim().is_empty()) else {
        return html! { <p class="soft">{ "The history does not say what made it." }</p> };
    };
    let read = Instruction::read(created_by);
    let long = read.text.chars().nth(COMMAND).is_some();
    let start: String = read.text.chars().take(COMMAND).collect();
    let fact = |name: &'static str, text: Option<&str>| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(html! { <><dt>{ name }</dt><dd>{ safe_text_of(text, WRITTEN) }</dd></> })
    };
    html! {
        <details>
            <summary class="command code">
                { for read.name.map(|name| html! { <><b>{ name }</b>{ " " }</> }) }
                { safe_text(start.trim_end()) }
                if long { { "…" } }
            </summary>
            <dl class="written">
                { for fact("made", row.created.as_deref()) }
                { for fact("comment", row.comment.as_deref()) }
                { for fact("as written", Some(created_by)) }
                { for row.chain_id.as_ref().map(|id| html! {
                    <><dt>{ "chain ID" }</dt><dd><DigestText text={id.to_string()} whole=true on={props.on.clone()} /></dd></>
                }) }
            </dl>
        </details>
    }
}
