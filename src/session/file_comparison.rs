//! The files of two images beside each other, once the layers of both are read.

use std::rc::Rc;

use super::comparison::Key;
use crate::compare::{FileDifferences, Table, files};
use crate::inspect::{NodeId, Tree, slots};
use crate::layers::{Layers, Stage};
use crate::pace::Pace;

/// The layers' tables of two images.
pub(super) type Tables = Rc<[Vec<Table>; 2]>;

/// The files of two nodes beside each other.
#[derive(Clone, Debug)]
pub struct FileComparison {
    /// What is different; `None` while that is worked out.
    pub differences: Option<Rc<FileDifferences>>,
    pub(super) key: Key,
    /// What it is worked out from.
    pub(super) tables: Tables,
    /// The revision of the layers when that was looked at last.
    pub(super) revision: u64,
}

impl PartialEq for FileComparison {
    /// By what it was worked out from, and whether it was.
    fn eq(&self, other: &Self) -> bool {
        let made = |of: &Self| of.differences.is_some();
        self.key == other.key && Rc::ptr_eq(&self.tables, &other.tables) && made(self) == made(other)
    }
}

/// A comparison of files that is worked out beside the page.
#[derive(Clone, Debug)]
pub struct ComparingFiles {
    pub(super) tables: Tables,
}

impl PartialEq for ComparingFiles {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.tables, &other.tables)
    }
}

/// A comparison of files that was worked out.
#[derive(Clone, Debug)]
pub struct ComparedFiles {
    pub(super) tables: Tables,
    pub(super) differences: Rc<FileDifferences>,
}

impl PartialEq for ComparedFiles {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.tables, &other.tables)
    }
}

impl ComparingFiles {
    /// Works it out, a piece at a time.
    pub(super) async fn done(self, pace: &Pace) -> ComparedFiles {
        let [first, second] = (*self.tables).clone();
        let differences = Rc::new(files(first, second, pace).await);
        ComparedFiles { tables: self.tables, differences }
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

/// Whether both are of the same layers, and as much is known of these.
pub(super) fn is_same(one: &[Vec<Table>; 2], other: &[Vec<Table>; 2]) -> bool {
    let is_table =
        |(one, other): (&Table, &Table)| Rc::ptr_eq(&one.files, &other.files) && one.diff_id == other.diff_id;
    let is_side = |(one, other): (&Vec<Table>, &Vec<Table>)| {
        one.len() == other.len() && one.iter().zip(other).all(is_table)
    };
    one.iter().zip(other).all(is_side)
}
