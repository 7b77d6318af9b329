//! The one box for everything, and the field for the expected digest beside it.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser;
use crate::session::{Msg, detect};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub text: String,
    pub expected: String,
    /// In the middle of an empty page, with room for lines and words.
    #[prop_or_default]
    pub large: bool,
    pub on: Callback<Msg>,
}

#[component]
pub fn Omnibox(props: &Props) -> Html {
    let Props { text, expected, large, on } = props;
    let what = detect(text).words();
    let typed = on.reform(|event: InputEvent| {
        Msg::BoxChanged(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let pinned = on.reform(|event: InputEvent| {
        Msg::ExpectedChanged(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let submitted = on.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Submit
    });
    let keyed = Callback::from({
        let on = on.clone();
        // Enter takes a single line; in a text of several it is a line break, as everywhere.
        move |event: KeyboardEvent| {
            let lines = event.target_unchecked_into::<HtmlTextAreaElement>().value().contains('\n');
            if event.key() == "Enter" && !event.shift_key() && (!lines || event.ctrl_key()) {
                event.prevent_default();
                on.emit(Msg::Submit);
            }
        }
    });
    html! {
        <form class={classes!("omnibox", large.then_some("large"))} role="search" onsubmit={submitted}>
            <div class="omnibox-box">
                <textarea id="box" class="code" rows={if *large { "5" } else { "1" }} spellcheck="false"
                    autocomplete="off" autocapitalize="off" value={text.clone()} oninput={typed} onkeydown={keyed}
                    aria-label="Paste a manifest, an index, a config, a digest or a link"
                    placeholder={if *large { LONG_HINT } else { SHORT_HINT }} />
                if !what.is_empty() {
                    <span class="omnibox-what chip" role="status">{ what }</span>
                }
            </div>
            <input id="expected" class="input code omnibox-expected" value={expected.clone()} oninput={pinned}
                autocomplete="off" spellcheck="false" autocapitalize="off"
                aria-label="Expected digest" placeholder="expected digest, sha256:…" />
            <div class="omnibox-actions">
                <Chooser folder={false} on={on} />
                <Chooser folder={true} on={on} />
                <button class="button primary">{ "Inspect" }</button>
            </div>
        </form>
    }
}

const SHORT_HINT: &str = "Paste or drop another document, a digest, a link…";
const LONG_HINT: &str = "Paste a manifest, an index, a config, or a Bayplan link.\nDrop files, or a whole OCI layout, anywhere on the page.";

#[derive(Clone, PartialEq, Properties)]
struct ChooserProps {
    /// A folder, with all that is in it, and not files.
    folder: bool,
    on: Callback<Msg>,
}

#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let input = use_node_ref();
    let pressed = Callback::from({
        let input = input.clone();
        move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        }
    });
    let chosen = Callback::from({
        let on = props.on.clone();
        move |event: yew::Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let on = on.clone();
            if let Some(files) = input.files() {
                browser::read_chosen(&files, std::rc::Rc::new(move |msg| on.emit(msg)));
            }
            // The same file can be chosen again.
            input.set_value("");
        }
    });
    let (picture, word, label) = if props.folder {
        (Icon::Folder, "Folder…", "Choose a folder…")
    } else {
        (Icon::File, "Files…", "Choose files…")
    };
    html! {
        <>
            <button type="button" class="button" onclick={pressed} title={label} aria-label={label}>
                { icon(picture) }<span class="button-words">{ word }</span>
            </button>
            if props.folder {
                <input ref={input} type="file" hidden=true webkitdirectory=true onchange={chosen} />
            } else {
                <input ref={input} type="file" hidden=true multiple=true onchange={chosen} />
            }
        </>
    }
}
