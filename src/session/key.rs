//! Keys that move in the tree and in lists of files.

/// A key pressed in the tree, by what it means there.
/// <https://www.w3.org/WAI/ARIA/apg/patterns/treeview/>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// Close, or go to the parent.
    Left,
    /// Open, or go to the first child.
    Right,
    /// To the first row.
    Home,
    /// To the last row.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Open or close.
    Toggle,
    /// Open all siblings.
    Star,
    /// Type-ahead: to the next row whose name begins with what was typed.
    Char(char),
}
