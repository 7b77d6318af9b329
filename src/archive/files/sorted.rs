//! By what the files of each directory are put in order.

/// By what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortedBy {
    /// The bytes of the name.
    #[default]
    Name,
    /// Bytes; of a directory those of all files under it.
    Size,
    /// When it was changed.
    Time,
}

/// The order of the files of each directory; of equals it is that of their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileOrder {
    /// By what.
    pub by: SortedBy,
    /// The last first.
    pub descending: bool,
}

impl FileOrder {
    /// After a press on the head of a column: the largest and the newest first, names from the first; at the second press
    /// the other way round, and at the third by name again.
    #[must_use]
    pub fn pressed(self, by: SortedBy) -> Self {
        let first = Self { by, descending: by != SortedBy::Name };
        let second = Self { descending: !first.descending, ..first };
        match self {
            it if it == first => second,
            it if it == second => Self::default(),
            _ => first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_is_pressed_turns_the_order_round() {
        let by_size = FileOrder::default().pressed(SortedBy::Size);
        assert_eq!(by_size, FileOrder { by: SortedBy::Size, descending: true });
        let other = by_size.pressed(SortedBy::Size);
        assert_eq!(other, FileOrder { by: SortedBy::Size, descending: false });
        assert_eq!(other.pressed(SortedBy::Size), FileOrder::default());
        assert_eq!(
            FileOrder::default().pressed(SortedBy::Name),
            FileOrder { by: SortedBy::Name, descending: true }
        );
        assert_eq!(by_size.pressed(SortedBy::Time), FileOrder { by: SortedBy::Time, descending: true });
    }
}
