//! The dialog in which an index is composed.

mod entries;
mod form;
mod result;

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Dialog;
use crate::session::{DraftMsg, DraftPane, Inspection, Model, Msg};
use crate::view::drafting::drafted;

/// The dialog, while the draft is shown.
pub fn drafting(model: &Model, on: &Callback<Msg>) -> Html {
    match model.draft.as_ref().filter(|pane| pane.open) {
        Some(pane) => {
            html! { <Drafting pane={Rc::clone(pane)} inspection={Rc::clone(&model.inspection)} {on} /> }
        }
        None => Html::default(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    pane: Rc<DraftPane>,
    inspection: Rc<Inspection>,
    on: Callback<Msg>,
}

#[component]
fn Drafting(props: &Props) -> Html {
    let Props { pane, inspection, on } = props;
    let drafted = use_memo(pane.draft.clone(), drafted);
    let dragged = use_state_eq(|| None::<usize>);
    let typed = use_node_ref();
    html! {
        <Dialog id="drafting" title={html! { "Compose an index" }} class="drafting"
            on_close={on.reform(|()| Msg::Draft(DraftMsg::Open(false)))}>
            <p class="soft">
                { "What is made here is known before anything is pushed: the bytes, their digest, what is to be said of them, and what each client takes. Nothing leaves the page." }
            </p>
            { entries::entries(&pane.draft, &dragged, on) }
            { entries::more(pane, inspection, &typed, on) }
            { form::form(pane, on) }
            { result::result(&pane.draft, &drafted, on) }
            { result::hosts_table(&drafted) }
            { result::commands_list(&pane.draft, on) }
        </Dialog>
    }
}
