//! One piece of evidence: how it stands, by whom it is, and what it claims.

use yew::prelude::*;

use super::matrix::state;
use crate::ui::detail::claimed::claimed;
use crate::ui::detail::pieces::{fact, linked, to_node};
use crate::ui::detail::shown::Shown;
use crate::ui::safe_text::safe_text;
use crate::view::evidence::PieceView;

/// The piece.
pub fn piece(shown: &Shown, view: &PieceView) -> Html {
    let facts = view.facts.iter().map(|(name, text)| fact(name, Some(linked(text))));
    let (claims, list) = claimed(shown, view.blob, &view.piece).unwrap_or_default();
    let title =
        if view.node == shown.id { safe_text(&view.title) } else { to_node(shown, view.node, &view.title) };
    html! {
        <section key={view.key.clone()} class="evidence-piece">
            <h4 class="inset">{ title }{ " " }{ state(&view.state) }</h4>
            <p class="inset evidence-told">{ safe_text(&view.headline) }</p>
            if let Some(detail) = &view.detail {
                <p class="inset soft">{ "The verifier says: " }{ safe_text(detail) }</p>
            }
            <dl class="facts">
                { for facts }
                { fact("Checked", words(&view.checked)) }
                { fact("Not checked", words(&view.unchecked)) }
                { for claims }
            </dl>
            { list }
            { inside(view) }
        </section>
    }
}

fn words(words: &[&'static str]) -> Option<Html> {
    let item = |word: &&'static str| html! { <li>{ *word }</li> };
    (!words.is_empty()).then(|| html! { <ul>{ for words.iter().map(item) }</ul> })
}

/// A statement of a kind that is not read is shown as it is.
fn inside(view: &PieceView) -> Html {
    let Some(text) = view.readable() else { return Html::default() };
    html! {
        <details class="inset">
            <summary>{ "What is inside" }</summary>
            <pre class="code evidence-inside">{ safe_text(&text) }</pre>
        </details>
    }
}
