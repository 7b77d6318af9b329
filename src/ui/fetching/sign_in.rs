//! The form for a name and a password, or a token.

use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::registry::Secret;
use crate::session::{FetchMsg, Msg};

/// The form for the registry at `host`, and the promise of how it is used. What is typed stays in its
/// fields until it is sent: no state of the page holds it.
pub fn sign_in(host: &str, promise: &str, on: &Callback<Msg>) -> Html {
    let submitted = Callback::from({
        let (on, host) = (on.clone(), host.to_owned());
        move |event: SubmitEvent| {
            event.prevent_default();
            let form = event.target_unchecked_into::<HtmlFormElement>();
            let Ok(data) = FormData::new_with_form(&form) else { return };
            let field = |name: &str| Secret::new(data.get(name).as_string().unwrap_or_default());
            let (user, password) = (field("user"), field("password"));
            form.reset();
            on.emit(Msg::Fetch(FetchMsg::SignIn { host: host.clone(), user, password }));
        }
    });
    html! {
        <form class="sign-in" onsubmit={submitted} aria-label={format!("Sign in at {host}")}>
            <label><span>{ "Name" }</span>
                <input class="input" name="user" autocomplete="off" autocapitalize="off" spellcheck="false" />
            </label>
            <label><span>{ "Password or token" }</span>
                <input class="input" name="password" type="password" autocomplete="off" />
            </label>
            <button class="button primary">{ "Sign in" }</button>
            <p class="soft">{ promise.to_owned() }</p>
        </form>
    }
}
