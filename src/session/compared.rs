//! Documents that do not verify, looked for beside the page.

use std::rc::Rc;

use super::inspection::Inspection;
use crate::inspect::{Unmatched, unmatched_in_pieces};
use crate::pace::Pace;

/// Documents that do not verify, looked for beside the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub(super) of: Rc<Inspection>,
    pub(super) all: Vec<Unmatched>,
}

impl Compared {
    /// Looks for them, a piece at a time.
    pub(super) async fn of(inspection: Rc<Inspection>, pace: &Pace) -> Self {
        let all = unmatched_in_pieces(&inspection.blobs, &inspection.tree, pace).await;
        Self { of: inspection, all }
    }
}
