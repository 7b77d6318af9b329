//! One client on one machine.

use yew::prelude::*;

use super::event::send;
use super::legend::{entry, tint};
use super::mark;
use crate::select::hosts::Machine;
use crate::select::matrix::Cell;
use crate::session::{ChoiceMsg, Msg};
use crate::text::escape::escaped;
use crate::view::{ShownMatrix, short_platform};

/// Where a cell stands, and what it is to those who look.
#[derive(Clone, Copy)]
pub struct CellPlace {
    pub row: usize,
    pub column: usize,
    /// The Tab key leads here.
    pub has_keys: bool,
    /// It is the chosen host and client.
    pub is_chosen: bool,
}

/// The id of a cell's button.
pub fn cell_id(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// The cell: what is taken, in the entry's colour; a press chooses this host and this client.
pub fn matrix_cell(machine: &'static Machine, cell: &Cell, place: CellPlace, on: &Callback<Msg>) -> Html {
    let chosen =
        send(on, Msg::Choice(ChoiceMsg::HostAndClient { host: machine.id.to_owned(), client: cell.client }));
    let (class, words) = match (ShownMatrix::entry(cell), mark::outcome(&cell.outcome)) {
        (Some(at), _) => (tint(at), entry(at, &short_platform(cell.platform.as_ref()))),
        (None, ("takes", ..)) => ("whole", html! { { "whole index" } }),
        (None, (class, sign, word)) => (class, html! { <>{ mark::sign(sign) }{ word }</> }),
    };
    html! {
        <td key={cell.client.id()} {class} aria-selected={place.is_chosen.to_string()}>
            <button type="button" id={cell_id(place.row, place.column)} tabindex={if place.has_keys { "0" } else { "-1" }}
                title={escaped(&cell.label())} onclick={chosen}>
                { words }
                if cell.differs { { mark::differs("cell-differs", "differs") } }
            </button>
        </td>
    }
}
