//! What is asked of the clients.

use std::rc::Rc;

use crate::select::{Client, Form};
use crate::session::choice::Choice;

/// What is asked of the clients.
#[derive(Clone, Debug, PartialEq)]
pub enum ChoiceMsg {
    /// The host for the selection: a machine's id, or a platform in the usual form; empty for the default.
    Host(String),
    /// Whether the host is asked for, or what each client finds.
    Form(Form),
    /// The client for the selection.
    Client(Client),
    /// A host, as in [`Self::Host`], and a client at once: a cell of the matrix.
    HostAndClient {
        /// The host.
        host: String,
        /// The client.
        client: Client,
    },
    /// What clients take was worked out; `None` where there is no index.
    Made(Option<Rc<Choice>>),
    /// Open or close the matrix of all hosts by all clients.
    Matrix(bool),
    /// Pick for more hosts of it.
    Pick,
}
