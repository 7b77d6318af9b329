//! One finding, and those that are shown above everything else.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{show, to_node};
use crate::findings::Severity;
use crate::inspect::label;
use crate::session::detail::{NodeFinding, findings};
use crate::session::{Msg, Tab, Tone};
use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;

/// Findings shown above the facts; all others are in the tab of their own.
const HEEDED: usize = 3;

/// Where a finding is, and where its rule stands; with the node's name where `named`.
pub fn place(props: &NodeProps, found: &NodeFinding, named: bool) -> Html {
    let finding = &found.finding;
    let position = found.position.zip(finding.span).map(|((line, column), span)| {
        let above = if found.place == found.node { "" } else { " of the document above" };
        html! {
            <button type="button" class="link" onclick={show(props, found.place, span)}>
                { format!("line {line}, column {column}{above}: show in Raw") }
            </button>
        }
    });
    let name = named.then(|| {
        let name = label(&props.inspection.blobs, &props.inspection.tree, found.node).name;
        to_node(props, found.node, &name)
    });
    html! {
        <p class="finding-place">
            { for name }
            { for position }
            <a href={finding.section.url} target="_blank" rel="noopener noreferrer">{ finding.section.title }</a>
            <code class="soft">{ finding.code }</code>
        </p>
    }
}

/// The errors and warnings of the node, as notices.
#[component]
pub fn Heeded(props: &NodeProps) -> Html {
    let found = use_memo(props.clone(), |props| findings(&props.inspection, props.id));
    let heeded: Vec<_> = found.iter().filter(|found| found.finding.severity > Severity::Note).collect();
    if heeded.is_empty() {
        return Html::default();
    }
    let one = |found: &&NodeFinding| {
        let tone = if found.finding.severity == Severity::Error { Tone::Bad } else { Tone::Warn };
        let content =
            html! { <><p>{ safe_text(&found.finding.message) }</p>{ place(props, found, false) }</> };
        html! { <li>{ notice(tone, content, None) }</li> }
    };
    let more = heeded.len().saturating_sub(HEEDED);
    html! {
        <ul class="inset heeded" aria-label="Errors and warnings">
            { for heeded.iter().take(HEEDED).map(one) }
            if more > 0 {
                <li>
                    <button type="button" class="link" onclick={props.send(Msg::Tab(Tab::Findings))}>
                        { format!("{more} more errors and warnings in Findings") }
                    </button>
                </li>
            }
        </ul>
    }
}
