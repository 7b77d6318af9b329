//! All findings of all documents, in a dialog, by severity.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Dialog;
use super::safe_text::{safe_text, safe_text_of};
use super::seal;
use crate::findings::Severity;
use crate::inspect::label;
use crate::limits::FINDINGS_LISTED;
use crate::session::{Inspection, Marks, Msg, SelectMsg, Tab};
use crate::text::size::grouped;
use crate::view::count;
use crate::view::detail::{NodeFinding, all_findings};
use crate::view::evidence::{Total, with_evidence};

/// Characters of a node's name.
const NAME: usize = 80;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub inspection: Rc<Inspection>,
    /// How many there are, and those on evidence.
    pub total: Rc<Total>,
    /// Where those on documents are.
    pub marks: Marks,
    pub on: Callback<Msg>,
}

#[component]
pub fn FindingsDialog(props: &Props) -> Html {
    let Props { inspection, total, marks, on } = props;
    let counts = total.counts;
    let only = use_state_eq(|| None::<Severity>);
    let of = (Rc::clone(inspection), marks.clone(), Rc::clone(total), *only);
    let listed = use_memo(of, |(inspection, marks, total, only)| {
        let wanted = only.as_ref().map_or(&Severity::ALL[..], std::slice::from_ref);
        let of_documents = all_findings(inspection, marks, wanted, FINDINGS_LISTED);
        let evidence = total.findings.iter().filter(|found| wanted.contains(&found.finding.severity));
        with_evidence(of_documents, evidence, FINDINGS_LISTED)
    });
    let (found, more) = &*listed;
    let close = on.reform(|()| Msg::Select(SelectMsg::AllFindings(false)));
    let choice = |severity: Option<Severity>| {
        let pressed = *only == severity;
        let set = Callback::from({
            let only = only.clone();
            move |_: MouseEvent| only.set(severity)
        });
        let words = match severity {
            None => format!("All {}", grouped(counts.all().into())),
            Some(severity) => in_number(counts.of(severity), severity),
        };
        html! { <button type="button" aria-pressed={pressed.to_string()} onclick={set}>{ words }</button> }
    };
    let there = |severity: &Severity| counts.of(*severity) > 0;
    html! {
        <Dialog id="findings" title={html! { "Findings" }} class="all-findings" on_close={close}>
            <div class="segments" role="group" aria-label="Which findings">
                { choice(None) }
                { for Severity::ALL.iter().copied().filter(there).map(|severity| choice(Some(severity))) }
            </div>
            <ul class="finding-list">{ for found.iter().map(|found| row(inspection, found, on)) }</ul>
            if *more {
                <p class="soft">{ format!("Only the first {} are listed. The report has all of them.", grouped(FINDINGS_LISTED as u64)) }</p>
            }
        </Dialog>
    }
}

/// A number of findings of one severity: `2 errors`.
pub fn in_number(number: u32, severity: Severity) -> String {
    let (one, many) = match severity {
        Severity::Error => ("error", "errors"),
        Severity::Warning => ("warning", "warnings"),
        Severity::Note => ("note", "notes"),
    };
    count(number as usize, one, many)
}

fn row(inspection: &Inspection, found: &NodeFinding, on: &Callback<Msg>) -> Html {
    let node = found.node;
    let label = label(&inspection.blobs, &inspection.tree, node);
    let show = on.reform(move |_: MouseEvent| Msg::Select(SelectMsg::Findings(node)));
    let place = found.position.map(|(line, column)| format!("line {line}, column {column}"));
    html! {
        <li class="finding">
            { seal::severity(found.finding.severity) }
            <div>
                <p>{ safe_text(&found.finding.message) }</p>
                <p class="finding-place">
                    <button type="button" class="link" onclick={show} title={format!("Show the {} tab of this node", Tab::Findings.title())}>
                        { safe_text_of(&label.name, NAME) }
                    </button>
                    if let Some(place) = place { <span class="soft">{ place }</span> }
                    <code class="soft">{ found.finding.code }</code>
                </p>
            </div>
        </li>
    }
}
