//! The Findings tab: all that there is to say of a node, and of what hangs under a root.

use yew::prelude::*;

use super::finding::place;
use super::node::NodeProps;
use super::pieces::{PAGE, more_button};
use crate::findings::Severity;
use crate::inspect::Role;
use crate::session::Tone;
use crate::session::detail::{NodeFinding, counts, findings, findings_below};
use crate::ui::safe_text::safe_text;
use crate::ui::seal;

/// Findings below a root that are gathered.
const MOST: usize = 2000;

/// The Findings tab.
#[component]
pub fn FindingsTab(props: &NodeProps) -> Html {
    let found = use_memo(props.clone(), |props| {
        let root = props.node().is_some_and(|node| node.role == Role::Root);
        let below = if root { findings_below(&props.inspection, props.id, MOST) } else { Default::default() };
        (findings(&props.inspection, props.id), below)
    });
    let (own, (below, more)) = &*found;
    if own.is_empty() && below.is_empty() {
        return html! { <p class="inset">{ seal::tone(Tone::Ok) }{ " " }{ nothing(props) }</p> };
    }
    html! {
        <>
            if own.is_empty() { <p class="inset">{ "Of the document itself there is nothing to say." }</p> }
            <Groups node={props.clone()} found={own.clone()} />
            if !below.is_empty() { <h2 class="inset">{ "Under it" }</h2> }
            <Groups node={props.clone()} found={below.clone()} />
            if *more { <p class="inset soft">{ "There is more; choose a node to see its own." }</p> }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct GroupsProps {
    node: NodeProps,
    found: Vec<NodeFinding>,
}

/// Findings by severity.
#[component]
fn Groups(props: &GroupsProps) -> Html {
    let shown = use_state(|| PAGE);
    let groups = counts(&props.found).into_iter().filter(|(_, number)| *number > 0);
    // They come by severity: each group is a run of them.
    let mut rest = props.found.get(..props.found.len().min(*shown)).unwrap_or_default();
    let groups = groups.map(|(severity, number)| {
        let end = rest.iter().position(|found| found.finding.severity != severity).unwrap_or(rest.len());
        let (these, others) = rest.split_at_checked(end).unwrap_or_default();
        rest = others;
        group(&props.node, severity, number, these)
    });
    html! { <>{ for groups }{ more_button(&shown, props.found.len()) }</> }
}

fn group(props: &NodeProps, severity: Severity, number: usize, found: &[NodeFinding]) -> Html {
    let title = match severity {
        Severity::Error => "Errors",
        Severity::Warning => "Warnings",
        Severity::Note => "Notes",
    };
    let one = |(at, found): (usize, &NodeFinding)| {
        html! {
            <li key={at} class="finding">
                { seal::severity(severity) }
                <div><p>{ safe_text(&found.finding.message) }</p>{ place(props, found, found.node != props.id) }</div>
            </li>
        }
    };
    html! {
        <>
            <h3 class="section">{ title }<span class="soft">{ number }</span></h3>
            <ul class="findings">{ for found.iter().enumerate().map(one) }</ul>
        </>
    }
}

fn nothing(props: &NodeProps) -> &'static str {
    if props.document().is_some() {
        "Nothing to say: the document reads well, and agrees with all that is around it."
    } else {
        "Nothing to say yet: the bytes are not here, and what is said of them reads well."
    }
}
