//! Above the tabs: where the node stands, what it is, and whether it is verified.

use yew::prelude::*;

use super::element::{element, nodes};
use super::pieces::to_node;
use super::shown::Shown;
use crate::inspect::kind_name;
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
    let steps: Vec<_> =
        above.into_iter().map(|id| element("li", "", to_node(shown, id, &shown.label(id).name))).collect();
    let kind = shown.document.map(|(_, blob)| kind_name(blob, shown.node.descriptor.as_deref()));
    let kind = kind.filter(|kind| !own.name.eq_ignore_ascii_case(kind));
    let title = vec![
        safe_text_of(&own.name, NAME),
        kind.map_or_else(Html::default, |kind| element("span", "chip", safe_text_of(kind, NAME))),
        own.size.map_or_else(Html::default, |bytes| element("span", "soft", size(bytes))),
    ];
    html! {
        <header class="detail-head">
            if !steps.is_empty() {
                <nav aria-label="Path to the node"><ol class="path">{ nodes(steps) }</ol></nav>
            }
            <h2>{ seal(&shown.node.state) }{ element("span", "detail-title", nodes(title)) }</h2>
        </header>
    }
}
