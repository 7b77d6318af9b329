//! All paths that any layer names, as one tree.

use std::cmp::Ordering;
use std::rc::Rc;

use crate::archive::layer::LayerFiles;
use crate::limits;
use crate::sorting::sort_numbers;

/// A path that some layer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// How many places are looked at for a name. As the table is at most half full, no honest name needs a tenth of
/// it; of those that were made to collide, some are not found and count as left out.
const PROBES: usize = 1024;

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
    /// A large directory that is being sorted.
    sorting: Option<Sorting>,
}

/// A sort that is done in steps: runs first, then two by two together.
#[derive(Debug)]
struct Sorting {
    list: Vec<u32>,
    /// What is merged of the list, up to `at`.
    merged: Vec<u32>,
    at: usize,
    /// The length of the runs that are sorted; 0 while they are made.
    run: usize,
}

/// Children that are sorted at a time.
const RUN: usize = 4096;

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
        // So that it hardly ever has to grow, which takes longer than a frame.
        let entries = layers.iter().map(|layer| layer.len() as usize).sum::<usize>();
        let slots = (entries.min(limits::FILE_NODES) * 5 / 2).next_power_of_two().max(1024);
        Self { layers, nodes: vec![root], slots: vec![NONE; slots], sorted: Vec::new(), sorting: None }
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
        let start = hash(parent, name);
        for slot in (start..start.saturating_add(PROBES)).map(|slot| slot & mask) {
            let node = *self.slots.get(slot)?;
            if node == NONE {
                return None;
            }
            if self.get(node).is_some_and(|node| node.parent == parent) && self.name(node) == name {
                return Some(node);
            }
        }
        None
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
        let start = hash(parent, self.name(node));
        let mut slots = (start..start.saturating_add(PROBES)).map(|slot| slot & mask);
        let free = slots.find(|slot| self.slots.get(*slot) == Some(&NONE));
        if let Some(place) = free.and_then(|slot| self.slots.get_mut(slot)) {
            *place = node;
        }
    }

    /// The children while layers are applied, in no order.
    pub(super) fn unsorted_children(&self, node: u32) -> impl Iterator<Item = u32> {
        let first = self.get(node).map_or(NONE, |node| node.children);
        std::iter::successors(Some(first), |child| self.get(*child).map(|child| child.sibling))
            .take_while(|child| *child != NONE)
    }

    /// Puts the children of one node in order; all nodes' in turn, from the root's on. Gives the work that it
    /// did, and whether the node is done: a large directory takes several calls.
    pub(super) fn sort_children(&mut self, node: u32) -> (usize, bool) {
        let mut sorting = match self.sorting.take() {
            Some(sorting) => sorting,
            None => {
                let mut list: Vec<u32> = self.unsorted_children(node).collect();
                // They were added in front, and archives are often sorted already.
                list.reverse();
                Sorting { list, merged: Vec::new(), at: 0, run: 0 }
            }
        };
        let compare = |one: u32, other: u32| self.name(one).cmp(self.name(other));
        let work = sorting.step(&compare);
        if !sorting.is_done() {
            self.sorting = Some(sorting);
            return (work, false);
        }
        let start = self.sorted.len();
        let count = sorting.list.len();
        self.sorted.append(&mut sorting.list);
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

impl Sorting {
    fn is_done(&self) -> bool {
        self.run >= self.list.len()
    }

    /// Sorts one run, or merges two. Gives how many it moved.
    fn step(&mut self, compare: &dyn Fn(u32, u32) -> Ordering) -> usize {
        let (at, all) = (self.at, self.list.len());
        let end = |length: usize| at.saturating_add(length).min(all);
        if self.run == 0 {
            let end = end(RUN);
            sort_numbers(self.list.get_mut(at..end).unwrap_or_default(), compare);
            self.next(end, RUN);
            return end - at;
        }
        let (middle, end) = (end(self.run), end(self.run * 2));
        let one = self.list.get(at..middle).unwrap_or_default();
        let other = self.list.get(middle..end).unwrap_or_default();
        merge(one, other, &mut self.merged, compare);
        self.next(end, self.run.saturating_mul(2));
        if self.at == 0 {
            self.list = std::mem::take(&mut self.merged);
        }
        end - at
    }

    /// Goes on to `at`, and behind the end to the runs of the next length.
    fn next(&mut self, at: usize, run: usize) {
        self.at = at;
        if at >= self.list.len() {
            self.at = 0;
            self.run = run;
        }
    }
}

fn merge(mut one: &[u32], mut other: &[u32], to: &mut Vec<u32>, compare: &dyn Fn(u32, u32) -> Ordering) {
    while let (Some((a, ones)), Some((b, others))) = (one.split_first(), other.split_first()) {
        if compare(*b, *a).is_lt() {
            to.push(*b);
            other = others;
        } else {
            to.push(*a);
            one = ones;
        }
    }
    to.extend_from_slice(one);
    to.extend_from_slice(other);
}

/// FNV-1a over parent and name, with its bits mixed for the lower ones to hang on all. Names can be made to
/// collide, whatever the function: [`PROBES`] bounds what that costs.
fn hash(parent: u32, name: &[u8]) -> usize {
    const PRIME: u64 = 0x0100_0000_01b3;
    let start = (0xcbf2_9ce4_8422_2325 ^ u64::from(parent)).wrapping_mul(PRIME);
    let hash = name.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    usize::try_from((hash ^ hash >> 32) & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn sorts_in_steps(mut list in proptest::collection::vec(any::<u32>(), 0..20_000)) {
            let mut sorting = Sorting { list: list.clone(), merged: Vec::new(), at: 0, run: 0 };
            while !sorting.is_done() {
                sorting.step(&|one, other| one.cmp(&other));
            }
            list.sort_unstable();
            prop_assert_eq!(sorting.list, list);
        }
    }
}
