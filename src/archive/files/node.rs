//! All paths that any layer names, as one tree.

use std::hash::{DefaultHasher, Hasher as _};
use std::rc::Rc;

use crate::archive::layer::LayerFiles;
use crate::limits;
use crate::sorting::sort_numbers;

/// A path that some layer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// No node, no change.
pub(super) const NONE: u32 = u32::MAX;

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
}

/// Where a name stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) layer: u16,
    pub(super) at: u32,
    pub(super) length: u16,
}

/// The tree, and its nodes by parent and name.
#[derive(Debug)]
pub(super) struct Nodes {
    pub(super) layers: Vec<Rc<LayerFiles>>,
    pub(super) nodes: Vec<Node>,
    /// Numbers of nodes, at the places that the hashes of their names lead to; a power of two of them.
    slots: Vec<u32>,
    /// The children of all nodes, sorted by name, parent by parent.
    sorted: Vec<u32>,
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
        };
        Self { layers, nodes: vec![root], slots: vec![NONE; 1024], sorted: Vec::new() }
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
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(parent, name) & mask;
        loop {
            let node = *self.slots.get(slot)?;
            if node == NONE {
                return None;
            }
            if self.get(node).is_some_and(|node| node.parent == parent) && self.name(node) == name {
                return Some(node);
            }
            slot = (slot + 1) & mask;
        }
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
        });
        if self.nodes.len() * 2 > self.slots.len() {
            self.slots = vec![NONE; self.slots.len() * 2];
            (1..self.len()).for_each(|node| self.place(node));
        } else {
            self.place(child);
        }
        Some(child)
    }

    fn place(&mut self, node: u32) {
        let mask = self.slots.len().wrapping_sub(1);
        let parent = self.get(node).map_or(NONE, |node| node.parent);
        let mut slot = hash(parent, self.name(node)) & mask;
        while self.slots.get(slot).is_some_and(|taken| *taken != NONE) {
            slot = (slot + 1) & mask;
        }
        if let Some(place) = self.slots.get_mut(slot) {
            *place = node;
        }
    }

    /// The children while layers are applied, in no order.
    pub(super) fn unsorted_children(&self, node: u32) -> impl Iterator<Item = u32> {
        let first = self.get(node).map_or(NONE, |node| node.children);
        std::iter::successors(Some(first), |child| self.get(*child).map(|child| child.sibling))
            .take_while(|child| *child != NONE)
    }

    /// Puts the children of one node in order; all nodes' in turn, from the root's on.
    pub(super) fn sort_children(&mut self, node: u32) -> usize {
        let mut children: Vec<u32> = self.unsorted_children(node).collect();
        // They were added in front, and archives are often sorted already.
        children.reverse();
        sort_numbers(&mut children, &|one, other| self.name(one).cmp(self.name(other)));
        let start = self.sorted.len();
        let count = children.len();
        self.sorted.append(&mut children);
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.children = u32::try_from(start).unwrap_or(NONE);
            // The list of siblings is read no more once the parent, whose number is lower, is sorted.
            node.sibling = u32::try_from(count).unwrap_or(0);
        }
        count
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

fn hash(parent: u32, name: &[u8]) -> usize {
    let mut hasher = DefaultHasher::new();
    hasher.write_u32(parent);
    hasher.write(name);
    // The upper half is as good as the lower one, and fits a usize of 32 bits.
    usize::try_from(hasher.finish() >> 32).unwrap_or(0)
}
