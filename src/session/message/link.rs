//! What the address says, and what was kept for a reload.

/// What the address says, and what was kept for a reload.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkMsg {
    /// Unpack the next piece of the link that is being opened.
    Unpack,
    /// The fragment of the address is now this: at the start, by back or forward, or typed.
    Navigated(String),
    /// What was remembered for a reload, at the start.
    Recalled(String),
}
