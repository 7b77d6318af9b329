//! A part that can be folded away. What is folded is not on the page, and costs nothing.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/>

use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::event::{Event, Part, press};
use super::state::State;

/// The part under its title, with a note of what there is to know before it is unfolded.
pub fn fold(strip: &State, part: Part, title: &'static str, note: Html, body: impl FnOnce() -> Html) -> Html {
    let is_open = strip.is_open(part);
    let (id, note_id) = match part {
        Part::Clients => ("clients", "clients-note"),
        Part::Older => ("older", "older-note"),
        Part::Reasons => ("reasons", "reasons-note"),
    };
    html! {
        <div class={classes!("fold", is_open.then_some("unfolded"))}>
            <div class="fold-head">
                <h3>
                    <button type="button" aria-expanded={is_open.to_string()} aria-controls={id}
                        aria-describedby={note_id} onclick={press(&strip.ui, Event::Toggle(part))}>
                        { icon(Icon::Chevron) }{ title }
                    </button>
                </h3>
                <span id={note_id} class="soft">{ note }</span>
            </div>
            <div {id} class="fold-body" hidden={!is_open}>
                if is_open { { body() } }
            </div>
        </div>
    }
}
