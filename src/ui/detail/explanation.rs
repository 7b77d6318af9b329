//! Why a document does not have the digest that it should have, and the way back.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::to_node;
use crate::inspect::label;
use crate::session::{Msg, Tone};
use crate::ui::notice::notice;
use crate::verify::explain::Explanation;

/// What was found out of the node's document; or, where its bytes are not here, of a document that is a
/// changed form of them.
#[component]
pub fn Explained(props: &NodeProps) -> Html {
    let inspection = &props.inspection;
    let own = props.document().map(|(blob, _)| blob);
    let concerned =
        inspection.explanations.iter().find(|(blob, (_, meant))| Some(**blob) == own || *meant == props.id);
    let Some((blob, (explanation, meant))) = concerned else { return Html::default() };
    let recovered = matches!(explanation, Explanation::Recovered { .. });
    // A document that nothing here names may be none of those that are missing.
    let named = *meant == props.id && own == Some(*blob);
    if !recovered && !named {
        return Html::default();
    }
    let other = |id| to_node(props, id, &label(&inspection.blobs, &inspection.tree, id).name);
    let head = match (own == Some(*blob), recovered) {
        (true, true) if !named => {
            html! { <>{ "These are the bytes of " }{ other(*meant) }{ ", changed on their way." }</> }
        }
        (true, true) => html! { "The digest doesn\u{2019}t match, and the original can be had back." },
        (true, false) => html! { "The digest doesn\u{2019}t match." },
        (false, _) => match inspection.tree.first_with(*blob) {
            Some(from) => html! { <>{ "The bytes are here, in a changed form: " }{ other(from) }{ "." }</> },
            None => Html::default(),
        },
    };
    let content = html! {
        <>
            <p><strong>{ head }</strong></p>
            <p>{ explanation.to_string() }</p>
            if recovered {
                <p>
                    <button type="button" class="button primary" onclick={props.send(Msg::TakeRecovered(*blob))}>
                        { "Take the recovered bytes" }
                    </button>
                </p>
            }
        </>
    };
    html! { <div class="inset">{ notice(if recovered { Tone::Warn } else { Tone::Bad }, content, None) }</div> }
}
