//! One finding, and those that are shown above everything else.

use yew::prelude::*;

use super::element::link;
use super::pieces::{outside, to_node};
use super::shown::Shown;
use crate::findings::Severity;
use crate::session::{Msg, SelectMsg, Tab, Tone};
use crate::ui::notice::notice;
use crate::ui::safe_text::safe_text;
use crate::view::detail::NodeFinding;

/// Findings shown above the facts; all others are in the tab of their own.
const ALERTS: usize = 3;

/// What a finding says, where it is, and where its rule stands; with the node's name where that is another.
pub fn finding(shown: &Shown, found: &NodeFinding) -> Html {
    let about = &found.finding;
    let mut place = Vec::new();
    if found.node != shown.id {
        place.push(to_node(shown, found.node, &shown.label(found.node).name));
    }
    if let Some(((line, column), span)) = found.position.zip(about.span) {
        let above = if found.place == found.node { "" } else { " of the document above" };
        let words = format!("line {line}, column {column}{above}: show in Raw");
        place.push(link(html! { { words } }, String::new(), shown.show(found.place, span)));
    }
    place.push(outside(about.section.url.to_owned(), html! { { about.section.title.to_owned() } }));
    place.push(html! { <code class="soft">{ about.code.to_owned() }</code> });
    html! { <><p>{ safe_text(&about.message) }</p><p class="finding-place">{ for place }</p></> }
}

/// The errors and warnings of the node, as notices.
pub fn alerts(shown: &Shown) -> Html {
    let alerts: Vec<_> =
        shown.findings.iter().filter(|found| found.finding.severity > Severity::Note).collect();
    let below: Vec<_> =
        shown.below.0.iter().filter(|found| found.finding.severity > Severity::Note).collect();
    if alerts.is_empty() && below.is_empty() {
        return Html::default();
    }
    let one = |found: &&NodeFinding| {
        let tone = if found.finding.severity == Severity::Error { Tone::Bad } else { Tone::Warn };
        html! { <li>{ notice(tone, finding(shown, found), None) }</li> }
    };
    let mut list: Vec<_> = alerts.iter().take(ALERTS).map(one).collect();
    let more = alerts.len().saturating_sub(ALERTS);
    if more > 0 {
        let words = format!("{more} more errors and warnings in Findings");
        list.push(html! {
            <li>{ link(html! { { words } }, String::new(), shown.send(Msg::Select(SelectMsg::Tab(Tab::Findings)))) }</li>
        });
    }
    // The worst of what is under it is said here, for a platform is judged by its config and layers too.
    list.extend(below.first().map(one));
    let more = below.len().saturating_sub(1);
    if more > 0 {
        let more = if shown.below.1 { format!("More than {more}") } else { more.to_string() };
        let words = format!("{more} more errors and warnings under it, in Findings");
        list.push(html! {
            <li>{ link(html! { { words } }, String::new(), shown.send(Msg::Select(SelectMsg::Tab(Tab::Findings)))) }</li>
        });
    }
    html! { <ul class="inset alerts" aria-label="Errors and warnings">{ for list }</ul> }
}
