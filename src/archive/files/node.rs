//! All paths that any layer names, as one tree.

use std::cell::Cell;
use std::rc::Rc;

use super::order::{NONE, Sorting};
use super::slots::Slots;
use crate::archive::layer::LayerFiles;
use crate::limits;

/// A path that some layer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The directory that all others are in.
    pub const ROOT: Self = Self(0);
}

/// Among no children that may be there.
const UNLISTED: u32 = u32::MAX - 1;

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) parent: u32,
    /// The layer whose names have its name, and where.
    layer: u16,
    name_length: u16,
    name_at: u32,
    /// Its last change so far.
    pub(super) last: u32,
    /// While layers are applied, its first child and the next one of its parent; afterwards, where its
    /// children begin in the sorted list and how many they are.
    pub(super) children: u32,
    pub(super) sibling: u32,
    /// Its first child that may be there, and the next one of its parent: those that were there once since the
    /// directory was last swept.
    present: u32,
    present_next: u32,
}

/// Where a name stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) layer: u16,
    pub(super) at: u32,
    pub(super) length: u16,
}

/// The tree, and its nodes by parent and name.
#[derive(Clone, Debug)]
pub(super) struct Nodes {
    pub(super) layers: Vec<Rc<LayerFiles>>,
    pub(super) nodes: Vec<Node>,
    slots: Slots,
    /// The children of all nodes, sorted by name, parent by parent.
    sorted: Vec<u32>,
    /// A directory that is being sorted.
    sorting: Option<Sorting>,
    /// What was done since it was last asked for, in look-ups.
    work: Cell<usize>,
}

impl Nodes {
    /// Only the root.
    pub(super) fn new(layers: Vec<Rc<LayerFiles>>) -> Self {
        let root = Node {
            parent: NONE,
            layer: 0,
            name_length: 0,
            name_at: 0,
            last: NONE,
            children: NONE,
            sibling: NONE,
            present: NONE,
            present_next: UNLISTED,
        };
        // So that it hardly ever has to grow.
        let entries = layers.iter().map(|layer| layer.len() as usize).sum::<usize>();
        let slots = Slots::of(entries.min(limits::FILE_NODES) * 5 / 2);
        Self { layers, nodes: vec![root], slots, sorted: Vec::new(), sorting: None, work: Cell::new(0) }
    }

    /// Notes work: about so many look-ups.
    pub(super) fn did(&self, lookups: usize) {
        self.work.set(self.work.get().saturating_add(lookups));
    }

    /// The work since this was last asked for.
    pub(super) fn take_work(&self) -> usize {
        self.work.take()
    }

    pub(super) fn get(&self, node: u32) -> Option<&Node> {
        self.nodes.get(node as usize)
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(NONE)
    }

    pub(super) fn name(&self, node: u32) -> &[u8] {
        let Some(node) = self.get(node) else { return b"" };
        self.text(Name { layer: node.layer, at: node.name_at, length: node.name_length })
    }

    fn text(&self, name: Name) -> &[u8] {
        self.layers.get(usize::from(name.layer)).map_or(b"", |layer| layer.name(name.at, name.length))
    }

    /// The child of this name.
    pub(super) fn child(&self, parent: u32, name: &[u8]) -> Option<u32> {
        let is_it =
            |node: u32| self.get(node).is_some_and(|node| node.parent == parent) && self.name(node) == name;
        let (found, probes) = self.slots.find(hash(parent, name), is_it);
        self.did(1 + probes / 8);
        found
    }

