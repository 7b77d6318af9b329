//! What the chosen client takes on the chosen host, and why, in one line.

use yew::prelude::*;

use super::super::digest::DigestText;
use super::super::safe_text::safe_text_of;
use super::mark;
use crate::select::Outcome;
use crate::session::{Choice, Msg};

/// Characters of a platform, a place and an error; those of an honest index are shorter.
pub const PLATFORM_CHARACTERS: usize = 80;
pub const SENTENCE_CHARACTERS: usize = 400;

/// The line of the verdict, and what the form of the host means.
pub fn verdict_line(choice: &Choice, on: &Callback<Msg>) -> Html {
    let Some(own) = choice.own() else { return Html::default() };
    let (class, sign, word) = mark::outcome(&own.outcome);
    let class = classes!("verdict", class);
    let takes = safe_text_of(&own.takes, PLATFORM_CHARACTERS);
    let pill = match (&own.outcome, own.node) {
        (Outcome::Picked(_), Some(node)) => html! {
            <button type="button" {class} title="Show this entry" onclick={on.reform(move |_| Msg::Select(node))}>
                <span aria-hidden="true">{ sign }</span>{ takes }
            </button>
        },
        (Outcome::Picked(_) | Outcome::Whole, _) => html! {
            <span {class}><span aria-hidden="true">{ sign }</span>{ takes }</span>
        },
        _ => html! { <span {class}><span aria-hidden="true">{ sign }</span>{ word }</span> },
    };
    let picked = own.outcome.picked().and_then(|path| choice.candidates.get(path));
    let digest = picked.map(|candidate| candidate.digest.clone()).filter(|digest| !digest.is_empty());
    html! {
        <div class="selection-verdict">
            <p class="verdict-line">
                { pill }
                if let Some(release) = own.release { <span class="chip">{ release }</span> }
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
    match own.outcome {
        Outcome::Failed(_) => html! {
            <>{ own.client.name() }{ " says: " }<code class="client-error">{ sentence }</code></>
        },
        _ => sentence,
    }
}
