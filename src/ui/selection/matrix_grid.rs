//! The matrix as a grid: one stop for the Tab key, and the arrow keys within.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/grid/>

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::event::Event as StripEvent;
use super::mark;
use super::matrix_cell::{CellPlace, matrix_cell};
use super::state::State;
use crate::select::matrix::{Accord, MatrixRow};
use crate::select::{Client, Form};
use crate::session::{Choice, Msg};
use crate::view::ShownMatrix;

/// The row and the column of the chosen host and client.
pub fn chosen_cell(matrix: &ShownMatrix, choice: &Choice) -> Option<(usize, usize)> {
    let machine = choice.machine?;
    let row = matrix.matrix.rows.iter().position(|row| row.machine.id == machine.id)?;
    Some((row, Client::ALL.iter().position(|client| *client == choice.client)?))
}

/// Gives the focus to the element of this id.
pub fn focus(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The table, in a box of its own that scrolls.
pub fn matrix_grid(strip: &State, matrix: &ShownMatrix, choice: &Choice, on: &Callback<Msg>) -> Html {
    let rows = &matrix.matrix.rows;
    let chosen = chosen_cell(matrix, choice);
    let keyed = Callback::from({
        let (ui, at) = (strip.ui.clone(), strip.keys);
        let last = (rows.len().saturating_sub(1), Client::ALL.len() - 1);
        move |event: KeyboardEvent| {
            if let Some(next) = moved(at, last, &event) {
                event.prevent_default();
                ui.emit(StripEvent::Keys(next));
            }
        }
    });
    let caption = match matrix.matrix.form {
        Form::Explicit => "The entry that each client takes with --platform for each host",
        Form::Default => "The entry that each client takes by a plain pull on each host",
    };
    let row = |(at, row): (usize, &MatrixRow)| {
        let cells = row.cells.iter().enumerate().map(|(column, cell)| {
            let here = (at, column);
            let place =
                CellPlace { row: at, column, has_keys: strip.keys == here, is_chosen: chosen == Some(here) };
            matrix_cell(row.machine, cell, place, on)
        });
        html! {
            <tr key={row.machine.id}>
                <th scope="row">
                    { row.machine.name }
                    <span class="host-facts">
                        <span class="code">{ row.machine.explicit().to_string() }</span>{ accord(row.accord) }
                    </span>
                </th>
                { for cells }
            </tr>
        }
    };
    html! {
        <div class="matrix-scroller">
            <table role="grid" class="matrix-grid" onkeydown={keyed}>
                <caption class="visually-hidden">{ caption }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Host" }</th>
                        { for Client::ALL.into_iter().map(head) }
                    </tr>
                </thead>
                <tbody>{ for rows.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}

/// The name of a client, which may go on in a second line after its slash.
fn head(client: Client) -> Html {
    let (start, end) = client.name().split_once('/').unwrap_or((client.name(), ""));
    html! {
        <th scope="col" title={client.profile().version}>
            { start }if !end.is_empty() { { "/" }<wbr />{ end } }
        </th>
    }
}

fn accord(accord: Accord) -> Html {
    let (class, sign) = match accord {
        Accord::Agree => ("accord ok", "✓"),
        Accord::Differ => ("accord warn", "≠"),
        Accord::ToolsDiffer => ("accord plain", "≠"),
        Accord::LeftOut => ("accord bad", "✕"),
        Accord::Undecided => ("accord plain", "?"),
    };
    html! { <span {class}>{ mark::sign(sign) }{ accord.label() }</span> }
}

/// Where a key leads from a cell.
fn moved(
    (row, column): (usize, usize),
    last: (usize, usize),
    event: &KeyboardEvent,
) -> Option<(usize, usize)> {
    Some(match (&*event.key(), event.ctrl_key()) {
        ("ArrowUp", _) => (row.saturating_sub(1), column),
        ("ArrowDown", _) => ((row + 1).min(last.0), column),
        ("ArrowLeft", _) => (row, column.saturating_sub(1)),
        ("ArrowRight", _) => (row, (column + 1).min(last.1)),
        ("Home", true) => (0, 0),
        ("End", true) => last,
        ("Home", false) => (row, 0),
        ("End", false) => (row, last.1),
        _ => return None,
    })
}
