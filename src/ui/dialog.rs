//! A modal dialog: its title, a button that closes it, and what is in it.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icon::{Icon, icon};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Names the dialog's elements.
    pub id: &'static str,
    pub title: Html,
    #[prop_or_default]
    pub class: &'static str,
    /// It was closed, by its button or by a key.
    pub on_close: Callback<()>,
    pub children: Html,
}

#[component]
pub fn Dialog(props: &Props) -> Html {
    let Props { id, title, class, on_close, children } = props;
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    });
    let close = Callback::from({
        let dialog = dialog.clone();
        // The browser then gives the focus back, and says that it closed.
        move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    });
    let title_id = format!("{id}-title");
    html! {
        <dialog ref={dialog} class={classes!("dialog", *class)} aria-labelledby={title_id.clone()}
            onclose={on_close.reform(|_: yew::Event| ())}>
            <header class="card-head">
                <h2 id={title_id}>{ title.clone() }</h2>
                <button type="button" class="icon-button" onclick={close} aria-label="Close">{ icon(Icon::Close) }</button>
            </header>
            <div class="dialog-body">{ children.clone() }</div>
        </dialog>
    }
}
