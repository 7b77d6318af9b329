//! The entries of a draft: their platforms, their annotations, and their order, by dragging and by keys.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::super::safe_text::safe_text;
use super::super::size::size;
use crate::compose::Entry;
use crate::image::digest::Digest;
use crate::image::media_type::short_name;
use crate::session::{DraftMsg, DraftPane, Msg};
use crate::text::quote::Count;
use crate::view::drafting::{entry_fault, entry_note};

/// What is dragged, and the id of the button that is to have the focus after a move.
#[derive(Clone, PartialEq)]
pub struct Moving {
    pub dragged: UseStateHandle<Option<usize>>,
    pub focus: UseStateHandle<Option<String>>,
}

/// The list.
pub fn entries(pane: &DraftPane, moving: &Moving, on: &Callback<Msg>) -> Html {
    let entries = &pane.draft.entries;
    if entries.is_empty() {
        return html! { <p>{ "No entries yet." }</p> };
    }
    let attached = pane.draft.attached();
    let one = |(at, entry): (usize, &Entry)| {
        let nth = entries.iter().take(at).filter(|other| other.digest == entry.digest).count();
        let is_attached = attached.get(at).copied().unwrap_or_default();
        row(pane, at, entry, (nth, is_attached), moving, on)
    };
    html! { <ol class="draft-entries">{ for entries.iter().enumerate().map(one) }</ol> }
}

fn row(
    pane: &DraftPane,
    at: usize,
    entry: &Entry,
    (nth, is_attached): (usize, bool),
    moving: &Moving,
    on: &Callback<Msg>,
) -> Html {
    let short = Digest::parse(&entry.digest).map_or_else(|_| entry.digest.clone(), |digest| digest.short());
    let remove = on.reform(move |_: MouseEvent| Msg::Draft(DraftMsg::Remove(at)));
    let typed = on.reform(move |event: InputEvent| {
        Msg::Draft(DraftMsg::Platform(at, event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    let annotated = on.reform(move |event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Msg::Draft(DraftMsg::EntryAnnotations(at, text))
    });
    let fault = entry_fault(entry);
    let dragged = &moving.dragged;
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
        <li key={format!("{nth} {}", entry.digest)} class={classes!("draft-entry", is_attached.then_some("is-attached"))} ondragover={over} ondrop={drop}>
            if !is_attached { { moves(at, &name, &entry.digest, moving, on) } }
            <span class="draft-what">
                <input class="input code" value={entry.platform.clone()} oninput={typed} aria-label={format!("Platform of {name}")}
                    placeholder="os/architecture/variant" autocomplete="off" spellcheck="false" aria-invalid={fault.is_some().to_string()} />
                <span class="beneath soft">
                    <span class="code">{ safe_text(&short) }</span>{ " · " }{ safe_text(short_name(&entry.media_type)) }{ " · " }{ size(entry.size) }
                </span>
                if let Some(fault) = fault { <span class="beneath differs">{ fault }</span> }
                if let Some(note) = entry_note(entry) { <span class="beneath soft">{ note }</span> }
                <details>
                    <summary class="soft">{ Count(entry.annotations.len(), "annotation").to_string() }</summary>
                    <textarea class="input code" rows="3" spellcheck="false" aria-label={format!("Annotations of {name}")}
                        value={pane.entry_annotations(at)} oninput={annotated} placeholder="key=value, one a line" />
                </details>
            </span>
            <button type="button" class="icon-button" aria-label={format!("Remove {name}")} title="Remove" onclick={remove}>{ icon(Icon::Close) }</button>
        </li>
    }
}

/// What moves an entry: a handle to drag, and two buttons. The one that was pressed keeps the focus.
fn moves(at: usize, name: &str, digest: &str, moving: &Moving, on: &Callback<Msg>) -> Html {
    let (held, put) = (moving.dragged.clone(), moving.dragged.clone());
    let press = |word: &'static str, to: usize| {
        let (focus, on, id) = (moving.focus.clone(), on.clone(), id(word, digest));
        Callback::from(move |_: MouseEvent| {
            on.emit(Msg::Draft(DraftMsg::Move(at, to)));
            focus.set(Some(id.clone()));
        })
    };
    html! {
        <>
            <span class="draft-handle" draggable="true" aria-hidden="true" title="Drag to another place"
                ondragstart={Callback::from(move |_: DragEvent| held.set(Some(at)))}
                ondragend={Callback::from(move |_: DragEvent| put.set(None))}>{ "⠿" }</span>
            <span class="draft-moves">
                <button type="button" id={id("up", digest)} class="icon-button" aria-label={format!("Move {name} up")}
                    onclick={press("up", at.saturating_sub(1))}>{ "↑" }</button>
                <button type="button" id={id("down", digest)} class="icon-button" aria-label={format!("Move {name} down")}
                    onclick={press("down", at + 1)}>{ "↓" }</button>
            </span>
        </>
    }
}

fn id(word: &str, digest: &str) -> String {
    let digest: String = digest.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("draft-{word}-{digest}")
}
