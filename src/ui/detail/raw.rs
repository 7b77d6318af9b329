//! The Raw tab: a document's exact bytes, as text or in hex.

use std::rc::Rc;

use yew::prelude::*;

use super::hex::Hex;
use super::node::NodeProps;
use super::raw_text::RawText;
use crate::json::Span;
use crate::session::Msg;
use crate::session::detail::is_text;
use crate::ui::icon::{Icon, icon};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub node: NodeProps,
    /// The place to show.
    pub span: Option<Span>,
}

/// The Raw tab.
#[component]
pub fn RawTab(props: &Props) -> Html {
    let document = props.node.document();
    let bytes = document.map(|(_, blob)| Rc::clone(&blob.bytes));
    let text = use_memo(bytes.as_ref().map(|bytes| Rc::as_ptr(bytes).addr()), |_| {
        bytes.as_deref().is_some_and(is_text)
    });
    let as_hex = use_state_eq(|| None);
    let (Some((id, _)), Some(bytes)) = (document, bytes) else { return Html::default() };
    // What was chosen, or what suits the bytes.
    let hex = as_hex.unwrap_or(!*text);
    let switch = |to: bool, word: &'static str| {
        let as_hex = as_hex.clone();
        html! {
            <button type="button" class="button" aria-pressed={(hex == to).to_string()}
                onclick={Callback::from(move |_: MouseEvent| as_hex.set(Some(to)))}>{ word }</button>
        }
    };
    let copy = std::str::from_utf8(&bytes).ok().map(|text| Msg::Copy(text.to_owned()));
    let tools = html! {
        <>
            <span class="switch" role="group" aria-label="How to show the bytes">
                { switch(false, "Text") }{ switch(true, "Hex") }
            </span>
            if let Some(copy) = copy {
                <button type="button" class="button" onclick={props.node.send(copy)} title="Copy the exact bytes">
                    { icon(Icon::Copy) }<span class="words">{ "Copy" }</span>
                </button>
            }
            <button type="button" class="button" onclick={props.node.send(Msg::SaveDocument(id))}
                title="Save the exact bytes as a file">
                { icon(Icon::Download) }<span class="words">{ "Save" }</span>
            </button>
        </>
    };
    if hex {
        html! { <Hex {bytes} span={props.span} {tools} /> }
    } else {
        // Other bytes are another document, with folds and a search of its own.
        let key = Rc::as_ptr(&bytes).addr().to_string();
        html! { <RawText {key} node={props.node.clone()} span={props.span} {tools} /> }
    }
}
