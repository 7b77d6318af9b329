//! The files that make a draft where images are built.

use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::super::notice::notice;
use super::super::safe_text::safe_text;
use crate::compose::{Draft, Of, PLACEHOLDER, System, recipe};
use crate::session::{DraftMsg, ExportMsg, Msg, Tone};
use crate::view::drafting::{lack, recipe_title};

/// The list.
pub fn recipes(draft: &Draft, on: &Callback<Msg>) -> Html {
    let all = System::ALL.into_iter().flat_map(|system| system.ways().iter().map(move |of| (system, *of)));
    html! {
        <section class="draft-commands">
            <h3>{ "Files for build systems" }</h3>
            { for all.map(|(system, of)| one(draft, system, of, on)) }
        </section>
    }
}

fn one(draft: &Draft, system: System, of: Of, on: &Callback<Msg>) -> Html {
    let made = recipe(draft, PLACEHOLDER, system, of);
    let send = |msg: Msg| on.reform(move |_: MouseEvent| msg.clone());
    let name = system.file_name();
    let lines = made.text.lines().map(|line| html! { <>{ safe_text(line) }{ "\n" }</> });
    html! {
        <details>
            <summary>{ recipe_title(system, of) }</summary>
            { for made.lacks.iter().map(|it| notice(Tone::Warn, html! { { lack(it) } }, None)) }
            if !made.text.is_empty() {
                <pre class="code draft-bytes" tabindex="0" aria-label={name}>{ for lines }</pre>
                <div class="dialog-actions">
                    <button type="button" class="button" onclick={send(Msg::Export(ExportMsg::Copy(made.text.clone())))}>{ icon(Icon::Copy) }{ format!("Copy {name}") }</button>
                    <button type="button" class="button" onclick={send(Msg::Draft(DraftMsg::SaveRecipe(system, of)))}>{ icon(Icon::Download) }{ format!("Save {name}") }</button>
                </div>
            }
        </details>
    }
}
