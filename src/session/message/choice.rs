//! What is asked of the clients.

use crate::select::{Client, Form};

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
    /// Open or close the matrix of all hosts by all clients.
    Matrix(bool),
}
