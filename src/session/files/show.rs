//! Which of the files are shown in the Files tab.

use crate::archive::files::Only;

/// What is shown of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All, as a tree.
    #[default]
    Everything,
    /// Programs, libraries and object files, as a tree.
    Programs,
    /// Setuid and setgid, as a tree.
    Setuid,
    /// What everybody may write, as a tree.
    WorldWritable,
    /// The largest files, as a list.
    Largest,
    /// Files that a later layer overwrote or deleted, as a list.
    Wasted,
}

impl Show {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Everything, Self::Largest, Self::Wasted, Self::Setuid, Self::WorldWritable, Self::Programs];

    /// The words of the choice.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Everything => "All files",
            Self::Programs => "Programs and libraries",
            Self::Setuid => "Setuid and setgid",
            Self::WorldWritable => "World-writable",
            Self::Largest => "Largest",
            Self::Wasted => "Wasted: overwritten or deleted",
        }
    }

    pub(super) const fn only(self) -> Only {
        match self {
            Self::Programs => Only::Programs,
            Self::Setuid => Only::Setuid,
            Self::WorldWritable => Only::WorldWritable,
            Self::Everything | Self::Largest | Self::Wasted => Only::Everything,
        }
    }

    /// Whether it is a list by size, and no tree.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Largest | Self::Wasted)
    }
}
