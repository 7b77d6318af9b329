//! The layers of two images beside each other.

use yew::prelude::*;

use super::super::pieces::{ROWS, table};
use super::super::shown::Shown;
use crate::compare::{Fate, Images, Layer, LayerRow};
use crate::image::instruction::Instruction;
use crate::ui::digest::DigestText;
use crate::ui::safe_text::safe_text_of;
use crate::ui::size::size;
use crate::view::comparison::{fate_sign, fate_word};

/// Characters of a command.
const COMMAND: usize = 160;

/// The table.
pub fn layers(shown: &Shown, images: &Images) -> Html {
    let [first, second] = &images.layers;
    let row = |row: &LayerRow| {
        let one = row.first.and_then(|at| first.get(at));
        let other = row.second.and_then(|at| second.get(at));
        let step = other.or(one).map(|layer| Instruction::read(&layer.step).to_string()).unwrap_or_default();
        html! {
            <tr class={class(row.fate)}>
                <th scope="row">
                    <span class="fate"><span aria-hidden="true">{ fate_sign(row.fate) }</span>{ " " }{ fate_word(row.fate) }</span>
                    <span class="beneath code made">{ safe_text_of(&step, COMMAND) }</span>
                </th>
                <td data-side="First">{ layer(shown, one, row.first) }</td>
                <td data-side="Second">{ layer(shown, other, row.second) }</td>
            </tr>
        }
    };
    let head =
        html! { <thead><tr><th>{ "Layer" }</th><th>{ "First" }</th><th>{ "Second" }</th></tr></thead> };
    let rows = images.rows.iter().take(ROWS).map(row).collect();
    table("beside", head, rows, images.rows.len())
}

fn layer(shown: &Shown, layer: Option<&Layer>, at: Option<usize>) -> Html {
    let Some((layer, at)) = layer.zip(at) else { return html! { <span class="soft">{ "—" }</span> } };
    let named = layer.digest.as_ref().or(layer.diff_id.as_ref());
    html! {
        <span class="layer-beside">
            <span class="soft">{ at + 1 }</span>
            if let Some(text) = named { <DigestText text={text.clone()} on={shown.on.clone()} /> }
            if let Some(bytes) = layer.size { { size(bytes) } }
        </span>
    }
}

const fn class(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "is-new",
        Fate::Gone => "is-gone",
        Fate::Same => "is-same",
        Fate::Repacked | Fate::Moved | Fate::Rebuilt => "is-changed",
    }
}
