//! A question to the user, before something is asked of a host.

use yew::prelude::*;

use crate::session::{FetchMsg, Msg, Tone};

use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;
use crate::view::QuestionView;

/// The question, with its two answers.
pub fn question(question: &QuestionView, on: &Callback<Msg>) -> Html {
    let QuestionView { id, title, sentences, yes, no } = question;
    let answer = |yes: bool| {
        let id = *id;
        on.reform(move |_: MouseEvent| Msg::Fetch(FetchMsg::Answer { id, yes }))
    };
    let inside = html! {
        <section aria-label={title.clone()}>
            <h2>{ safe_text(title) }</h2>
            { for sentences.iter().map(|sentence| html! { <p>{ safe_text(sentence) }</p> }) }
            <div class="dialog-actions">
                <button type="button" class="button primary" onclick={answer(true)}>{ *yes }</button>
                <button type="button" class="button" onclick={answer(false)}>{ *no }</button>
            </div>
        </section>
    };
    html! { <div key={id.0}>{ notice(Tone::Warn, inside, None) }</div> }
}
