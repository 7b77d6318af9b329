//! What else is taken into a draft: from a registry, from the tree, or as a descriptor that is typed.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, SubmitEvent};
use yew::prelude::*;

use super::super::safe_text::safe_text;
use crate::inspect::NodeId;
use crate::session::{DraftMsg, DraftPane, Inspection, Msg};
use crate::text::escape::escaped;
use crate::text::quote::Count;
use crate::view::comparison::{drafted_from, full_name, short_name};
use crate::view::drafting::offered;

/// The fields in which something is typed.
#[derive(Clone, PartialEq)]
pub struct Fields {
    pub reference: NodeRef,
    pub descriptor: NodeRef,
}

/// The forms; `problem` is what keeps what is fetched.
pub fn more(
    pane: &DraftPane,
    inspection: &Inspection,
    problem: Option<&str>,
    fields: &Fields,
    on: &Callback<Msg>,
) -> Html {
    let nodes = drafted_from(inspection);
    let take = on.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Draft(DraftMsg::Take(value.parse().map(NodeId).unwrap_or(NodeId(u32::MAX))))
    });
    html! {
        <div class="draft-more">
            { reference(pane, problem, fields, on) }
            <label class="field">
                { "Add from the tree" }
                <select key={pane.draft.entries.len()} class="input" onchange={take}>
                    <option value="" selected=true>{ "choose…" }</option>
                    { for nodes.iter().map(|id| html! { <option value={id.0.to_string()}>{ escaped(&full_name(inspection, *id)) }</option> }) }
                </select>
            </label>
            { offers(pane, inspection, on) }
            { descriptor(pane, fields, on) }
        </div>
    }
}

/// An image at a registry.
fn reference(pane: &DraftPane, problem: Option<&str>, fields: &Fields, on: &Callback<Msg>) -> Html {
    let fetch = {
        let (field, on) = (fields.reference.clone(), on.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                on.emit(Msg::Draft(DraftMsg::Reference(field.value())));
            }
        })
    };
    let told = pane.awaited.as_ref().map(|awaited| match problem {
        Some(problem) => format!("It is not here: {problem}. The page after this dialog says why."),
        None => format!("Fetching {awaited}…"),
    });
    html! {
        <form class="draft-fetch" onsubmit={fetch}>
            <label class="field">
                { "Fetch an image" }
                <input ref={fields.reference.clone()} class="input code" autocomplete="off" spellcheck="false" autocapitalize="off"
                    placeholder="registry.example/repository:tag" />
            </label>
            <button type="submit" class="button">{ "Fetch" }</button>
            if let Some(fault) = &pane.reference_fault { <p class="differs" role="alert">{ fault.to_string() }</p> }
            if let Some(told) = told { <p class="soft" role="status">{ safe_text(&told) }</p> }
        </form>
    }
}

/// What was fetched, with its entries.
fn offers(pane: &DraftPane, inspection: &Inspection, on: &Callback<Msg>) -> Html {
    let Some((root, images)) = offered(pane, inspection) else { return Html::default() };
    let add = |node: NodeId, words: String| {
        let take = on.reform(move |_: MouseEvent| Msg::Draft(DraftMsg::Take(node)));
        html! { <li><button type="button" class="button" onclick={take}>{ safe_text(&words) }</button></li> }
    };
    let one = |id: &NodeId| add(*id, format!("Add {}", short_name(inspection, *id)));
    let all = format!("Add all {}", Count(images.len(), "image"));
    html! {
        <div class="draft-offers">
            <p>{ "Of " }<span class="code">{ safe_text(&full_name(inspection, root)) }</span>{ ":" }</p>
            <ul class="dialog-actions">
                if images.len() > 1 { { add(root, all) } }
                { for images.iter().map(one) }
            </ul>
        </div>
    }
}

/// A descriptor as JSON.
fn descriptor(pane: &DraftPane, fields: &Fields, on: &Callback<Msg>) -> Html {
    let add = {
        let (field, on) = (fields.descriptor.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                on.emit(Msg::Draft(DraftMsg::Typed(field.value())));
            }
        })
    };
    html! {
        <details>
            <summary>{ "Add a descriptor" }</summary>
            <textarea key={pane.taken} ref={fields.descriptor.clone()} class="input code" rows="4" spellcheck="false" aria-label="A descriptor as JSON"
                placeholder="{ \"mediaType\": …, \"digest\": …, \"size\": … }" />
            if let Some(fault) = pane.fault { <p class="differs" role="alert">{ fault }</p> }
            <button type="button" class="button" onclick={add}>{ "Add it" }</button>
        </details>
    }
}
