//! The entries of an index, and what they are together.

use yew::prelude::*;

use super::list::List;
use super::node::NodeProps;
use super::pieces::{PAGE, to_node};
use crate::image::digest::Digest;
use crate::inspect::size::grouped;
use crate::inspect::{NodeId, Totals, label, totals};
use crate::session::detail::{entries, image_bytes};
use crate::ui::seal::seal;
use crate::ui::size::size;

/// The table of an index's entries; beyond [`PAGE`] of them, only those in sight are on the page.
#[component]
pub fn Entries(props: &NodeProps) -> Html {
    let found = use_memo(props.clone(), |props| {
        let inspection = &props.inspection;
        (entries(inspection, props.id), totals(&inspection.blobs, &inspection.tree, props.id))
    });
    let (entries, totals) = &*found;
    if entries.is_empty() {
        return html! { <p class="inset soft">{ "It has no entries." }</p> };
    }
    let rows = if entries.len() <= PAGE {
        let row =
            |id: &NodeId| html! { <div key={id.0} role="row" class="entry">{ cells(props, *id) }</div> };
        html! { <div role="rowgroup">{ for entries.iter().map(row) }</div> }
    } else {
        let row = {
            let (props, found) = (props.clone(), found.clone());
            Callback::from(move |at: usize| {
                let Some(id) = found.0.get(at) else { return Html::default() };
                // The head is the first row.
                let index = (at + 2).to_string();
                html! { <div key={at} role="row" class="entry fixed" aria-rowindex={index}>{ cells(&props, *id) }</div> }
            })
        };
        html! { <List label="Entries" role="rowgroup" class="entries-list" rows={entries.len()} {row} /> }
    };
    let count = entries.len() as u64;
    html! {
        <>
            <h3 class="section">{ if count == 1 { "1 entry".to_owned() } else { format!("{} entries", grouped(count)) } }<span class="soft">{ sums(totals) }</span></h3>
            <div role="table" class="entries" aria-label="Entries of the index" aria-rowcount={(count + 1).to_string()}>
                { head() }
                { rows }
            </div>
        </>
    }
}

fn head() -> Html {
    html! {
        <div role="row" class="entry entry-head soft">
            <span role="columnheader">{ "Platform" }</span>
            <span role="columnheader">{ "Digest" }</span>
            <span role="columnheader" class="num">{ "Document" }</span>
            <span role="columnheader" class="num">{ "Image" }</span>
            <span role="columnheader">{ "State" }</span>
        </div>
    }
}

fn cells(props: &NodeProps, id: NodeId) -> Html {
    let Some(node) = props.inspection.tree.get(id) else { return Html::default() };
    let label = label(&props.inspection.blobs, &props.inspection.tree, id);
    html! {
        <>
            <span role="cell" class="entry-name">{ to_node(props, id, &label.name) }</span>
            <span role="cell" class="code soft">{ for node.stated_digest().map(Digest::short) }</span>
            <span role="cell" class="num soft">{ for node.stated_size().map(size) }</span>
            <span role="cell" class="num">{ for image_bytes(&props.inspection, id).map(size) }</span>
            <span role="cell">{ seal(&node.state) }{ " " }{ node.state.word() }</span>
        </>
    }
}

/// All that the index names, as far as the manifests are here.
fn sums(totals: &Totals) -> Html {
    let shared = match totals.shared_layers {
        0 => String::new(),
        1 => ", 1 layer shared".to_owned(),
        more => format!(", {more} layers shared"),
    };
    html! {
        <>
            { size(totals.bytes) }{ " in all" }
            if totals.distinct_bytes != totals.bytes {
                { " · " }{ size(totals.distinct_bytes) }{ format!(" with each blob counted once{shared}") }
            }
            if totals.not_loaded > 0 {
                { format!(" · what {} of them hold is not known yet", grouped(totals.not_loaded as u64)) }
            }
        </>
    }
}
