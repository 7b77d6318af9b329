//! What would make all clients agree.

use std::rc::Rc;

use yew::prelude::*;

use super::super::safe_text::safe_text;
use crate::session::Choice;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
}

/// The changes that were found, each tried out; nothing where the clients agree.
#[component]
pub fn Advices(props: &Props) -> Html {
    // Each change is a choice of all clients on all machines: not twice for one question.
    let advice = use_memo(Rc::clone(&props.choice), |choice| choice.advice_in_words());
    if advice.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="advice" aria-label="What would make all clients agree">
            { for advice.iter().map(|sentence| html! { <li>{ safe_text(sentence) }</li> }) }
        </ul>
    }
}
