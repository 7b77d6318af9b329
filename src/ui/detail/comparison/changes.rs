//! What the documents of two state differently.

use yew::prelude::*;

use super::super::element::link;
use super::super::pieces::{ROWS, section, table};
use super::super::shown::Shown;
use crate::compare::{Change, Kind, Stated, Within};
use crate::inspect::{NodeId, Role};
use crate::session::Comparison;
use crate::ui::safe_text::{safe_text, safe_text_of};
use crate::view::comparison::{field_name, kind_sign, kind_word};

/// Characters of a value.
const VALUE: usize = 600;

/// The table.
pub fn changes(shown: &Shown, comparison: &Comparison, changes: &[Change]) -> Html {
    if changes.is_empty() {
        return Html::default();
    }
    let row = |change: &Change| {
        let value = |stated: &Option<Stated>, node: NodeId| match stated {
            None => html! { <span class="soft">{ "—" }</span> },
            Some(stated) => value(shown, stated, place(shown, node, change.field.within())),
        };
        html! {
            <tr class={class(change.kind)}>
                <th scope="row">
                    <span class="fate"><span aria-hidden="true">{ kind_sign(change.kind) }</span>{ " " }{ kind_word(change.kind) }</span>
                    <span>{ field_name(change.field) }</span>
                    if !change.key.is_empty() { <span class="beneath code">{ safe_text(&change.key) }</span> }
                </th>
                <td data-side="First">{ value(&change.first, comparison.first) }</td>
                <td data-side="Second">{ value(&change.second, comparison.second) }</td>
            </tr>
        }
    };
    let head = html! { <thead><tr><th>{ "What" }</th><th>{ "First" }</th><th>{ "Second" }</th></tr></thead> };
    let rows = changes.iter().take(ROWS).map(row).collect();
    html! {
        <>
            { section("Stated differently", html! { { changes.len().to_string() } }) }
            { table("beside", head, rows, changes.len()) }
        </>
    }
}

/// The class by which a difference is coloured.
pub const fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "is-new",
        Kind::Removed => "is-gone",
        Kind::Changed | Kind::Reordered => "is-changed",
    }
}

fn value(shown: &Shown, stated: &Stated, node: NodeId) -> Html {
    let words = if stated.text.is_empty() {
        html! { <span class="soft">{ "empty" }</span> }
    } else {
        safe_text_of(&stated.text, VALUE)
    };
    link(
        html! { <span class="code">{ words }</span> },
        "Show it in Raw".to_owned(),
        shown.show(node, stated.span),
    )
}

/// The node whose document a value stands in.
fn place(shown: &Shown, node: NodeId, within: Within) -> NodeId {
    match within {
        Within::Index | Within::Manifest => node,
        Within::Config => shown.inspection.tree.child_with_role(node, &Role::Config).unwrap_or(node),
    }
}
