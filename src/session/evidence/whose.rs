//! By whose word somebody is expected.

/// By whose word somebody is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// The visitor typed it since the page was loaded.
    #[default]
    Visitor,
    /// An example of the page says so.
    Example,
    /// It stands in the address that was opened: whoever made that wrote it, or the visitor before a reload.
    Address,
}
