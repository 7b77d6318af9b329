//! The entries of an index, and what they are together.

use std::rc::Rc;

use yew::prelude::*;

use super::element::link;
use super::list::List;
use super::pieces::headed;
use super::shown::Shown;
use crate::image::digest::Digest;
use crate::inspect::{Node, NodeId, label, totals};
use crate::session::{ExportMsg, Inspection, Msg, SelectMsg};
use crate::text::escape::escaped;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;
use crate::ui::seal::seal;
use crate::ui::size::size;
use crate::view::detail::{self, entry_count, image_bytes, pin_text, sums};

/// Entries that are on the page all at once; of more, only those in sight are.
const AT_ONCE: usize = 200;

/// The table of an index's entries.
pub fn entries(shown: &Shown) -> Html {
    let Shown { inspection, id, .. } = *shown;
    let entries = detail::entries(inspection, id);
    if entries.is_empty() {
        return html! { <p class="inset soft">{ "It has no entries." }</p> };
    }
    let count = entries.len();
    let sums = sums(&totals(&inspection.blobs, &inspection.tree, id));
    let (of, on) = (Rc::clone(inspection), shown.on.clone());
    let repository = shown.repository.map(str::to_owned);
    let row = Callback::from(move |at: usize| match entries.get(at) {
        Some(id) => row(&of, *id, at, count > AT_ONCE, repository.as_deref(), &on),
        None => Html::default(),
    });
    let rows = if count > AT_ONCE {
        html! { <List label="Entries" role="rowgroup" class="list entries-list" rows={count} {row} /> }
    } else {
        html! { <div role="rowgroup">{ for (0..count).map(|at| row.emit(at)) }</div> }
    };
    let table = html! {
        <div role="table" class="entries" aria-label="Entries of the index" aria-rowcount={(count + 1).to_string()}>
            <div role="row" class="entry entry-head soft">{ for HEAD.map(head) }</div>
            { rows }
        </div>
    };
    html! { <>{ headed(html! { { entry_count(count) } }, html! { { sums } }) }{ table }</> }
}

const HEAD: [(&str, &str); 5] =
    [("Platform", ""), ("Digest", ""), ("Document", "num"), ("Image", "num"), ("State", "")];

fn head((words, class): (&'static str, &'static str)) -> Html {
    html! { <span role="columnheader" {class}>{ words }</span> }
}

fn cell(class: &'static str, inside: Html) -> Html {
    html! { <span role="cell" {class}>{ inside }</span> }
}

fn row(
    inspection: &Inspection,
    id: NodeId,
    at: usize,
    fixed: bool,
    repository: Option<&str>,
    on: &Callback<Msg>,
) -> Html {
    let Some(node) = inspection.tree.get(id) else { return Html::default() };
    let name = label(&inspection.blobs, &inspection.tree, id).name;
    // The head is the first row.
    html! {
        <div key={at} role="row" class={if fixed { "entry fixed" } else { "entry" }} aria-rowindex={(at + 2).to_string()}>
            { cell("", link(safe_text(&name), escaped(&name), on.reform(move |_| Msg::Select(SelectMsg::Node(id))))) }
            { cell("code soft", digest(node, pin_text(inspection, id, repository), &name, on)) }
            { cell("num soft", node.stated_size().map(size).unwrap_or_default()) }
            { cell("num", image_bytes(inspection, id).map(size).unwrap_or_default()) }
            { cell("", html! { <>{ seal(&node.state) }{ " " }{ node.state.word() }</> }) }
        </div>
    }
}

/// The digest of an entry, with the button that copies what pins it.
fn digest(node: &Node, pin: Option<String>, name: &str, on: &Callback<Msg>) -> Html {
    let short = node.stated_digest().map(Digest::short).unwrap_or_default();
    let copy = pin.map(|pin| {
        let label = format!("Copy what pins {} alone: {pin}", escaped(name));
        html! {
            <button type="button" class="icon-button" onclick={on.reform(move |_| Msg::Export(ExportMsg::Copy(pin.clone())))}
                aria-label={label.clone()} title={label}>{ icon(Icon::Copy) }</button>
        }
    });
    html! { <span class="digest">{ short }{ copy }</span> }
}
