//! The matrix as a grid: one stop for the Tab key, and the arrow keys within.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/grid/>

use std::rc::Rc;

use yew::prelude::*;

use super::focus::focus;
use super::matrix_cell::{Place, cell_id, matrix_cell};
use crate::select::matrix::{Accord, Row};
use crate::select::{Client, Form};
use crate::session::{Msg, ShownMatrix};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub matrix: Rc<ShownMatrix>,
    /// The chosen machine and client.
    pub current: Option<(&'static str, Client)>,
    pub on: Callback<Msg>,
}

#[component]
pub fn MatrixGrid(props: &Props) -> Html {
    let Props { matrix, current, on } = props;
    let rows = &matrix.matrix.rows;
    let at = use_state_eq(|| (0, 0));
    let chosen = current.and_then(|(machine, client)| {
        let row = rows.iter().position(|row| row.machine.id == machine)?;
        Some((row, Client::ALL.iter().position(|it| *it == client)?))
    });
    use_effect_with(chosen, {
        let at = at.setter();
        move |chosen| chosen.iter().for_each(|chosen| at.set(*chosen))
    });
    let keyed = Callback::from({
        let at = at.clone();
        let last = (rows.len().saturating_sub(1), Client::ALL.len() - 1);
        move |event: KeyboardEvent| {
            if let Some(next) = moved(*at, last, &event) {
                event.prevent_default();
                at.set(next);
                focus(&cell_id(next.0, next.1));
            }
        }
    });
    let caption = match matrix.matrix.form {
        Form::Explicit => "The entry that each client takes where it is asked for each host's platform",
        Form::Default => "The entry that each client takes where nothing is asked for on each host",
    };
    let row = |(at_row, row): (usize, &Row)| {
        let cells = row.cells.iter().enumerate().map(|(column, cell)| {
            let here = (at_row, column);
            let place = Place { row: at_row, column, has_keys: *at == here, is_chosen: chosen == Some(here) };
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
                        { for Client::ALL.into_iter().map(|client| html! {
                            <th scope="col" title={client.profile().version}>{ breakable(client.name()) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for rows.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}

/// A name that may go on in a second line behind its slash.
fn breakable(name: &'static str) -> Html {
    html! { <>{ for name.split_inclusive('/').map(|part| html! { <>{ part }<wbr /></> }) }</> }
}

fn accord(accord: Accord) -> Html {
    let (class, sign) = match accord {
        Accord::Agree => ("ok", "✓"),
        Accord::Differ => ("warn", "≠"),
        Accord::LeftOut => ("bad", "✕"),
        Accord::Undecided => ("plain", "?"),
    };
    html! { <span class={classes!("accord", class)}><span aria-hidden="true">{ sign }</span>{ " " }{ accord.label() }</span> }
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
