//! A list to choose one from.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub id: &'static str,
    pub label: &'static str,
    /// The value of the chosen option.
    pub value: String,
    pub on: Callback<String>,
    /// The options, in groups.
    pub children: Html,
}

#[component]
pub fn Chooser(props: &Props) -> Html {
    let select = use_node_ref();
    // The options are there only after the list itself is, and an attribute would not move a choice that
    // was made.
    use_effect({
        let (select, value) = (select.clone(), props.value.clone());
        move || {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(&value);
            }
        }
    });
    let changed = props.on.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <label class="field">
            { props.label }
            <select ref={select} id={props.id} class="input" onchange={changed}>{ props.children.clone() }</select>
        </label>
    }
}
