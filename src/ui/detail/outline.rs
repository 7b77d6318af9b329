//! What a platform's image is, in words.

use yew::prelude::*;

use super::pieces::{code, to_node};
use super::shown::Shown;
use crate::view::detail::{self, OutlineLine, Part};

/// The lines, above the facts; nothing for what is no image.
pub fn outline(shown: &Shown) -> Html {
    let lines = detail::outline(shown.inspection, shown.id);
    if lines.is_empty() {
        return Html::default();
    }
    let line = |line: &OutlineLine| {
        html! { <><dt>{ line.name }</dt><dd>{ for line.parts.iter().map(|part| said(shown, part)) }</dd></> }
    };
    html! { <dl class="facts outline">{ for lines.iter().map(line) }</dl> }
}

fn said(shown: &Shown, part: &Part) -> Html {
    match part {
        Part::Text(words) => html! { { words.clone() } },
        Part::Quoted(text) => code(text),
        Part::Node(id, name) => to_node(shown, *id, name),
    }
}
