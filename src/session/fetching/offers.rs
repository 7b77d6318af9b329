//! Images that a tool's output names by their digests: each can be fetched, once the user presses for it.

use crate::image::printed::Named;
use crate::verify::Word;

/// Tells one offer from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfferId(pub u64);

/// An image that can be fetched by the digest in a tool's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Tells it from others.
    pub id: OfferId,
    /// What the output says of it.
    pub named: Named,
    pub(super) word: Word,
}

/// All offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Each of them.
    pub list: Vec<Offer>,
    /// Images that are not among them.
    pub more: usize,
    pub(super) last: u64,
}

impl Offers {
    /// None, in the place of these: no number is given again.
    #[must_use]
    pub(super) fn after(&self) -> Self {
        Self { last: self.last, ..Self::default() }
    }
}
