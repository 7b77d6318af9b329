//! The entries of a draft: their platforms, and their order, by dragging and by keys.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::super::safe_text::safe_text;
use super::super::size::size;
use crate::compose::{Draft, Entry};
use crate::image::digest::Digest;
use crate::image::media_type::short_name;
use crate::inspect::NodeId;
use crate::session::{DraftMsg, DraftPane, Inspection, Msg};
use crate::text::escape::escaped;
use crate::view::comparison::{drafted_from, full_name};
use crate::view::drafting::{entry_fault, entry_note};

/// The list.
pub fn entries(draft: &Draft, dragged: &UseStateHandle<Option<usize>>, on: &Callback<Msg>) -> Html {
    if draft.entries.is_empty() {
        return html! { <p>{ "No entries yet." }</p> };
    }
    let last = draft.entries.len() - 1;
    let one = |(at, entry): (usize, &Entry)| row(at, last, entry, dragged, on);
    html! { <ol class="draft-entries">{ for draft.entries.iter().enumerate().map(one) }</ol> }
}

fn row(
    at: usize,
    last: usize,
    entry: &Entry,
    dragged: &UseStateHandle<Option<usize>>,
    on: &Callback<Msg>,
) -> Html {
    let short = Digest::parse(&entry.digest).map_or_else(|_| entry.digest.clone(), |digest| digest.short());
    let send = |msg: DraftMsg| on.reform(move |_: MouseEvent| Msg::Draft(msg.clone()));
    let typed = on.reform(move |event: InputEvent| {
        Msg::Draft(DraftMsg::Platform(at, event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    let fault = entry_fault(entry);
    let (held, put) = (dragged.clone(), dragged.clone());
    let drop = {
        let (dragged, on) = (dragged.clone(), on.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            event.stop_propagation();
            if let Some(from) = *dragged {
                on.emit(Msg::Draft(DraftMsg::Move(from, at)));
            }
            dragged.set(None);
        })
    };
    let is_held = **dragged;
    let over = Callback::from(move |event: DragEvent| {
        if is_held.is_some() {
            event.prevent_default();
        }
    });
    let name = format!("entry {}", at + 1);
    html! {
        <li key={entry.digest.clone()} class="draft-entry" ondragover={over} ondrop={drop}>
            <span class="draft-handle" draggable="true" aria-hidden="true" title="Drag to another place"
                ondragstart={Callback::from(move |_: DragEvent| held.set(Some(at)))}
                ondragend={Callback::from(move |_: DragEvent| put.set(None))}>{ "⠿" }</span>
            <span class="draft-moves">
                <button type="button" class="icon-button" disabled={at == 0} aria-label={format!("Move {name} up")}
                    onclick={send(DraftMsg::Move(at, at.saturating_sub(1)))}>{ "↑" }</button>
                <button type="button" class="icon-button" disabled={at == last} aria-label={format!("Move {name} down")}
                    onclick={send(DraftMsg::Move(at, at + 1))}>{ "↓" }</button>
            </span>
            <span class="draft-what">
                <input class="input code" value={entry.platform.clone()} oninput={typed} aria-label={format!("Platform of {name}")}
                    placeholder="os/architecture/variant" autocomplete="off" spellcheck="false" aria-invalid={fault.is_some().to_string()} />
                <span class="beneath soft">
                    <span class="code">{ safe_text(&short) }</span>{ " · " }{ safe_text(short_name(&entry.media_type)) }{ " · " }{ size(entry.size) }
                </span>
                if let Some(fault) = fault { <span class="beneath differs">{ fault }</span> }
                if let Some(note) = entry_note(entry) { <span class="beneath soft">{ note }</span> }
            </span>
            <button type="button" class="icon-button" aria-label={format!("Remove {name}")} title="Remove"
                onclick={send(DraftMsg::Remove(at))}>{ icon(Icon::Close) }</button>
        </li>
    }
}

/// What else is taken: from the tree, or as a descriptor that is typed.
pub fn more(pane: &DraftPane, inspection: &Inspection, typed: &NodeRef, on: &Callback<Msg>) -> Html {
    let nodes = drafted_from(inspection);
    let take = on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Draft(DraftMsg::Take(value.parse().map(NodeId).unwrap_or(NodeId(u32::MAX))))
    });
    let add = {
        let (typed, on) = (typed.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = typed.cast::<HtmlTextAreaElement>() {
                on.emit(Msg::Draft(DraftMsg::Typed(field.value())));
            }
        })
    };
    html! {
        <div class="draft-more">
            <label class="field">
                { "Add from the tree" }
                <select key={pane.draft.entries.len()} class="input" onchange={take}>
                    <option value="" selected=true>{ "choose…" }</option>
                    { for nodes.iter().map(|id| html! { <option value={id.0.to_string()}>{ escaped(&full_name(inspection, *id)) }</option> }) }
                </select>
            </label>
            <details>
                <summary>{ "Add a descriptor" }</summary>
                <textarea key={pane.taken} ref={typed.clone()} class="input code" rows="4" spellcheck="false" aria-label="A descriptor as JSON"
                    placeholder="{ \"mediaType\": …, \"digest\": …, \"size\": … }" />
                if let Some(fault) = pane.fault { <p class="differs" role="alert">{ fault }</p> }
                <button type="button" class="button" onclick={add}>{ "Add it" }</button>
            </details>
        </div>
    }
}
