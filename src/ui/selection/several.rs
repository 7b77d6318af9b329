//! The images of a layout that names several, where the strip would be.

use yew::prelude::*;

use crate::session::{Msg, SelectMsg, Tone};

use crate::text::size::grouped;
use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;
use crate::view::SeveralImages;

/// Says that one of the images is to be chosen, with a button for each.
pub fn several(several: &SeveralImages, on: &Callback<Msg>) -> Html {
    let row = |(node, name): &(crate::inspect::NodeId, String)| {
        let node = *node;
        let choose = on.reform(move |_: MouseEvent| Msg::Select(SelectMsg::Node(node)));
        html! {
            <li key={node.0}>
                <button type="button" class="button" onclick={choose}>{ safe_text(name) }</button>
            </li>
        }
    };
    let inside = html! {
        <section class="several" aria-label="Images of the layout">
            <p>{ &several.sentence }</p>
            <ul>{ for several.images.iter().map(row) }</ul>
            if several.more > 0 {
                <p class="soft">{ grouped(several.more as u64) }{ " more are in the tree." }</p>
            }
        </section>
    };
    notice(Tone::Note, inside, None)
}
