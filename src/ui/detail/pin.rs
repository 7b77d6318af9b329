//! The digest that a document without a descriptor should have.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::node::NodeProps;
use crate::image::digest::Digest;
use crate::inspect::Role;
use crate::session::Msg;

/// The field for the expected digest of a root, as one of the facts.
#[component]
pub fn Pin(props: &NodeProps) -> Html {
    let input = use_node_ref();
    let (Some(node), Some((blob, document))) = (props.node(), props.document()) else {
        return Html::default();
    };
    if node.role != Role::Root {
        return Html::default();
    }
    let pinned = document.pin.as_ref().map(Digest::to_string);
    let onsubmit = {
        let (on, input) = (props.on.clone(), input.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                on.emit(Msg::Pin { blob, text: input.value() });
            }
        })
    };
    let has_pin = pinned.is_some();
    html! {
        <>
            <dt><label for="pin">{ "Expected digest" }</label></dt>
            <dd>
                <form class="pin" {onsubmit}>
                    <input ref={input} id="pin" class="input code" value={pinned.unwrap_or_default()}
                        placeholder="sha256:…" autocomplete="off" spellcheck="false" autocapitalize="off"
                        enterkeyhint="done" />
                    <button class="button">{ "Compare" }</button>
                    if has_pin {
                        <button type="button" class="button" onclick={props.send(Msg::Pin { blob, text: String::new() })}>
                            { "Remove" }
                        </button>
                    }
                </form>
            </dd>
        </>
    }
}
