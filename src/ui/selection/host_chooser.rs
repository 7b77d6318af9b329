//! The host: a machine that people have, a platform of the index, or any other one, written.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::notice::notice;
use super::chooser::Chooser;
use crate::select::hosts::{MACHINES, Machine};
use crate::session::{Choice, DEFAULT_MACHINE, Msg, Tone};

/// The chooser's value for a platform that is to be written; no host can be called so.
const WRITTEN: &str = "/";

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub choice: Rc<Choice>,
    pub on: Callback<Msg>,
}

#[component]
pub fn HostChooser(props: &Props) -> Html {
    let Props { choice, on } = props;
    let asks = use_state_eq(|| false);
    let text = choice.host_text();
    let current = if text.is_empty() { DEFAULT_MACHINE } else { text };
    let is_listed = choice.machine.is_some_and(|machine| machine.id == current)
        || choice.platforms.iter().any(|(platform, _)| platform == current);
    let written = *asks || !is_listed;
    let chosen = Callback::from({
        let (on, asks) = (on.clone(), asks.setter());
        move |value: String| {
            asks.set(value == WRITTEN);
            if value != WRITTEN {
                on.emit(Msg::Host(value));
            }
        }
    });
    let machine = |machine: &Machine| {
        html! { <option value={machine.id}>{ machine.name }{ " · " }{ machine.explicit().to_string() }</option> }
    };
    html! {
        <div class="host-chooser">
            <Chooser id="host" label="Host" value={if written { WRITTEN } else { current }.to_owned()} on={chosen}>
                { for MACHINES.chunk_by(|one, other| one.family == other.family).map(|family| html! {
                    <optgroup label={family.first().map_or("", |machine| machine.family)}>
                        { for family.iter().map(machine) }
                    </optgroup>
                }) }
                if !choice.platforms.is_empty() {
                    <optgroup label="Platforms of this index">
                        { for choice.platforms.iter().map(|(platform, release)| html! {
                            <option value={platform.clone()}>
                                { platform }
                                if let Some(release) = release { { " · " }{ release } }
                            </option>
                        }) }
                    </optgroup>
                }
                <option value={WRITTEN}>{ "another platform…" }</option>
            </Chooser>
            if written { <Written choice={Rc::clone(choice)} on={on} /> }
        </div>
    }
}

/// The field for a platform in the usual form.
#[component]
fn Written(props: &Props) -> Html {
    let Props { choice, on } = props;
    let text = choice.not_a_host.as_ref().map(|(text, _)| text.clone());
    let text = text.or_else(|| choice.machine.map(|machine| machine.explicit().to_string()));
    let text = text.unwrap_or_else(|| choice.host_text().to_owned());
    let error = choice.error();
    let changed = on.reform(|event: Event| {
        Msg::Host(event.target_unchecked_into::<HtmlInputElement>().value().trim().to_owned())
    });
    html! {
        <div class="host-written">
            <input id="host-written" class="input code" list="host-platforms" value={text} onchange={changed}
                autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="Platform of the host"
                aria-invalid={error.is_some().to_string()} aria-describedby="host-hint host-error" />
            <datalist id="host-platforms">
                { for choice.platforms.iter().map(|(platform, _)| html! { <option value={platform.clone()} /> }) }
            </datalist>
            <p id="host-hint" class="soft">
                { "os(version+feature)/architecture/variant, as in " }<code>{ "linux/arm64/v8" }</code>{ " or " }
                <code>{ "windows(10.0.20348)/amd64" }</code>{ "; Enter takes it." }
            </p>
            <div id="host-error">
                if let Some(error) = error { { notice(Tone::Bad, html! { { error } }, None) } }
            </div>
        </div>
    }
}
