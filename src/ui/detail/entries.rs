//! The entries of an index, and what they are together.

use std::rc::Rc;

use yew::prelude::*;

use super::element::{element, link, nodes, said, say};
use super::list::List;
use super::pieces::headed;
use super::shown::Shown;
use crate::image::digest::Digest;
use crate::inspect::{NodeId, label, totals};
use crate::session::detail::{self, entry_count, image_bytes, sums};
use crate::session::{Inspection, Msg};
use crate::text::escape::escaped;
use crate::ui::safe_text::safe_text;
use crate::ui::seal::seal;
use crate::ui::size::size;

/// Entries that are on the page all at once; of more, only those in sight are.
const AT_ONCE: usize = 200;

/// The table of an index's entries.
pub fn entries(shown: &Shown) -> Html {
    let Shown { inspection, id, .. } = *shown;
    let entries = detail::entries(inspection, id);
    if entries.is_empty() {
        return element("p", "inset soft", say("It has no entries."));
    }
    let count = entries.len();
    let sums = sums(&totals(&inspection.blobs, &inspection.tree, id));
    let (of, on) = (Rc::clone(inspection), shown.on.clone());
    let row = Callback::from(move |at: usize| match entries.get(at) {
        Some(id) => row(&of, *id, at, count > AT_ONCE, &on),
        None => Html::default(),
    });
    let rows = if count > AT_ONCE {
        html! { <List label="Entries" role="rowgroup" class="list entries-list" rows={count} {row} /> }
    } else {
        html! { <div role="rowgroup">{ nodes((0..count).map(|at| row.emit(at)).collect()) }</div> }
    };
    let table = html! {
        <div role="table" class="entries" aria-label="Entries of the index" aria-rowcount={(count + 1).to_string()}>
            <div role="row" class="entry entry-head soft">{ nodes(HEAD.map(head).to_vec()) }</div>
            { rows }
        </div>
    };
    nodes(vec![headed(said(entry_count(count)), said(sums)), table])
}

const HEAD: [(&str, &str); 5] =
    [("Platform", ""), ("Digest", ""), ("Document", "num"), ("Image", "num"), ("State", "")];

fn head((words, class): (&'static str, &'static str)) -> Html {
    html! { <span role="columnheader" {class}>{ words }</span> }
}

fn cell(class: &'static str, inside: Html) -> Html {
    html! { <span role="cell" {class}>{ inside }</span> }
}

fn row(inspection: &Inspection, id: NodeId, at: usize, fixed: bool, on: &Callback<Msg>) -> Html {
    let Some(node) = inspection.tree.get(id) else { return Html::default() };
    let name = label(&inspection.blobs, &inspection.tree, id).name;
    let cells = vec![
        cell("", link(safe_text(&name), escaped(&name), on.reform(move |_| Msg::Select(id)))),
        cell("code soft", said(node.stated_digest().map(Digest::short).unwrap_or_default())),
        cell("num soft", node.stated_size().map(size).unwrap_or_default()),
        cell("num", image_bytes(inspection, id).map(size).unwrap_or_default()),
        cell("", nodes(vec![seal(&node.state), say(" "), say(node.state.word())])),
    ];
    // The head is the first row.
    html! {
        <div key={at} role="row" class={if fixed { "entry fixed" } else { "entry" }} aria-rowindex={(at + 2).to_string()}>
            { nodes(cells) }
        </div>
    }
}
