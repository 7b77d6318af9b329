//! Why something did not come, and what to do: what is known, what is inferred, what is next.

use yew::prelude::*;

use crate::registry::diagnosis::{Diagnosis, Next};
use crate::session::{ExportMsg, Msg};
use crate::ui::icon::{Icon, icon};
use crate::ui::safe_text::safe_text;

/// What is known, inferred, and next of `diagnosis`; its headline is its frame's.
pub fn diagnosis(diagnosis: &Diagnosis, on: &Callback<Msg>) -> Html {
    let Diagnosis { known, inferred, next, .. } = diagnosis;
    let mut parts = vec![
        sentences("Known", known.iter().map(|text| safe_text(text))),
        sentences("Likely", inferred.iter().map(|text| safe_text(text))),
        sentences("Next", next.iter().filter_map(advice)),
    ];
    let settings = next.iter().filter_map(|next| match next {
        Next::Setting(software, text) => Some(setting(software, text, on)),
        _ => None,
    });
    parts.extend(settings);
    let commands: Vec<_> = next
        .iter()
        .filter_map(|next| match next {
            Next::Command(command) => Some(html! {
                <><dt>{ command.tool }</dt><dd>{ copied(&command.line, "Copy the command", on) }</dd></>
            }),
            _ => None,
        })
        .collect();
    if !commands.is_empty() {
        let words = "Any of these prints the bytes. Paste what it prints, or save it and drop the file:";
        parts.push(html! { <p>{ words }</p> });
        parts.push(html! { <dl class="facts commands">{ for commands }</dl> });
    }
    html! { <>{ for parts }</> }
}

fn advice(next: &Next) -> Option<Html> {
    match next {
        Next::Advice(text) => Some(safe_text(text)),
        _ => None,
    }
}

fn sentences(title: &'static str, all: impl Iterator<Item = Html>) -> Html {
    let all: Vec<_> = all.map(|one| html! { <li>{ one }</li> }).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! { <div class="told"><h3>{ title }</h3><ul>{ for all }</ul></div> }
}

/// What the registry is to be told, by whoever runs it.
fn setting(software: &'static str, text: &str, on: &Callback<Msg>) -> Html {
    let head = html! { <summary>{ format!("If you run it: the setting of {software}") }</summary> };
    html! { <details class="setting">{ head }{ copied(text, "Copy the setting", on) }</details> }
}

/// Code with a button that copies it.
pub fn copied(text: &str, label: &'static str, on: &Callback<Msg>) -> Html {
    let copy = on.reform({
        let text = text.to_owned();
        move |_: MouseEvent| Msg::Export(ExportMsg::Copy(text.clone()))
    });
    html! {
        <div class="snippet">
            <pre class="code">{ for text.lines().map(|line| html! { <>{ safe_text(line) }{ "\n" }</> }) }</pre>
            <button type="button" class="icon-button" onclick={copy} aria-label={label} title={label}>{ icon(Icon::Copy) }</button>
        </div>
    }
}
