//! The steps of a build file, by what may run at once.

use yew::prelude::*;

use super::element::link;
use super::pieces::{ROWS, more, section};
use super::shown::Shown;
use crate::builds::BuildFile;
use crate::inspect::Blob;
use crate::json::Span;
use crate::text::size::grouped;
use crate::ui::safe_text::safe_text;
use crate::view::detail::{ActRow, Stage, StepRow, build_sentence, stages};

/// What a build file does, in words and step by step.
pub fn steps(shown: &Shown, blob: &Blob, file: &BuildFile) -> Html {
    let mut left = ROWS;
    let mut parts = vec![
        section("Steps", html! { { grouped(file.steps.len() as u64) } }),
        html! { <p class="inset soft">{ build_sentence(file) }</p> },
    ];
    for Stage { title, steps } in stages(blob) {
        if left == 0 {
            break;
        }
        if !title.is_empty() {
            parts.push(html! { <h4 class="stage">{ title }</h4> });
        }
        let rows = steps.iter().take(left).map(|step| one(shown, step));
        parts.push(html! { <ol class="steps">{ for rows }</ol> });
        left = left.saturating_sub(steps.len());
    }
    parts.push(more(file.steps.len().saturating_sub(ROWS)));
    html! { <>{ for parts }</> }
}

fn one(shown: &Shown, step: &StepRow) -> Html {
    let StepRow { number, kind, id, line, span, after, acts } = step;
    html! {
        <li class="step" value={number.to_string()}>
            <div class="step-head">
                <span class="step-number" aria-hidden="true">{ *number }</span>
                <strong>{ safe_text(kind) }</strong>
                if !id.is_empty() { <span class="code">{ safe_text(id) }</span> }
                <span class="step-line">{ place(shown, *span, &format!("line {line}")) }</span>
            </div>
            if !acts.is_empty() { <ul class="acts">{ for acts.iter().map(|act| of_act(shown, act)) }</ul> }
            if !after.is_empty() { <div class="soft step-after">{ "waits for " }{ safe_text(after) }</div> }
        </li>
    }
}

fn of_act(shown: &Shown, ActRow { verb, name, note, span }: &ActRow) -> Html {
    html! {
        <li>
            <span class="soft">{ *verb }{ " " }</span>
            if !name.is_empty() { { place(shown, *span, name) } }
            if !note.is_empty() { <span class="soft">{ " " }{ safe_text(note) }</span> }
        </li>
    }
}

/// A link to a place of the file.
fn place(shown: &Shown, span: Span, text: &str) -> Html {
    link(
        html! { <span class="code">{ safe_text(text) }</span> },
        "Show it in the file".to_owned(),
        shown.show(shown.id, span),
    )
}
