//! How far something is, in bytes.

/// How far something is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that were read.
    pub read: u64,
    /// Bytes that are to be read.
    pub total: u64,
}

impl Progress {
    /// Nothing of so many bytes.
    #[must_use]
    pub const fn of(total: u64) -> Self {
        Self { read: 0, total }
    }

    /// In percent, 100 only at the end.
    #[must_use]
    pub fn percent(self) -> u8 {
        let percent = u128::from(self.read) * 100 / u128::from(self.total.max(1));
        u8::try_from(percent.min(100)).unwrap_or(100)
    }

    /// Of several together.
    #[must_use]
    pub fn sum(all: impl Iterator<Item = Self>) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            read: sum.read.saturating_add(one.read),
            total: sum.total.saturating_add(one.total),
        })
    }
}
