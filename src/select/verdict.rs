//! The verdict on one entry.

use super::selection::Standing;

/// The verdict on one entry.
#[derive(Clone, Copy)]
pub(super) struct Verdict {
    pub(super) standing: Standing,
    /// The entry that is as good and stands before it.
    pub(super) equal_to: Option<usize>,
}

impl Verdict {
    pub(super) const fn of(standing: Standing) -> Self {
        Self { standing, equal_to: None }
    }
}
