//! What the chosen client takes on the chosen host, and why, in one line.

use yew::prelude::*;

use super::super::digest::DigestText;
use super::super::safe_text::safe_text_of;
use super::event::send;
use super::mark;
use crate::select::Outcome;
use crate::session::{Choice, Msg, SelectMsg};

/// Characters of a platform, and of a reason or an error; those of an honest index are shorter.
pub const PLATFORM_CHARACTERS: usize = 80;
pub const SENTENCE_CHARACTERS: usize = 400;

/// The line of the verdict, and what the form of the host means.
pub fn verdict_line(choice: &Choice, on: &Callback<Msg>) -> Html {
    let Some(own) = choice.own() else { return Html::default() };
    let (class, sign, word) = mark::outcome(&own.outcome);
    let words = match own.outcome {
        Outcome::Picked(_) | Outcome::Whole => safe_text_of(&own.takes, PLATFORM_CHARACTERS),
        _ => html! { { word } },
    };
    let words = html! { <><span aria-hidden="true">{ sign }</span>{ words }</> };
    let class = classes!("verdict", class);
    let pill = match own.node {
        Some(node) => html! {
            <button type="button" {class} title="Show this entry" onclick={send(on, Msg::Select(SelectMsg::Node(node)))}>{ words }</button>
        },
        None => html! { <span {class}>{ words }</span> },
    };
    let picked = own.outcome.picked().and_then(|path| choice.candidates.get(path));
    let digest = picked.map(|candidate| &candidate.digest).filter(|digest| !digest.is_empty());
    html! {
        <div class="selection-verdict">
            <p class="verdict-line">
                { pill }
                { own.release.map(|release| html! { <span class="chip">{ release }</span> }) }
                if let Some(digest) = digest { <DigestText key={digest.clone()} text={digest.clone()} on={on} /> }
            </p>
            <p class="verdict-why">{ why(choice) }</p>
            <p id="form-words" class="soft verdict-form">{ choice.form_in_words() }</p>
        </div>
    }
}

/// Why, in one sentence; a failure in the client's own words.
pub fn why(choice: &Choice) -> Html {
    let Some(own) = choice.own() else { return Html::default() };
    let sentence = safe_text_of(&own.why, SENTENCE_CHARACTERS);
    if !own.outcome.failed() {
        return sentence;
    }
    html! { <>{ own.client.name() }{ " says: " }<code class="client-error">{ sentence }</code></> }
}
