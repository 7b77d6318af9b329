//! The dialog in which an index is composed.

mod entries;
mod form;
mod more;
mod recipes;
mod result;

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Dialog;
use crate::browser;
use crate::session::{DraftMsg, DraftPane, Inspection, Model, Msg};
use crate::view::Look;
use crate::view::drafting::drafted;
use entries::Moving;
use more::Fields;

/// The dialog, while the draft is shown.
pub fn drafting(model: &Model, look: &Look, on: &Callback<Msg>) -> Html {
    let problem = look.fetch.view.problems.first().map(|problem| problem.what.clone());
    match model.draft.as_ref().filter(|pane| pane.open) {
        Some(pane) => {
            html! { <Drafting pane={Rc::clone(pane)} inspection={Rc::clone(&model.inspection)} {problem} {on} /> }
        }
        None => Html::default(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    pane: Rc<DraftPane>,
    inspection: Rc<Inspection>,
    /// What could not be fetched.
    problem: Option<String>,
    on: Callback<Msg>,
}

#[component]
fn Drafting(props: &Props) -> Html {
    let Props { pane, inspection, problem, on } = props;
    let drafted = use_memo(pane.draft.clone(), drafted);
    let moving = Moving { dragged: use_state_eq(|| None), focus: use_state_eq(|| None) };
    let fields = Fields { reference: use_node_ref(), descriptor: use_node_ref() };
    use_effect_with((moving.focus.clone(), pane.draft.entries.clone()), |(focus, _)| {
        if let Some(id) = &**focus {
            browser::focus(&format!("#{id}"));
            focus.set(None);
        }
    });
    html! {
        <Dialog id="drafting" title={html! { "Compose an index" }} class="drafting"
            on_close={on.reform(|()| Msg::Draft(DraftMsg::Open(false)))}>
            <p class="soft">
                { "What is made here is known before anything is pushed: the bytes, their digest, what is to be said of them, and what each client takes. Nothing leaves the page." }
            </p>
            { entries::entries(pane, &moving, on) }
            { more::more(pane, inspection, problem.as_deref(), &fields, on) }
            { form::form(pane, on) }
            { result::result(&pane.draft, &drafted, on) }
            { result::hosts_table(&drafted) }
            { result::commands_list(&pane.draft, on) }
            { recipes::recipes(&pane.draft, on) }
        </Dialog>
    }
}
