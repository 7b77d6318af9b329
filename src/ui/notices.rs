//! What the session has to say.

use yew::prelude::*;

use super::notice::notice;
use super::safe_text::safe_text;
use crate::session::{Msg, Notice};
use crate::view::sentence;

/// The notices, each with a button to put it away.
pub fn notices(notices: &[Notice], on: &Callback<Msg>) -> Html {
    if notices.is_empty() {
        return Html::default();
    }
    let one = |(at, it): (usize, &Notice)| {
        let dismiss = on.reform(move |_| Msg::Dismiss(at));
        html! { <li>{ notice(it.tone, html! { <p>{ safe_text(&sentence(&it.said)) }</p> }, Some(dismiss)) }</li> }
    };
    html! { <ul class="notices" aria-label="Notices">{ for notices.iter().enumerate().map(one) }</ul> }
}
