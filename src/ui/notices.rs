//! What the session has to say.

use yew::prelude::*;

use super::notice::notice;
use super::safe_text::safe_text;
use crate::session::{DocumentsMsg, Msg, Notice, Said};
use crate::view::sentence;

/// The notices, each with a button to put it away.
pub fn notices(notices: &[Notice], on: &Callback<Msg>) -> Html {
    if notices.is_empty() {
        return Html::default();
    }
    let one = |(at, it): (usize, &Notice)| {
        let text = html! { <p>{ safe_text(&sentence(&it.said)) }{ undo(it, on) }</p> };
        let dismiss = on.reform(move |_| Msg::Dismiss(at));
        html! { <li>{ notice(it.tone, text, Some(dismiss)) }</li> }
    };
    html! { <ul class="notices" aria-label="Notices">{ for notices.iter().enumerate().map(one) }</ul> }
}

/// The button that puts back what was removed, at the notice that says so.
fn undo(notice: &Notice, on: &Callback<Msg>) -> Html {
    if !matches!(notice.said, Said::Removed { .. }) {
        return Html::default();
    }
    let put_back = on.reform(|_| Msg::Documents(DocumentsMsg::PutBack));
    html! { <>{ " " }<button type="button" class="button" onclick={put_back}>{ "Undo" }</button></> }
}
