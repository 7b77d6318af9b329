//! What the session has to say.

use yew::prelude::*;

use super::notice::notice;
use super::safe_text::safe_text;
use crate::session::{Msg, Notice};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub notices: Vec<Notice>,
    pub on: Callback<Msg>,
}

#[component]
pub fn Notices(props: &Props) -> Html {
    if props.notices.is_empty() {
        return Html::default();
    }
    let one = |(at, it): (usize, &Notice)| {
        let dismiss = props.on.reform(move |_| Msg::Dismiss(at));
        html! { <li>{ notice(it.tone, html! { <p>{ safe_text(&it.text) }</p> }, Some(dismiss)) }</li> }
    };
    html! { <ul class="notices" aria-label="Notices">{ for props.notices.iter().enumerate().map(one) }</ul> }
}
