//! The choosers: the client, and how it knows the platform; and the host, a machine that people have, a
//! platform of the index, or any other one, written.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::notice::notice;
use super::client_row::other_tools;
use super::event::Event as StripEvent;
use super::state::State;
use crate::select::hosts::{MACHINES, Machine};
use crate::select::{Client, Form, Group};
use crate::session::{Choice, ChoiceMsg, DEFAULT_MACHINE, Msg, Tone};

/// The list's value for a platform that is to be written; no host can be called so.
const WRITTEN: &str = "/";

/// What the list of hosts shows.
pub fn host_value<'a>(strip: &State, choice: &'a Choice) -> &'a str {
    let text = choice.host_text();
    let current = if text.is_empty() { DEFAULT_MACHINE } else { text };
    let is_listed = choice.machine.is_some_and(|machine| machine.id == current)
        || choice.platforms.iter().any(|(platform, _)| platform == current);
    if strip.asks || !is_listed { WRITTEN } else { current }
}

/// The list of hosts, and the field where none of them is meant.
pub fn host_chooser(strip: &State, choice: &Choice, on: &Callback<Msg>) -> Html {
    let chosen =
        strip.ui.reform(|event: Event| StripEvent::Host(Some(value(&event)).filter(|host| host != WRITTEN)));
    let machine = |machine: &Machine| option(machine.id, machine.name, &machine.explicit().to_string());
    let platforms = choice
        .platforms
        .iter()
        .map(|(platform, release)| option(platform, platform, release.unwrap_or_default()));
    html! {
        <>
            <label class="field">
                { "Host" }
                <select ref={strip.choosers[0].clone()} id="host" class="input" onchange={chosen}>
                    { for MACHINES.chunk_by(|one, other| one.family == other.family).map(|family| {
                        group(family.first().map_or("", |machine| machine.family), family.iter().map(machine).collect())
                    }) }
                    { group("Platforms of this index", platforms.collect()) }
                    { option(WRITTEN, "another platform…", "") }
                </select>
            </label>
            if host_value(strip, choice) == WRITTEN { { written(choice, on) } }
        </>
    }
}

/// The list of clients: what people use today first, then the rule as it is written, then the rest.
pub fn client_chooser(strip: &State, on: &Callback<Msg>) -> Html {
    let chosen = on.reform(|event: Event| {
        Msg::Choice(ChoiceMsg::Client(Client::from_id(&value(&event)).unwrap_or(Client::usual())))
    });
    let client = |client: Client| {
        let profile = client.profile();
        option(profile.id, profile.name, other_tools(&profile))
    };
    let of = |listed: Group| Client::ALL.into_iter().filter(move |client| client.group() == listed);
    html! {
        <label class="field">
            { "Client" }
            <select ref={strip.choosers[1].clone()} id="client" class="input" onchange={chosen}>
                { for Group::ALL.map(|listed| group(listed.label(), of(listed).map(client).collect())) }
            </select>
        </label>
    }
}

fn value(event: &Event) -> String {
    event.target_unchecked_into::<HtmlSelectElement>().value()
}

fn group(label: &'static str, options: Html) -> Html {
    html! { <optgroup {label}>{ options }</optgroup> }
}

fn option(value: &str, text: &str, more: &str) -> Html {
    let stop = if more.is_empty() { "" } else { " · " };
    html! { <option value={value.to_owned()}>{ [text, stop, more].concat() }</option> }
}

/// Whether the host is asked for by name, or detected by each client. A platform that was written can only
/// be asked for.
pub fn form_switch(choice: &Choice, on: &Callback<Msg>) -> Html {
    let is_fixed = choice.machine.is_none();
    let current = if is_fixed { Form::Explicit } else { choice.form };
    let one = |form: Form, words: &'static str| {
        html! {
            <label class="segment">
                <input type="radio" name="form" value={form.id()} checked={form == current}
                    disabled={is_fixed && form != current} onchange={on.reform(move |_: Event| Msg::Choice(ChoiceMsg::Form(form)))} />
                <span>{ words }</span>
            </label>
        }
    };
    html! {
        <fieldset class="segments" aria-describedby="form-words">
            <legend class="visually-hidden">{ "How the client knows the platform" }</legend>
            { one(Form::Default, "plain pull") }
            { one(Form::Explicit, "with --platform") }
        </fieldset>
    }
}

/// The field for a platform in the usual form.
fn written(choice: &Choice, on: &Callback<Msg>) -> Html {
    let error = choice.error();
    let changed = on.reform(|event: Event| {
        Msg::Choice(ChoiceMsg::Host(
            event.target_unchecked_into::<HtmlInputElement>().value().trim().to_owned(),
        ))
    });
    // WebKit's first Enter only closes its list of suggestions, and changes nothing.
    let entered = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                let host = event.target_unchecked_into::<HtmlInputElement>().value();
                on.emit(Msg::Choice(ChoiceMsg::Host(host.trim().to_owned())));
            }
        })
    };
    html! {
        <div class="host-written">
            <input id="host-written" class="input code" list="host-platforms" value={choice.written_host()}
                onchange={changed} onkeydown={entered} autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-label="Platform of the host" aria-invalid={error.is_some().to_string()}
                aria-describedby="host-hint host-error" />
            <datalist id="host-platforms">
                { for choice.platforms.iter().map(|(platform, _)| option(platform, "", "")) }
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
