//! The files of two images beside each other, once the layers of both are read.

use std::rc::Rc;

use super::comparison::Key;
use crate::compare::{FileDifferences, Table, files};
use crate::inspect::{NodeId, Tree, slots};
use crate::layers::{Layers, Stage};
use crate::pace::Pace;

/// The files of two nodes beside each other.
#[derive(Clone, Debug)]
pub struct FileComparison {
    /// What is different; `None` while that is worked out.
    pub differences: Option<FileDifferences>,
    pub(super) key: Key,
    /// The revision of the layers that it is worked out from.
    pub(super) revision: u64,
}

impl PartialEq for FileComparison {
    /// By what it was worked out from, and whether it was.
    fn eq(&self, other: &Self) -> bool {
        let made = |of: &Self| of.differences.is_some();
        (&self.key, self.revision, made(self)) == (&other.key, other.revision, made(other))
    }
}

/// A comparison of files that is worked out beside the page.
#[derive(Clone, Debug)]
pub struct ComparingFiles {
    pub(super) key: Key,
    pub(super) revision: u64,
    pub(super) tables: [Vec<Table>; 2],
}

impl PartialEq for ComparingFiles {
    fn eq(&self, other: &Self) -> bool {
        (&self.key, self.revision) == (&other.key, other.revision)
    }
}

impl ComparingFiles {
    /// Works it out, a piece at a time.
    pub(super) async fn done(self, pace: &Pace) -> Rc<FileComparison> {
        let Self { key, revision, tables: [first, second] } = self;
        let differences = Some(files(first, second, pace).await);
        Rc::new(FileComparison { differences, key, revision })
    }
}

/// The tables of all layers of a node, base first; `None` where one of them was not read.
pub(super) fn tables(layers: &Layers, tree: &Tree, node: NodeId) -> Option<Vec<Table>> {
    let table = |layer| {
        let files = Rc::clone(layers.files(layer)?);
        let diff_id = match &layers.layer(layer)?.stage {
            Stage::Proved(proved) if !proved.changed && proved.proof.whole => {
                Some(proved.proof.diff_id.to_string())
            }
            _ => None,
        };
        Some(Table { files, diff_id })
    };
    let slots = slots(tree, node);
    if slots.is_empty() {
        return None;
    }
    slots.into_iter().map(|slot| table(slot.layer?)).collect()
}
