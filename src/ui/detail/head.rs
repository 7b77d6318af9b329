//! Above the tabs: where the node stands, what it is, and whether it is verified.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::to_node;
use crate::inspect::label;
use crate::ui::safe_text::safe_text_of;
use crate::ui::seal::seal;
use crate::ui::size::size;

/// Characters of a name.
const NAME: usize = 60;

/// The head of the pane.
#[component]
pub fn Head(props: &NodeProps) -> Html {
    let Some(node) = props.node() else { return Html::default() };
    let (blobs, tree) = (&props.inspection.blobs, &props.inspection.tree);
    let own = label(blobs, tree, props.id);
    let mut above: Vec<_> = tree.ancestors(props.id).skip(1).collect();
    above.reverse();
    let step = |id: crate::inspect::NodeId| {
        html! { <li key={id.0}>{ to_node(props, id, &label(blobs, tree, id).name) }</li> }
    };
    let kind = props.document().map(|(_, blob)| blob.document.kind.name());
    html! {
        <header class="detail-head">
            if !above.is_empty() {
                <nav aria-label="Path to the node"><ol class="path">{ for above.into_iter().map(step) }</ol></nav>
            }
            <h2>
                { seal(&node.state) }
                <span class="detail-title">
                    { safe_text_of(&own.name, NAME) }
                    if let Some(kind) = kind.filter(|kind| !own.name.eq_ignore_ascii_case(kind)) {
                        <span class="chip">{ kind }</span>
                    }
                    if let Some(bytes) = own.size { <span class="soft">{ size(bytes) }</span> }
                </span>
            </h2>
        </header>
    }
}