    /// The child of this name, new if need be; `None` where there are too many nodes.
    pub(super) fn make_child(&mut self, parent: u32, name: Name) -> Option<u32> {
        if let Some(child) = self.child(parent, self.text(name)) {
            return Some(child);
        }
        if self.nodes.len() >= limits::FILE_NODES {
            return None;
        }
        let child = self.len();
        let above = self.nodes.get_mut(parent as usize)?;
        let sibling = std::mem::replace(&mut above.children, child);
        self.nodes.push(Node {
            parent,
            layer: name.layer,
            name_length: name.length,
            name_at: name.at,
            last: NONE,
            children: NONE,
            sibling,
            present: NONE,
            present_next: UNLISTED,
        });
        let mut slots = std::mem::take(&mut self.slots);
        let moved = slots.put(child, |node| self.hash_of(node));
        self.slots = slots;
        self.did(moved);
        Some(child)
    }

    fn hash_of(&self, node: u32) -> usize {
        hash(self.get(node).map_or(NONE, |node| node.parent), self.name(node))
    }

    /// A node is there: the next sweep of its directory is to come to it.
    pub(super) fn list(&mut self, node: u32) {
        let parent = match self.get(node) {
            Some(own) if own.present_next == UNLISTED => own.parent,
            _ => return,
        };
        let Some(above) = self.nodes.get_mut(parent as usize) else { return };
        let next = std::mem::replace(&mut above.present, node);
        if let Some(own) = self.nodes.get_mut(node as usize) {
            own.present_next = next;
        }
    }

    /// Takes one of the children out that may be there. Each comes once for each time that it was listed, however
    /// often its directory is swept.
    pub(super) fn take_present(&mut self, directory: u32) -> Option<u32> {
        let child = self.get(directory)?.present;
        let next = std::mem::replace(&mut self.nodes.get_mut(child as usize)?.present_next, UNLISTED);
        self.nodes.get_mut(directory as usize)?.present = next;
        Some(child)
    }

    /// Puts the children of one node in order; all nodes' in turn, from the root's on. Gives the work that it
    /// did, and whether the node is done: a large directory takes several calls.
    pub(super) fn sort_children(&mut self, node: u32) -> (usize, bool) {
        let first = self.get(node).map_or(NONE, |node| node.children);
        let mut sorting = self.sorting.take().unwrap_or_else(|| Sorting::from(first));
        let work = sorting.step(|node| self.get(node).map_or(NONE, |node| node.sibling), &|one, other| {
            self.name(one).cmp(self.name(other))
        });
        if !sorting.is_done() {
            self.sorting = Some(sorting);
            return (work, false);
        }
        let start = self.sorted.len();
        let mut list = sorting.finish();
        let count = list.len();
        self.sorted.append(&mut list);
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.children = u32::try_from(start).unwrap_or(NONE);
            // The list of siblings is read no more once the parent, whose number is lower, is sorted.
            node.sibling = u32::try_from(count).unwrap_or(0);
        }
        (work, true)
    }

    /// The children by name, once they are sorted.
    pub(super) fn children(&self, node: u32) -> &[u32] {
        let Some(node) = self.get(node) else { return &[] };
        let start = node.children as usize;
        self.sorted.get(start..start.saturating_add(node.sibling as usize)).unwrap_or_default()
    }

    /// The path, with slashes between its parts.
    pub(super) fn path(&self, node: u32) -> Vec<u8> {
        let mut nodes: Vec<u32> = std::iter::successors(Some(node), |node| Some(self.get(*node)?.parent))
            .take_while(|node| *node != 0 && *node != NONE)
            .collect();
        nodes.reverse();
        nodes.into_iter().map(|node| self.name(node)).collect::<Vec<_>>().join(&b'/')
    }
}

/// FNV-1a over parent and name, with its bits mixed so that the lower ones depend on all. Names can be made to
/// collide, whatever the function: [`Slots`] bounds what that costs.
fn hash(parent: u32, name: &[u8]) -> usize {
    const PRIME: u64 = 0x0100_0000_01b3;
    let start = (0xcbf2_9ce4_8422_2325 ^ u64::from(parent)).wrapping_mul(PRIME);
    let hash = name.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    usize::try_from((hash ^ hash >> 32) & 0xffff_ffff).unwrap_or(0)
}
