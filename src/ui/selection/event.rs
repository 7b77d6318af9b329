//! What happens to the strip itself, beside the session.

use yew::prelude::*;

use crate::session::Msg;

/// A part that can be folded away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Clients,
    /// Older clients and the specification, in the table of all clients.
    Older,
    Reasons,
}

#[derive(Clone)]
pub enum Event {
    /// A host was chosen in the list; none where it is to be written.
    Host(Option<String>),
    Toggle(Part),
    MoreReasons,
    /// The keys went to this cell of the matrix.
    Keys((usize, usize)),
}

/// A press that sends a message.
pub fn send(on: &Callback<Msg>, msg: Msg) -> Callback<MouseEvent> {
    on.reform(move |_| msg.clone())
}

/// A press that changes the strip.
pub fn press(ui: &Callback<Event>, event: Event) -> Callback<MouseEvent> {
    ui.reform(move |_| event.clone())
}
