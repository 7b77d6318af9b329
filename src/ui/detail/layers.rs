//! The Layers tab: what each step of the build made.

use yew::prelude::*;

use super::element::{element, link, nodes, said, say};
use super::pieces::{ROWS, bar, headed, more};
use super::shown::Shown;
use crate::image::instruction::Instruction;
use crate::image::media_type::short_name;
use crate::session::detail::{LayerRow, layers};
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
pub fn layers_tab(shown: &Shown) -> Html {
    let layers = layers(shown.inspection, shown.id).unwrap_or_default();
    let mut parts = vec![headed(said(layers.title()), said(layers.summary()))];
    parts.extend(
        layers.notes.iter().map(|note| element("div", "inset", notice(Tone::Warn, said(note.clone()), None))),
    );
    let rows = layers.rows.iter().take(ROWS).map(|row| {
        let class = if row.number.is_some() { "layer" } else { "layer empty" };
        element("li", class, step(shown, row))
    });
    parts.push(element("ol", "", nodes(rows.collect())));
    parts.push(more(layers.rows.len().saturating_sub(ROWS)));
    nodes(parts)
}

fn step(shown: &Shown, row: &LayerRow) -> Html {
    let mut main = vec![command(shown, row)];
    if row.number.is_some() {
        let ids = [("digest", row.digest.as_deref()), ("diff ID", row.diff_id.as_deref())];
        let ids = ids.into_iter().filter_map(|(name, text)| {
            let pair = vec![element("dt", "", say(name)), element("dd", "", digest(shown, text?, false))];
            Some(element("div", "", nodes(pair)))
        });
        main.push(element("dl", "layer-facts", nodes(ids.collect())));
    }
    let mut side = Vec::new();
    match (row.number, row.layer_missing) {
        (Some(_), _) => {}
        (None, true) => side.push(element("span", "chip differs", say("no layer left for it"))),
        (None, false) => side.push(element("span", "chip", say("no layer"))),
    }
    if let Some(bytes) = row.size {
        side.extend([size(bytes), bar(row.share)]);
    }
    let mut state = Vec::new();
    if let Some(text) = &row.media_type {
        state.push(element("span", "soft", safe_text(short_name(text))));
    }
    if let Some((verification, node)) = row.state.as_ref().zip(row.node) {
        let to = link(say(verification.word()), String::new(), shown.send(Msg::Select(node)));
        state.push(element("span", "", nodes(vec![seal(verification), say(" "), to])));
    }
    side.push(element("span", "layer-state", nodes(state)));
    nodes(vec![
        element("div", "layer-number", said(row.number.map(|number| number.to_string()).unwrap_or_default())),
        element("div", "layer-main", nodes(main)),
        element("div", "layer-side", nodes(side)),
    ])
}

fn digest(shown: &Shown, text: &str, whole: bool) -> Html {
    html! { <DigestText text={text.to_owned()} {whole} on={shown.on.clone()} /> }
}

/// The step's command as its Dockerfile had it; when and how it was written, on demand.
fn command(shown: &Shown, row: &LayerRow) -> Html {
    let Some(created_by) = row.created_by.as_deref().filter(|text| !text.trim().is_empty()) else {
        return element("p", "soft", say("What made it is not known."));
    };
    let read = Instruction::read(created_by);
    let long = read.text.chars().nth(COMMAND).is_some();
    let start: String = read.text.chars().take(COMMAND).collect();
    let summary = vec![
        read.name.map_or_else(Html::default, |name| element("b", "", say(name))),
        say(" "),
        safe_text(start.trim_end()),
        say(if long { "…" } else { "" }),
    ];
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
        .flat_map(|(name, value)| [element("dt", "", say(name)), element("dd", "", value)]);
    let inside = vec![
        element("summary", "command code", nodes(summary)),
        element("dl", "written", nodes(facts.collect())),
    ];
    element("details", "", nodes(inside))
}
