//! Above the tabs: where the node stands, what it is, and whether it is verified.

use yew::prelude::*;

use super::element::button;
use super::pieces::to_node;
use super::pin_menu::pin_menu;
use super::shown::Shown;
use crate::inspect::kind_name;
use crate::session::{DraftMsg, Msg, noun};
use crate::ui::safe_text::safe_text_of;
use crate::ui::seal::seal;
use crate::ui::size::size;

/// Characters of a name.
const NAME: usize = 60;

/// The head of the pane.
pub fn head(shown: &Shown) -> Html {
    let own = shown.label(shown.id);
    let mut above: Vec<_> = shown.inspection.tree.ancestors(shown.id).skip(1).collect();
    above.reverse();
    let steps: Vec<_> = above
        .into_iter()
        .map(|id| html! { <li>{ to_node(shown, id, &shown.label(id).name) }</li> })
        .collect();
    let kind = shown.document.map(|(_, blob)| kind_name(blob, shown.node.descriptor.as_deref()));
    let kind = kind.filter(|kind| !own.name.eq_ignore_ascii_case(kind));
    html! {
        <header class="detail-head">
            if !steps.is_empty() {
                <nav aria-label="Path to the node"><ol class="path">{ for steps }</ol></nav>
            }
            <h2>
                { seal(&shown.node.state) }
                <span class="detail-title">
                    { safe_text_of(&own.name, NAME) }
                    if let Some(kind) = kind { <span class="chip">{ safe_text_of(kind, NAME) }</span> }
                    if let Some(bytes) = own.size { <span class="soft">{ size(bytes) }</span> }
                </span>
            </h2>
            <div class="head-actions">{ compose(shown) }{ pin_menu(shown) }</div>
        </header>
    }
}

/// What takes the node into the draft of an index.
fn compose(shown: &Shown) -> Html {
    match noun(shown.inspection, shown.id) {
        Some(_) => button(html! { { "Compose…" } }, shown.send(Msg::Draft(DraftMsg::Take(shown.id)))),
        None => Html::default(),
    }
}
