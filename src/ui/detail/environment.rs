//! The environment of a config.

use yew::prelude::*;

use super::node::NodeProps;
use super::pieces::{PAGE, copy_button, more_button, show};
use crate::session::detail::{Variable, environment};
use crate::ui::safe_text::safe_text;
use crate::ui::seal;

/// The table of variables; the findings that point into one stand beside it.
#[component]
pub fn Environment(props: &NodeProps) -> Html {
    let shown = use_state(|| PAGE);
    let Some((_, blob)) = props.document() else { return Html::default() };
    let variables = environment(blob);
    if variables.is_empty() {
        return Html::default();
    }
    let row = |(at, variable): (usize, &Variable)| {
        let finding = variable.finding.and_then(|at| blob.findings.get(at)).map(|finding| {
            let to = finding.span.map(|span| html! {
                <button type="button" class="link" onclick={show(props, props.id, span)}>{ "show in Raw" }</button>
            });
            html! { <p class="env-finding">{ seal::severity(finding.severity) }{ " " }{ safe_text(&finding.message) }{ " " }{ for to }</p> }
        });
        let value = variable.value.as_deref();
        html! {
            <tr key={at}>
                <th scope="row" class="code">{ safe_text(&variable.name) }</th>
                <td class="code">{ for value.map(safe_text) }{ for finding }</td>
                <td class="act">{ for value.map(|value| copy_button(props, value, "Copy the value")) }</td>
            </tr>
        }
    };
    html! {
        <>
            <h3 class="section">{ "Environment" }<span class="soft">{ variables.len() }</span></h3>
            <table class="pairs"><tbody>{ for variables.iter().enumerate().take(*shown).map(row) }</tbody></table>
            { more_button(&shown, variables.len()) }
        </>
    }
}
