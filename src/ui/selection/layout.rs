//! What stands where in the strip.

use yew::prelude::*;

use super::choosers::{client_chooser, form_switch, host_chooser};
use super::clients::clients;
use super::event::{Part, send};
use super::fold::fold;
use super::mark;
use super::matrix::{MATRIX_BUTTON, matrix_pane};
use super::props::Props;
use super::reasons::reasons;
use super::state::State;
use super::verdict::verdict_line;
use crate::session::{Choice, ChoiceMsg, Msg};

/// The strip: the host, the client and the verdict; below them, folded, all that can be said of it.
pub fn layout(strip: &State, props: &Props) -> Html {
    let Props { choice, matrix, on } = props;
    let is_open = matrix.is_some();
    html! {
        <section class="selection card" aria-labelledby="selection-title">
            <h2 id="selection-title" class="visually-hidden">{ "Platform selection" }</h2>
            <div class="selection-controls">
                { host_chooser(strip, choice, on) }
                { form_switch(choice, on) }
                { client_chooser(strip, on) }
                <button type="button" id={MATRIX_BUTTON} class="button" aria-expanded={is_open.to_string()}
                    aria-controls="matrix" onclick={send(on, Msg::Choice(ChoiceMsg::Matrix(!is_open)))}>
                    { grid_icon() }{ "All hosts" }
                </button>
            </div>
            { verdict_line(choice, on) }
            if let Some(matrix) = matrix { { matrix_pane(strip, matrix, choice, on) } }
            { fold(strip, Part::Clients, "All clients", accord(choice), || clients(strip, choice, on)) }
            { fold(strip, Part::Reasons, "Why each entry", of_whom(choice), || reasons(strip, choice, on)) }
        </section>
    }
}

/// Who does otherwise.
fn accord(choice: &Choice) -> Html {
    let accord = choice.accord();
    if choice.verdicts.iter().any(|verdict| verdict.differs) {
        return mark::differs("legend-sign", &accord);
    }
    html! { { accord } }
}

fn of_whom(choice: &Choice) -> Html {
    html! { <>{ "What " }{ choice.client.name() }{ " makes of every entry of the index." }</> }
}

fn grid_icon() -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 2.5h11v11h-11zM2.5 6h11M2.5 9.75h11M6 2.5v11M9.75 2.5v11" />
        </svg>
    }
}
