//! What every client does on the chosen host, side by side.

use std::rc::Rc;

use yew::prelude::*;

use super::advice::Advices;
use super::client_row::client_row;
use crate::select::Client;
use crate::session::{Choice, Msg, Verdict};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
    pub on: Callback<Msg>,
}

#[component]
pub fn Clients(props: &Props) -> Html {
    let Props { choice, on } = props;
    let older = use_state_eq(|| !Client::CURRENT.contains(&choice.client));
    let toggle = Callback::from({
        let older = older.clone();
        move |_: MouseEvent| older.set(!*older)
    });
    // Each other order of the entries is a choice of its own: not twice for one question.
    let orders = use_memo(Rc::clone(choice), |choice| choice.orders_in_words());
    let is_of_today = |verdict: &Verdict| Client::CURRENT.contains(&verdict.client);
    let rest = || choice.verdicts.iter().filter(|verdict| !is_of_today(verdict));
    let differ = rest().filter(|verdict| verdict.differs).count();
    let rows = |today: bool| {
        let rows = choice.verdicts.iter().zip(&*orders).filter(move |(it, _)| is_of_today(it) == today);
        rows.map(|(verdict, order)| client_row(choice, verdict, order.as_deref(), on))
    };
    html! {
        <>
            <table class="clients">
                <caption class="visually-hidden">{ format!("What each client takes on {}", choice.host_name()) }</caption>
                <thead>
                    <tr><th scope="col">{ "Client" }</th><th scope="col">{ "Would pull" }</th><th scope="col">{ "Why" }</th></tr>
                </thead>
                <tbody>{ for rows(true) }</tbody>
                if *older {
                    <tbody id="older-clients">{ for rows(false) }</tbody>
                }
            </table>
            <div class="clients-more">
                <button type="button" class="entry-link" aria-expanded={older.to_string()} onclick={toggle}>
                    { if *older { "Hide older clients and the specification" } else { "Older clients and the specification" } }
                </button>
                if !*older && differ > 0 {
                    <span class="soft">{ format!("{differ} of {} {} otherwise.", rest().count(), if differ == 1 { "does" } else { "do" }) }</span>
                }
            </div>
            <Advices choice={Rc::clone(choice)} />
        </>
    }
}
