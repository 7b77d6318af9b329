//! Which of the files that are different are listed.

use std::rc::Rc;

use crate::compare::{FileDifferences, Listing};
use crate::pace::Pace;

/// The list of the files that are different.
#[derive(Clone, Debug, Default)]
pub struct FileList {
    /// What is looked for.
    pub wanted: Listing,
    /// The places of what is listed, which may still be those of what was looked for before.
    pub places: Rc<[u32]>,
    /// What they were worked out from.
    pub(super) made: Option<Made>,
    /// What they are being worked out from.
    pub(super) making: Option<Made>,
}

pub(super) type Made = (Rc<FileDifferences>, Listing);

impl PartialEq for FileList {
    fn eq(&self, other: &Self) -> bool {
        self.wanted == other.wanted
            && Rc::ptr_eq(&self.places, &other.places)
            && self.is_making() == other.is_making()
    }
}

/// A list that is worked out beside the page.
#[derive(Clone, Debug)]
pub struct ListingFiles {
    pub(super) of: Made,
}

impl PartialEq for ListingFiles {
    fn eq(&self, other: &Self) -> bool {
        is_same(&self.of, &other.of)
    }
}

/// A list that was worked out.
#[derive(Clone, Debug)]
pub struct ListedFiles {
    pub(super) of: Made,
    pub(super) places: Rc<[u32]>,
}

impl PartialEq for ListedFiles {
    fn eq(&self, other: &Self) -> bool {
        is_same(&self.of, &other.of)
    }
}

pub(super) fn is_same(one: &Made, other: &Made) -> bool {
    Rc::ptr_eq(&one.0, &other.0) && one.1 == other.1
}

impl FileList {
    /// Whether what is listed is what is looked for.
    #[must_use]
    pub const fn is_making(&self) -> bool {
        self.making.is_some()
    }
}

impl ListingFiles {
    /// Works it out, a piece at a time.
    pub(in crate::session) async fn done(self, pace: &Pace) -> ListedFiles {
        let places = self.of.1.of(&self.of.0, pace).await.into();
        ListedFiles { of: self.of, places }
    }
}
