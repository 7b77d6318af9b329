//! The client whose choice is marked in the tree.

use std::rc::Rc;

use yew::prelude::*;

use super::chooser::Chooser;
use super::client_row::other_tools;
use crate::select::Client;
use crate::session::{Choice, Msg};

/// The chooser: what people use today first, then the rule as it is written, then the rest.
pub fn client_chooser(choice: &Rc<Choice>, on: &Callback<Msg>) -> Html {
    let option = |client: &Client| {
        let profile = client.profile();
        let tools = other_tools(&profile);
        let stop = if tools.is_empty() { "" } else { " · " };
        html! { <option value={profile.id}>{ profile.name }{ stop }{ tools }</option> }
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
