//! The strip: the host, the client and the verdict; below them, folded, all that can be said of it.

use std::rc::Rc;

use yew::prelude::*;

use super::client_chooser::client_chooser;
use super::clients::Clients;
use super::fold::{Fold, is_wide};
use super::form_switch::form_switch;
use super::host_chooser::HostChooser;
use super::matrix::{MATRIX_BUTTON, MatrixPane};
use super::reasons::Reasons;
use super::verdict::verdict_line;
use crate::session::{Choice, Msg, ShownMatrix};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
    /// All hosts by all clients, while that is open.
    pub matrix: Option<Rc<ShownMatrix>>,
    pub on: Callback<Msg>,
}

#[component]
pub fn Strip(props: &Props) -> Html {
    let Props { choice, matrix, on } = props;
    let is_open = matrix.is_some();
    let others = choice.verdicts.iter().any(|verdict| verdict.differs);
    html! {
        <section class="selection card" aria-labelledby="selection-title">
            <h2 id="selection-title" class="visually-hidden">{ "Platform selection" }</h2>
            <div class="selection-controls">
                <HostChooser choice={Rc::clone(choice)} on={on} />
                { form_switch(choice, on) }
                { client_chooser(choice, on) }
                <button type="button" id={MATRIX_BUTTON} class="button" aria-expanded={is_open.to_string()} aria-controls="matrix"
                    onclick={on.reform(move |_| Msg::Matrix(!is_open))}>
                    { grid_icon() }{ "All hosts" }
                </button>
            </div>
            { verdict_line(choice, on) }
            if let Some(matrix) = matrix {
                <MatrixPane matrix={Rc::clone(matrix)} choice={Rc::clone(choice)} on={on} />
            }
            <Fold id="clients" title="All clients" note={choice.accord()} warns={others} open_at_first={is_wide()}>
                <Clients choice={Rc::clone(choice)} on={on} />
            </Fold>
            <Fold id="reasons" title="Why each entry" note={why_note(choice)}>
                <Reasons choice={Rc::clone(choice)} on={on} />
            </Fold>
        </section>
    }
}

fn why_note(choice: &Choice) -> String {
    format!("What {} makes of every entry of the index.", choice.client.name())
}

fn grid_icon() -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 2.5h11v11h-11zM2.5 6h11M2.5 9.75h11M6 2.5v11M9.75 2.5v11" />
        </svg>
    }
}
