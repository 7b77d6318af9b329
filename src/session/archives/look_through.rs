//! What an archive holds is looked through: which archive it is, and what in it is a document, a layer, or neither.

use std::rc::Rc;

use crate::archive::contents::Contents;
use crate::archive::inventory::{Inventory, inventory_in_pieces};
use crate::layers::Opening;
use crate::pace::Pace;

/// An archive whose members are listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Where it lies, and what is expected of it.
    pub(super) opening: Opening,
    /// Its members.
    pub(super) contents: Rc<Contents>,
}

/// An archive that was looked through.
#[derive(Clone, Debug, PartialEq)]
pub struct LookedThrough {
    /// The archive.
    pub(super) opened: Opened,
    /// What stands in it for what.
    pub(super) found: Inventory,
}

impl Opened {
    /// Looks it through, a piece at a time.
    pub(in crate::session) async fn look_through(self, pace: &Pace) -> LookedThrough {
        let found = inventory_in_pieces(&self.contents, pace).await;
        LookedThrough { opened: self, found }
    }
}
