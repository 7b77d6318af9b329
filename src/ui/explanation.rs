//! Why the chosen document does not have the digest that it should have, and the way back.

use std::rc::Rc;

use yew::prelude::*;

use super::notice::notice;
use crate::inspect::{BlobId, NodeId};
use crate::session::{Inspection, Msg, Tone};
use crate::verify::explain::Explanation;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub inspection: Rc<Inspection>,
    pub selected: Option<NodeId>,
    pub on: Callback<Msg>,
}

#[component]
pub fn Explained(props: &Props) -> Html {
    let Props { inspection, selected, on } = props;
    let concerned = selected.and_then(|node| {
        let blob = inspection.tree.get(node)?.blob;
        let it =
            |(id, (_, wanted)): &(&BlobId, &(Explanation, NodeId))| Some(**id) == blob || *wanted == node;
        inspection.explanations.iter().find(it)
    });
    let Some((blob, (explanation, _))) = concerned else { return Html::default() };
    let (blob, words) = (*blob, explanation.to_string());
    let tone = match explanation {
        Explanation::Recovered { .. } => Tone::Warn,
        _ => Tone::Bad,
    };
    let content = html! {
        <>
            <p>{ words }</p>
            if matches!(explanation, Explanation::Recovered { .. }) {
                <p>
                    <button type="button" class="button" onclick={on.reform(move |_| Msg::TakeRecovered(blob))}>
                        { "Take the recovered bytes" }
                    </button>
                </p>
            }
        </>
    };
    notice(tone, content, None)
}
