//! What the files under each directory come to.

use std::rc::Rc;

use super::change::{Change, Scope};
use super::image::Files;
use super::node::NodeId;
use super::order::NONE;
use crate::archive::kind::EntryKind;

/// Bytes and files under each directory, and of each file its own: of the image after a layer what is there, of a layer
/// what it brings. A hard link adds nothing to what it is a link to. A copy costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Under {
    sums: Rc<[Sum]>,
}

/// Of one path and all under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Bytes, unpacked.
    pub bytes: u64,
    /// Files, directories not among them.
    pub files: u32,
}

impl Under {
    /// Of a path; nothing before it is known.
    #[must_use]
    pub fn of(&self, node: NodeId) -> Sum {
        self.at(node.0)
    }

    pub(super) fn at(&self, node: u32) -> Sum {
        self.sums.get(node as usize).copied().unwrap_or_default()
    }

    /// Whether it is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.sums.is_empty()
    }
}

/// [`Under`] in the making: a directory's number is lower than those of all under it, so that one way from the last to the
/// first adds all up.
#[derive(Clone, Debug)]
pub struct AddingUp {
    scope: Scope,
    sums: Vec<Sum>,
    /// How many nodes are left.
    left: u32,
}

impl AddingUp {
    /// In this scope.
    #[must_use]
    pub fn new(files: &Files, scope: Scope) -> Self {
        let left = files.nodes.len();
        Self { scope, sums: vec![Sum::default(); left as usize], left }
    }

    /// Does about so many look-ups. Gives whether all is done.
    pub fn step(&mut self, files: &Files, mut lookups: usize) -> bool {
        while lookups > 0
            && let Some(node) = self.left.checked_sub(1)
        {
            self.add(files, node);
            self.left = node;
            lookups = lookups.saturating_sub(1 + files.history.take_steps());
        }
        self.left == 0
    }

    fn add(&mut self, files: &Files, node: u32) {
        let own = self.own(files, node);
        let Some(here) = self.sums.get_mut(node as usize) else { return };
        // Hostile sizes are each below 2^63, and may be many.
        here.bytes = here.bytes.saturating_add(own.bytes);
        here.files = here.files.saturating_add(own.files);
        let sum = *here;
        let parent = files.nodes.get(node).map_or(NONE, |node| node.parent);
        if let Some(above) = self.sums.get_mut(parent as usize).filter(|_| parent != node) {
            above.bytes = above.bytes.saturating_add(sum.bytes);
            above.files = above.files.saturating_add(sum.files);
        }
    }

    fn own(&self, files: &Files, node: u32) -> Sum {
        let layer = match self.scope {
            Scope::After(layer) => layer,
            Scope::Layer(layer) => match files.change(node, layer) {
                None | Some(Change::Deleted | Change::Unchanged) => return Sum::default(),
                Some(_) => layer,
            },
        };
        match files.entry(NodeId(node), layer) {
            Some((_, _, file)) if file.kind == EntryKind::Directory => Sum::default(),
            Some((_, _, file)) if file.kind == EntryKind::Regular => Sum { bytes: file.size, files: 1 },
            Some(_) => Sum { bytes: 0, files: 1 },
            None => Sum::default(),
        }
    }

    /// The sums, once all is done.
    #[must_use]
    pub fn finish(self) -> Under {
        Under { sums: self.sums.into() }
    }
}
