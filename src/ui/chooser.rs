//! The buttons that let the user choose files, or a folder with all that is in it.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser;
use crate::session::Msg;

/// The button for files, or for a folder: a file input in the clothes of a button.
pub fn chooser(folder: bool, on: &Callback<Msg>) -> Html {
    let chosen = Callback::from({
        let on = on.clone();
        move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let on = on.clone();
            if let Some(files) = input.files() {
                browser::read_chosen(&files, Rc::new(move |msg| on.emit(msg)));
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    });
    let (picture, word, label) = if folder {
        (Icon::Folder, "Folder…", "Choose a folder…")
    } else {
        (Icon::File, "Files…", "Choose files…")
    };
    html! {
        <label class="button" title={label}>
            if folder {
                <input class="visually-hidden" type="file" webkitdirectory=true onchange={chosen} aria-label={label} />
            } else {
                <input class="visually-hidden" type="file" multiple=true onchange={chosen} aria-label={label} />
            }
            { icon(picture) }<span class="button-words" aria-hidden="true">{ word }</span>
        </label>
    }
}
