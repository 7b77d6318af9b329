//! The matrix: an index and its platforms, by kinds of evidence.

use yew::prelude::*;

use crate::evidence::statement::Kind;
use crate::ui::detail::pieces::{section, to_node};
use crate::ui::detail::shown::Shown;
use crate::ui::safe_text::safe_text;
use crate::view::evidence::{CellView, Row, Tone};

/// The class of a state.
pub const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "ok",
        Tone::Plain | Tone::Pending => "plain",
        Tone::Nothing => "none",
        Tone::Bad => "bad",
    }
}

/// A state: its sign and its words.
pub fn state(view: &CellView) -> Html {
    html! {
        <span class={classes!("evidence-state", class(view.tone))}>
            <span class={classes!("seal", class(view.tone))} aria-hidden="true">{ view.sign() }</span>
            <span>{ view.word.clone() }</span>
            if let Some(more) = &view.more { <span class="soft">{ format!(" {more}") }</span> }
        </span>
    }
}

/// The matrix.
pub fn matrix(shown: &Shown, rows: &[Row]) -> Html {
    let head = Kind::ALL.map(|kind| html! { <th scope="col">{ kind.name() }</th> });
    let row = |row: &Row| {
        let cells = row.cells.iter().zip(Kind::ALL).map(|(view, kind)| {
            html! { <td data-kind={kind.name()}>{ state(view) }</td> }
        });
        html! {
            <>
            <tr key={row.node.0}>
                <th scope="row">
                    if row.node == shown.id { <strong>{ safe_text(&row.name) }</strong> } else { { to_node(shown, row.node, &row.name) } }
                </th>
                { for cells }
            </tr>
            if !row.asked.is_empty() {
                <tr class="evidence-asked"><td colspan="6" class="soft">{ row.asked.clone() }</td></tr>
            }
            </>
        }
    };
    html! {
        <>
            { section("Evidence by platform", Html::default()) }
            <div class="scrolls">
                <table class="evidence-matrix">
                    <thead><tr><th scope="col">{ "Platform" }</th>{ for head }</tr></thead>
                    <tbody>{ for rows.iter().map(row) }</tbody>
                </table>
            </div>
        </>
    }
}
