//! One client of the table.

use yew::prelude::*;

use super::super::safe_text::safe_text_of;
use super::event::send;
use super::mark;
use super::verdict::{PLATFORM_CHARACTERS, SENTENCE_CHARACTERS};
use crate::select::{Form, Outcome, Profile};
use crate::session::{Choice, ChoiceMsg, Msg, Verdict};

/// The row of a client: who it is, what it takes, and why; `order` says what depends on the order.
pub fn client_row(choice: &Choice, verdict: &Verdict, order: Option<&str>, on: &Callback<Msg>) -> Html {
    let profile = verdict.client.profile();
    let is_own = verdict.client == choice.client;
    let class = if verdict.differs { "otherwise" } else { "" };
    let sentence = safe_text_of(&verdict.why, SENTENCE_CHARACTERS);
    html! {
        <tr key={profile.id} {class}>
            <th scope="row">
                <span class="client">
                    <span class="client-name">
                        if is_own {
                            { profile.name }<span class="chip chip-own">{ "chosen" }</span>
                        } else {
                            <button type="button" class="entry-link" title="Choose this client"
                                onclick={send(on, Msg::Choice(ChoiceMsg::Client(verdict.client)))}>{ profile.name }</button>
                        }
                    </span>
                    <span class="client-tools" title={profile.tools}>{ other_tools(&profile) }</span>
                    <a href={profile.source} target="_blank" rel="noopener noreferrer"
                        title={["The code of the rule: ", profile.version].concat()}>
                        <span class="client-version">{ profile.version }</span>
                        <span class="client-source" aria-hidden="true">{ "source" }</span>
                    </a>
                </span>
            </th>
            <td>{ takes(choice, verdict, on) }</td>
            <td>
                if verdict.outcome.failed() { <code class="client-error">{ sentence }</code> } else { { sentence } }
                if let Some(order) = order {
                    <span class="order-note">{ safe_text_of(order, SENTENCE_CHARACTERS) }</span>
                }
            </td>
        </tr>
    }
}

fn takes(choice: &Choice, verdict: &Verdict, on: &Callback<Msg>) -> Html {
    let (class, sign, word) = mark::outcome(&verdict.outcome);
    let detected = choice.form == Form::Default && choice.machine.is_some();
    html! {
        <>
            <span class="would-pull">
                if let Outcome::Picked(_) | Outcome::Whole = verdict.outcome {
                    { mark::entry(safe_text_of(&verdict.takes, PLATFORM_CHARACTERS), verdict.node, on) }
                } else {
                    <span {class}>{ mark::sign(sign) }{ word }</span>
                }
                { verdict.release.map(|release| html! { <span class="release">{ release }</span> }) }
                if verdict.differs { { mark::differs("differs-note", "does otherwise") } }
            </span>
            if detected {
                <span class="detects">
                    { "goes for " }<span class="code">{ safe_text_of(&verdict.host.platform.to_string(), PLATFORM_CHARACTERS) }</span>
                </span>
            }
        </>
    }
}

/// The tools that a client's own name does not tell already.
pub fn other_tools(profile: &Profile) -> &'static str {
    let Some(rest) = profile.tools.strip_prefix(profile.name) else { return profile.tools };
    let others = rest.strip_prefix(" and ").or_else(|| rest.strip_prefix(", "));
    others.unwrap_or(if rest.is_empty() { rest } else { profile.tools })
}
