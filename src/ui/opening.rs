//! What is being opened and read, above everything else on the page.

use yew::prelude::*;

use super::progress::progress;
use crate::layers::Layers;
use crate::session::{LayersMsg, Model, Msg};
use crate::text::escape::escaped;
use crate::text::size::grouped;

/// Archives that are listed while they are opened; of more, it is told how many there are.
const SHOWN: usize = 10;

/// The archives that are being opened and the layers that are being read; nothing where there are none.
pub fn opening(model: &Model, on: &Callback<Msg>) -> Html {
    let layers: &Layers = &model.layers;
    let stop = || Some(on.reform(|_: MouseEvent| Msg::Layers(LayersMsg::StopAll)));
    let mut lines: Vec<Html> = layers
        .opening()
        .take(SHOWN)
        .map(|opening| {
            let words = ["Looking into ", &escaped(&opening.path)].concat();
            html! { <li key={opening.work.0}>{ progress(words, opening.progress, stop()) }</li> }
        })
        .collect();
    let more = layers.opening_count().saturating_sub(SHOWN);
    if more > 0 {
        let words = format!("Looking into {} more", grouped(more as u64));
        lines.push(html! { <li key="more">{ words }</li> });
    }
    if let Some((count, all)) = layers.running() {
        let words = format!("Reading {count} {}", if count == 1 { "layer" } else { "layers" });
        lines.push(html! { <li key="layers">{ progress(words, all, stop()) }</li> });
    }
    if lines.is_empty() {
        return Html::default();
    }
    html! { <ul class="opening" aria-label="What is being opened">{ for lines }</ul> }
}
