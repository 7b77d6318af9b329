//! The Files tab: what is in the layers.

mod bar;
mod cells;
mod chosen;
mod grid;
mod head;
mod layer_list;
mod viewer;

use std::rc::Rc;

use yew::prelude::*;

use super::element::button;
use super::shown::Shown;
use crate::session::{LayersMsg, Msg, Tone};
use crate::ui::notice::notice;
use crate::view::files::bounded;
use crate::view::layers::status;

pub use layer_list::call;

/// The Files tab.
pub fn files_tab(shown: &Shown) -> Html {
    let status = status(shown.inspection, &shown.props.layers, shown.id);
    let mut parts = Vec::new();
    match shown.props.files.as_ref().filter(|_| status.running.is_none() && status.read + status.listed > 0) {
        None => parts.push(layer_list::layers(shown, &status)),
        Some(pane) => {
            let (_, left_out) = pane.layers();
            for words in [status.told_of_changed(), status.told_of_wrong()].into_iter().flatten() {
                let again = button(
                    html! { { status.call_again() } },
                    shown.send(Msg::Layers(LayersMsg::Open(shown.id))),
                );
                let inside = html! { <><p>{ words }</p>{ again }</> };
                parts.push(html! { <div class="inset">{ notice(Tone::Bad, inside, None) }</div> });
            }
            let told = status.told_of_listed().map(|words| html! { <p>{ words }</p> });
            if let Some(told) = told {
                let calls = if left_out > 0 { Html::default() } else { call(shown, &status) };
                parts.push(html! {
                    <div class="inset">{ notice(Tone::Warn, html! { <>{ told }{ calls }</> }, None) }</div>
                });
            }
            if left_out > 0 {
                let words = format!(
                    "{left_out} of {} layers {} not read, so that what they add, change and delete is not in \
                     this list.",
                    status.layers.len(),
                    if left_out == 1 { "was" } else { "were" }
                );
                let inside = html! { <><p>{ words }</p>{ call(shown, &status) }</> };
                parts.push(html! { <div class="inset">{ notice(Tone::Warn, inside, None) }</div> });
            }
            if let Some(words) = bounded(pane) {
                parts.push(
                    html! { <div class="inset">{ notice(Tone::Warn, html! { { words } }, None) }</div> },
                );
            }
            parts.push(bar::bar(shown, &status, pane));
            parts.push(html! { <grid::Grid pane={Rc::clone(pane)} on={shown.on.clone()} /> });
            parts.push(chosen::chosen(shown, pane));
        }
    }
    html! { <div class="files">{ for parts }</div> }
}
