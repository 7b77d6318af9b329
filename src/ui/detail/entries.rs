//! The entries of an index, and what they are together.

use std::rc::Rc;

use yew::prelude::*;

use super::element::link;
use super::list::List;
use super::pieces::headed;
use super::shown::Shown;
use crate::image::digest::Digest;
use crate::inspect::{Node, NodeId, label};
use crate::session::{ExportMsg, Inspection, Msg, SelectMsg};
use crate::text::escape::escaped;
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;
use crate::ui::seal::seal;
use crate::ui::size::size;
use crate::view::detail::{self, Column, Order, entry_count, image_bytes, pin_text, sums};

/// Entries that are on the page all at once; of more, only those in sight are.
const AT_ONCE: usize = 200;

/// The table of an index's entries.
pub fn entries(shown: &Shown) -> Html {
    let repository = shown.repository.map(|name| AttrValue::from(name.to_owned()));
    html! {
        <Table inspection={Rc::clone(shown.inspection)} id={shown.id} {repository} on={shown.on.clone()} />
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    inspection: Rc<Inspection>,
    id: NodeId,
    repository: Option<AttrValue>,
    on: Callback<Msg>,
}

/// The table with its head, which knows by what it is ordered.
#[component]
fn Table(props: &Props) -> Html {
    let order = use_state_eq(|| None::<Order>);
    let Props { inspection, id, repository, on } = props.clone();
    let entries = use_memo((inspection.revision(), id, *order), |(_, id, order)| {
        detail::ordered(&inspection, detail::entries(&inspection, *id), *order)
    });
    let count = entries.len();
    if count == 0 {
        return html! { <p class="inset soft">{ "It has no entries." }</p> };
    }
    let sums = sums(&inspection.totals(id));
    let row = Callback::from(move |at: usize| match entries.get(at) {
        Some(id) => row(&inspection, *id, at, count > AT_ONCE, repository.as_deref(), &on),
        None => Html::default(),
    });
    let rows = if count > AT_ONCE {
        html! { <List label="Entries" role="rowgroup" class="list entries-list" rows={count} {row} /> }
    } else {
        html! { <div role="rowgroup">{ for (0..count).map(|at| row.emit(at)) }</div> }
    };
    html! {
        <>
            { headed(html! { { entry_count(count) } }, html! { { sums } }) }
            <div role="table" class="entries" aria-label="Entries of the index" aria-rowcount={(count + 1).to_string()}>
                <div role="row" class="entry entry-head soft">{ for HEAD.map(|column| head(column, &order)) }</div>
                { rows }
            </div>
        </>
    }
}

const HEAD: [(&str, &str, Column); 5] = [
    ("Platform", "", Column::Platform),
    ("Digest", "", Column::Digest),
    ("Document", "num", Column::Document),
    ("Image", "num", Column::Image),
    ("State", "", Column::State),
];

/// The head of a column, which orders by it.
fn head(
    (words, class, column): (&'static str, &'static str, Column),
    order: &UseStateHandle<Option<Order>>,
) -> Html {
    let own = (**order).filter(|order| order.column == column);
    let (sort, sign) = match own {
        None => (None, ""),
        Some(Order { descending: false, .. }) => (Some("ascending"), " \u{2191}"),
        Some(Order { descending: true, .. }) => (Some("descending"), " \u{2193}"),
    };
    let press = {
        let order = order.clone();
        Callback::from(move |_: MouseEvent| order.set(Order::pressed(*order, column)))
    };
    html! {
        <span role="columnheader" {class} aria-sort={sort}>
            <button type="button" class="sorter" onclick={press}>{ words }<span aria-hidden="true">{ sign }</span></button>
        </span>
    }
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
