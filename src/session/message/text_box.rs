//! What is done in the box.

/// What is done in the box.
#[derive(Clone, Debug, PartialEq)]
pub enum BoxMsg {
    /// The text in the box changed.
    Changed(String),
    /// The text in the box for the expected digest changed.
    Expected(String),
    /// What stands in the box is to be taken (Enter, the button, or a paste).
    Submit,
}
