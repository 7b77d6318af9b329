//! The environment of a config.

use yew::prelude::*;

use super::annotations::pair;
use super::element::link;
use super::pieces::{ROWS, code, section, table};
use super::shown::Shown;
use crate::inspect::NodeId;
use crate::ui::safe_text::safe_text;
use crate::ui::seal;
use crate::view::detail::{Variable, environment};

/// The table of variables of the config `id`; the findings that point into one stand beside it.
pub fn variables(shown: &Shown, id: NodeId) -> Html {
    let blob = shown.inspection.tree.get(id).and_then(|node| shown.inspection.blobs.get(node.blob?));
    let Some(blob) = blob else { return Html::default() };
    let variables = environment(blob);
    if variables.is_empty() {
        return Html::default();
    }
    let row = |variable: &Variable| {
        let value = variable.value.as_deref().unwrap_or_default();
        let shows = html! {
            <>
                { code(value) }
                if let Some(finding) = variable.finding.and_then(|at| blob.findings.get(at)) {
                    <p class="env-finding">
                        { seal::severity(finding.severity) }{ " " }{ safe_text(&finding.message) }{ " " }
                        if let Some(span) = finding.span {
                            { link(html! { "show in Raw" }, String::new(), shown.show(id, span)) }
                        }
                    </p>
                }
            </>
        };
        pair(shown, code(&variable.name), shows, value)
    };
    let rows = variables.iter().take(ROWS).map(row).collect();
    html! {
        <>
            { section("Environment", html! { { variables.len().to_string() } }) }
            { table("pairs", Html::default(), rows, variables.len()) }
        </>
    }
}
