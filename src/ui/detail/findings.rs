//! The Findings tab: all that there is to say of a node, and of what is under it.

use yew::prelude::*;

use super::finding::finding;
use super::pieces::section;
use super::shown::Shown;
use crate::findings::Severity;
use crate::session::Tone;
use crate::ui::seal;
use crate::view::detail::{NodeFinding, counts};

/// The Findings tab.
pub fn findings_tab(shown: &Shown) -> Html {
    let (below, more) = &shown.below;
    let mut parts = Vec::new();
    if shown.findings.is_empty() {
        let words = match (below.is_empty(), shown.document.is_some()) {
            (false, _) => "Of the document itself there is nothing to say.",
            (true, true) => "Nothing to say: the document reads well, and agrees with all that is around it.",
            (true, false) => {
                "Nothing to say yet: the bytes are not here, and what is said of them reads well."
            }
        };
        parts.push(html! { <p class="inset">{ seal::tone(Tone::Ok) }{ " " }{ words }</p> });
    }
    groups(shown, &shown.findings, &mut parts);
    if !below.is_empty() {
        parts.push(html! { <h2 class="inset">{ "Under it" }</h2> });
    }
    groups(shown, below, &mut parts);
    if *more {
        parts.push(html! { <p class="inset soft">{ "There is more; choose a node to see its own." }</p> });
    }
    html! { <>{ for parts }</> }
}

/// Findings by severity. They come in that order: each group is a run of them.
fn groups(shown: &Shown, found: &[NodeFinding], parts: &mut Vec<Html>) {
    let mut rest = found;
    for (severity, number) in counts(found) {
        let (these, others) = rest.split_at_checked(number).unwrap_or_default();
        rest = others;
        if these.is_empty() {
            continue;
        }
        let title = match severity {
            Severity::Error => "Errors",
            Severity::Warning => "Warnings",
            Severity::Note => "Notes",
        };
        parts.push(section(title, html! { number }));
        let one = |found: &NodeFinding| {
            html! { <li class="finding">{ seal::severity(severity) }<div>{ finding(shown, found) }</div></li> }
        };
        parts.push(html! { <ul>{ for these.iter().map(one) }</ul> });
    }
}
