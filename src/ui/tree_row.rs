//! One row of the tree.

use yew::prelude::*;

use super::findings_dialog::in_number;
use super::icon::{Icon, icon};
use super::safe_text::safe_text_of;
use super::seal::{count_class, seal};
use super::size::size;
use crate::findings::Severity;
use crate::inspect::{NodeId, label};
use crate::session::{self, Counts, Inspection, Marks, Msg, SelectMsg, TreeMsg, TreeRow};
use crate::view::FetchMarks;
use crate::view::detail::row_bytes;

/// Characters of a name; a row has one line for it.
const NAME_CHARACTERS: usize = 160;

/// The nodes that stand out.
#[derive(Clone, Copy)]
pub struct RowMarks<'a> {
    /// The one that is shown beside the tree.
    pub selected: Option<NodeId>,
    /// The one that the chosen client would pull, and the client.
    pub chosen: Option<(NodeId, &'static str)>,
    /// What was found, by node.
    pub found: &'a Marks,
    /// How the bytes of digests are coming.
    pub fetches: &'a FetchMarks,
}

/// The row of a node.
pub fn tree_row(inspection: &Inspection, row: &TreeRow, marks: RowMarks<'_>, on: &Callback<Msg>) -> Html {
    let Inspection { blobs, tree, .. } = inspection;
    let Some(node) = tree.get(row.node) else { return Html::default() };
    let label = label(blobs, tree, row.node);
    let id = row.node;
    let fetch =
        node.stated_digest().filter(|_| node.blob.is_none()).and_then(|digest| marks.fetches.get(digest));
    let chosen = marks.chosen.filter(|(node, _)| *node == id);
    let toggle = on.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Msg::Tree(TreeMsg::Toggle(id))
    });
    let twisty = match row.open {
        // The keyboard has its own ways to open and close, so the sign is for pointers alone.
        Some(_) => html! { <span class="twisty" onclick={toggle}>{ icon(Icon::Chevron) }</span> },
        None => html! { <span class="twisty" /> },
    };
    html! {
        <div key={id.0} id={element_id(id)} class={classes!("node", chosen.is_some().then_some("chosen"))} role="treeitem" onclick={on.reform(move |_| Msg::Select(SelectMsg::Node(id)))}
            aria-level={(row.depth + 1).to_string()} aria-posinset={row.position.to_string()}
            aria-setsize={row.of.to_string()} aria-expanded={row.open.map(|open| open.to_string())}
            aria-selected={(marks.selected == Some(id)).to_string()}>
            { twisty }
            { seal(&node.state) }
            <span class="name">
                <span class="name-line">
                    { safe_text_of(&label.name, NAME_CHARACTERS) }
                    if let Some((_, client)) = chosen {
                        <span class="chosen-mark">{ "chosen" }<span class="visually-hidden">{ " by " }{ client }</span></span>
                    }
                </span>
                <span class={classes!("what", label.what_is_code.then_some("code"))}>
                    { safe_text_of(&label.what, NAME_CHARACTERS) }
                </span>
            </span>
            <span class="row-end">
                { found_mark(marks.found, row) }
                if let Some(fetch) = fetch {
                    <span class="meta">{ fetch.word() }</span>
                } else if let Some((bytes, of)) = row_bytes(inspection, id, label.size) {
                    <span class="meta" title={of}>{ size(bytes) }</span>
                }
            </span>
        </div>
    }
}

/// The errors and warnings of a row's node; of a closed one, that there are some under it.
fn found_mark(found: &Marks, row: &TreeRow) -> Html {
    let session::Found { here, below, .. } = found.of(row.node);
    let under =
        if row.open == Some(false) { below.worst().filter(|worst| *worst > Severity::Note) } else { None };
    html! {
        <>
            if let Some(worst) = here.worst().filter(|worst| *worst > Severity::Note) {
                <span class={classes!("count", count_class(worst))} title={alerts(here)}>
                    { here.alerts() }<span class="visually-hidden">{ " errors and warnings" }</span>
                </span>
            }
            if let Some(worst) = under {
                <span class={classes!("count", "under", count_class(worst))} title={format!("{} under this row", alerts(below))}>
                    { "↓" }<span class="visually-hidden">{ format!("{}s under it", worst.word()) }</span>
                </span>
            }
        </>
    }
}

/// The errors and warnings in words: `2 errors, 1 warning`.
fn alerts(counts: Counts) -> String {
    let there = [Severity::Error, Severity::Warning].into_iter().filter(|severity| counts.of(*severity) > 0);
    let words: Vec<_> = there.map(|severity| in_number(counts.of(severity), severity)).collect();
    words.join(", ")
}

/// The id of a node's row, which the tree names as its active one.
pub fn element_id(node: NodeId) -> String {
    format!("node-{}", node.0)
}
