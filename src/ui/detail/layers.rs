//! The Layers tab: what each step of the build made.

use yew::prelude::*;

use super::element::link;
use super::pieces::{ROWS, bar, headed, more};
use super::rows::rows;
use super::shown::Shown;
use crate::image::instruction::Instruction;
use crate::image::media_type::short_name;
use crate::session::{Msg, SelectMsg, Tone};
use crate::ui::digest::DigestText;
use crate::ui::notice::notice;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::ui::seal::seal;
use crate::ui::size::size;
use crate::view::detail::{LayerRow, layers};

/// Characters of a command that are shown before it is unfolded, and after that.
const COMMAND: usize = 160;
/// See [`COMMAND`].
const WRITTEN: usize = 20_000;

/// The Layers tab.
pub fn layers_tab(shown: &Shown) -> Html {
    let layers = layers(shown.inspection, shown.id).unwrap_or_default();
    let mut parts = vec![headed(html! { { layers.title() } }, html! { { layers.summary() } })];
    parts.extend(layers.notes.iter().map(
        |note| html! { <div class="inset">{ notice(Tone::Warn, html! { { note.clone() } }, None) }</div> },
    ));
    let steps = layers.rows.iter().take(ROWS).map(|row| {
        let class = if row.number.is_some() { "layer" } else { "layer empty" };
        html! { <li {class}>{ step(shown, row) }</li> }
    });
    parts.push(html! { <ol>{ rows(steps.collect()) }</ol> });
    parts.push(more(layers.rows.len().saturating_sub(ROWS)));
    html! { <>{ for parts }</> }
}

fn step(shown: &Shown, row: &LayerRow) -> Html {
    let mut main = vec![command(shown, row)];
    if row.number.is_some() {
        let ids = [("digest", row.digest.as_deref()), ("diff ID", row.diff_id.as_deref())];
        let ids = ids.into_iter().filter_map(|(name, text)| {
            let text = text?;
            Some(html! { <div><dt>{ name }</dt><dd>{ digest(shown, text, false) }</dd></div> })
        });
        main.push(html! { <dl class="layer-facts">{ for ids }</dl> });
    }
    let without = match (row.number, row.layer_missing) {
        (Some(_), _) => Html::default(),
        (None, true) => html! { <span class="chip differs">{ "no layer left for it" }</span> },
        (None, false) => html! { <span class="chip">{ "no layer" }</span> },
    };
    let state = row.state.as_ref().zip(row.node).map(|(verification, node)| {
        let to = link(
            html! { { verification.word() } },
            String::new(),
            shown.send(Msg::Select(SelectMsg::Node(node))),
        );
        html! { <span>{ seal(verification) }{ " " }{ to }</span> }
    });
    html! {
        <>
            <div class="layer-number">{ row.number.map(|number| number.to_string()).unwrap_or_default() }</div>
            <div class="layer-main">{ for main }</div>
            <div class="layer-side">
                { without }
                if let Some(bytes) = row.size { { size(bytes) }{ bar(row.share) } }
                <span class="layer-state">
                    if let Some(text) = &row.media_type { <span class="soft">{ safe_text(short_name(text)) }</span> }
                    { state }
                </span>
            </div>
        </>
    }
}

fn digest(shown: &Shown, text: &str, whole: bool) -> Html {
    html! { <DigestText text={text.to_owned()} {whole} on={shown.on.clone()} /> }
}

/// The step's command as its Dockerfile writes it; when and how it was written, on demand.
fn command(shown: &Shown, row: &LayerRow) -> Html {
    let Some(created_by) = row.created_by.as_deref().filter(|text| !text.trim().is_empty()) else {
        return html! { <p class="soft">{ "What made it is not known." }</p> };
    };
    let read = Instruction::read(created_by);
    let long = read.text.chars().nth(COMMAND).is_some();
    let start: String = read.text.chars().take(COMMAND).collect();
    let facts = [
        ("made", row.created.as_deref()),
        ("comment", row.comment.as_deref()),
        ("as written", Some(created_by)),
    ];
    let facts = facts.into_iter().filter_map(|(name, text)| {
        Some((name, safe_text_of(text.filter(|text| !text.is_empty())?, WRITTEN)))
    });
    let chain_id = row.chain_id.as_ref().map(|id| ("chain ID", digest(shown, id.as_str(), true)));
    let facts = facts
        .chain(chain_id)
        .flat_map(|(name, value)| [html! { <dt>{ name }</dt> }, html! { <dd>{ value }</dd> }]);
    html! {
        <details>
            <summary class="command code">
                if let Some(name) = read.name { <b>{ name }</b> }
                { " " }{ safe_text(start.trim_end()) }{ if long { "…" } else { "" } }
            </summary>
            <dl class="written">{ for facts }</dl>
        </details>
    }
}
