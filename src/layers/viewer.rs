//! Who looks at files that are taken out of their layers.

/// Who looks at a file that is taken out of its layer. Each of them looks at one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Viewer {
    /// Who looks at one file by itself.
    Alone,
    /// Who looks at two beside each other: the first of them.
    First,
    /// The second of them.
    Second,
}
