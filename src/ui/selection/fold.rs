//! A part that can be folded away. What is folded is not on the page, and costs nothing.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/>

use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::mark::differs_sign;

/// Pixels from which on the page has room for what else waits folded. As in the style sheet.
const WIDE: f64 = 960.0;

/// Whether the page is wide now.
pub fn is_wide() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width > WIDE)
}

#[derive(PartialEq, Properties)]
pub struct Props {
    pub id: &'static str,
    pub title: &'static str,
    /// What there is to know before it is unfolded.
    #[prop_or_default]
    pub note: String,
    /// The note is to be heeded.
    #[prop_or_default]
    pub warns: bool,
    #[prop_or_default]
    pub open_at_first: bool,
    pub children: Html,
}

#[component]
pub fn Fold(props: &Props) -> Html {
    let open = use_state_eq(|| props.open_at_first);
    let toggle = Callback::from({
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    });
    let note_id = format!("{}-note", props.id);
    html! {
        <div class="fold">
            <div class="fold-head">
                <h3>
                    <button type="button" aria-expanded={open.to_string()} aria-controls={props.id}
                        aria-describedby={note_id.clone()} onclick={toggle}>
                        { icon(Icon::Chevron) }{ props.title }
                    </button>
                </h3>
                <span id={note_id} class="soft">
                    if props.warns { { differs_sign() } }{ &props.note }
                </span>
            </div>
            <div id={props.id} class="fold-body" hidden={!*open}>
                if *open { { props.children.clone() } }
            </div>
        </div>
    }
}
