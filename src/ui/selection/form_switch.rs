//! Whether the host is asked for by name, or detected by each client.

use yew::prelude::*;

use crate::select::Form;
use crate::session::{Choice, Msg};

/// The switch. A platform that was written can only be asked for.
pub fn form_switch(choice: &Choice, on: &Callback<Msg>) -> Html {
    let is_fixed = choice.machine.is_none();
    let current = if is_fixed { Form::Explicit } else { choice.form };
    let one = |form: Form, words: &'static str| {
        html! {
            <label class="segment">
                <input type="radio" name="form" value={form.id()} checked={form == current}
                    disabled={is_fixed && form != current} onchange={on.reform(move |_| Msg::Form(form))} />
                <span>{ words }</span>
            </label>
        }
    };
    html! {
        <fieldset class="segments" aria-describedby="form-words">
            <legend class="visually-hidden">{ "How the client knows the platform" }</legend>
            { one(Form::Explicit, "asked for") }
            { one(Form::Default, "as detected") }
        </fieldset>
    }
}
