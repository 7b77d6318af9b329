//! The client whose choice is marked in the tree.

use std::rc::Rc;

use yew::prelude::*;

use super::chooser::Chooser;
use crate::select::Client;
use crate::session::{Choice, Msg};

/// The chooser: what people use today first, then the rule as it is written, then the rest.
pub fn client_chooser(choice: &Rc<Choice>, on: &Callback<Msg>) -> Html {
    let option = |client: &Client| {
        let profile = client.profile();
        html! { <option value={profile.id}>{ profile.name }{ also(profile.name, profile.tools) }</option> }
    };
    let rest = Client::ALL.into_iter().filter(|client| *client != Client::Spec);
    let rest: Vec<Client> = rest.filter(|client| !Client::CURRENT.contains(client)).collect();
    html! {
        <Chooser id="client" label="Client" value={choice.client.id().to_owned()} on={on.reform(Msg::Client)}>
            <optgroup label="Clients of today">{ for Client::CURRENT.iter().map(option) }</optgroup>
            <optgroup label="The rule as it is written">{ option(&Client::Spec) }</optgroup>
            <optgroup label="Older or stricter">{ for rest.iter().map(option) }</optgroup>
        </Chooser>
    }
}

/// The tools that a client's own name does not tell already.
fn also(name: &str, tools: &str) -> Html {
    let rest = tools.strip_prefix(name).unwrap_or(tools);
    let rest = rest.strip_prefix(" and ").or_else(|| rest.strip_prefix(", ")).unwrap_or(rest);
    if rest.is_empty() {
        Html::default()
    } else {
        html! { <>{ " · " }{ rest }</> }
    }
}
