//! One client on one machine.

use yew::prelude::*;

use super::super::safe_text::safe_text_of;
use super::legend::{CELL_CHARACTERS, tint};
use super::mark;
use crate::select::Outcome;
use crate::select::hosts::Machine;
use crate::select::matrix::Cell;
use crate::session::safe_text::escaped;
use crate::session::{Msg, ShownMatrix, short_platform};

/// Where a cell stands, and what it is to those who look.
#[derive(Clone, Copy)]
pub struct Place {
    pub row: usize,
    pub column: usize,
    /// The keys are here.
    pub has_keys: bool,
    /// It is the chosen host and client.
    pub is_chosen: bool,
}

/// The id of a cell's button.
pub fn cell_id(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// The cell: what is taken, in the entry's colour; a press chooses this host and this client.
pub fn matrix_cell(machine: &'static Machine, cell: &Cell, place: Place, on: &Callback<Msg>) -> Html {
    let client = cell.client;
    let chosen = on.reform(move |_| Msg::HostAndClient { host: machine.id.to_owned(), client });
    let (class, words) = match (&cell.outcome, ShownMatrix::entry(cell)) {
        (Outcome::Picked(_), Some(entry)) => (
            tint(entry),
            html! {
                <>
                    <span class="entry-number"><span class="visually-hidden">{ "entry " }</span>{ entry.saturating_add(1) }</span>
                    <span class="code">{ safe_text_of(&short_platform(cell.platform.as_ref()), CELL_CHARACTERS) }</span>
                </>
            },
        ),
        (Outcome::Whole, _) => ("whole".to_owned(), html! { { "whole index" } }),
        (outcome, _) => {
            let (class, sign, word) = mark::outcome(outcome);
            (class.to_owned(), html! { <><span aria-hidden="true">{ sign }</span>{ " " }{ word }</> })
        }
    };
    html! {
        <td key={client.id()} class={classes!(class, place.is_chosen.then_some("chosen"))}
            aria-selected={place.is_chosen.to_string()}>
            <button type="button" id={cell_id(place.row, place.column)} tabindex={if place.has_keys { "0" } else { "-1" }}
                title={escaped(&cell.label())} onclick={chosen}>
                { words }
                if cell.differs {
                    <span class="cell-differs">{ mark::differs_sign() }{ "differs" }</span>
                }
            </button>
        </td>
    }
}
