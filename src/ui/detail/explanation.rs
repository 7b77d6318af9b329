//! Why a document does not have the digest that it should have, and the way back.

use yew::prelude::*;

use super::pieces::to_node;
use super::shown::Shown;
use crate::session::{DocumentsMsg, Msg, Tone};
use crate::ui::notice::notice;
use crate::verify::explain::Explanation;

/// What was found out of the node's document; or, where its bytes are not here, of a document that is a
/// changed form of them.
pub fn explained(shown: &Shown) -> Html {
    let own = shown.document.map(|(blob, _)| blob);
    let mut all = shown.inspection.explanations.iter();
    let concerned = all.find(|(blob, (_, meant))| Some(**blob) == own || *meant == shown.id);
    let Some((blob, (explanation, meant))) = concerned else { return Html::default() };
    let recovered = matches!(explanation, Explanation::Recovered { .. });
    let is_own = own == Some(*blob);
    let named = is_own && *meant == shown.id;
    // A document that nothing here names may be none of those that are missing.
    if !recovered && !named {
        return Html::default();
    }
    let other = |id| to_node(shown, id, &shown.label(id).name);
    let head = match (named, is_own) {
        (true, _) if recovered => {
            html! { "The digest doesn\u{2019}t match, and the original can be recovered." }
        }
        (true, _) => html! { "The digest doesn\u{2019}t match." },
        (false, true) => {
            html! {
                <>{ "These are the bytes of " }{ other(*meant) }{ ", changed on their way." }</>
            }
        }
        (false, false) => {
            let from = shown.inspection.tree.first_with(*blob).map_or_else(Html::default, other);
            html! { <>{ "The bytes are here, in a changed form: " }{ from }</> }
        }
    };
    let content = html! {
        <>
            <p><strong>{ head }</strong></p>
            <p>{ explanation.to_string() }</p>
            if recovered {
                <p>
                    <button type="button" class="button primary" onclick={shown.send(Msg::Documents(DocumentsMsg::TakeRecovered(*blob)))}>
                        { "Take the recovered bytes" }
                    </button>
                </p>
            }
        </>
    };
    let tone = if recovered { Tone::Warn } else { Tone::Bad };
    html! { <div class="inset">{ notice(tone, content, None) }</div> }
}
