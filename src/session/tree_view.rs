//! How the tree is shown: which nodes are open, which rows there are, and where the keys lead.

use std::rc::Rc;

use super::inspection::Inspection;
use super::key::Key;
use super::tree_filter::{Filtering, Kept};
use crate::inspect::{Blobs, NodeId, Tree, label};
use crate::keyed::HashSet;
use crate::limits;
use crate::pace::{Pace, at_once};

/// A row of the tree as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeRow {
    /// The node.
    pub node: NodeId,
    /// How deep it stands; 0 for a root.
    pub depth: u16,
    /// Open or closed; `None` for a node with nothing under it.
    pub open: Option<bool>,
    /// Its place among its siblings, from 1.
    pub position: u32,
    /// How many siblings there are, itself counted.
    pub of: u32,
}

/// Rows that a page key moves over.
const PAGE: usize = 15;

/// The tree's state of view.
#[derive(Clone, Debug, Default)]
pub struct TreeView {
    open: HashSet<NodeId>,
    /// What the rows are filtered by; empty for all.
    pub filter: String,
    /// The rows, from the top. Shared, so that a component can hold them without a copy.
    pub rows: Rc<[TreeRow]>,
    /// What the filter keeps, and what it is being looked for.
    kept: Option<Rc<Kept>>,
    filtering: Option<Filtering>,
    typed: String,
    /// Whether the rows are to be worked out again.
    is_due: bool,
}

impl TreeView {
    /// The state for a new tree: what was open stays open, and new roots are open too.
    #[must_use]
    pub fn carried(&self, old: &Tree, new: &Tree) -> Self {
        let known: HashSet<NodeId> = old.roots().iter().filter_map(|root| new.carry(old, *root)).collect();
        let carried = self.open.iter().filter_map(|node| new.carry(old, *node));
        let fresh = new.roots().iter().copied().filter(|root| !known.contains(root));
        Self { open: carried.chain(fresh).collect(), filter: self.filter.clone(), ..Self::default() }
    }

    /// Whether a node is open.
    #[must_use]
    pub fn is_open(&self, node: NodeId) -> bool {
        self.open.contains(&node)
    }

    /// Opens or closes a node.
    pub fn set_open(&mut self, node: NodeId, open: bool) {
        if open {
            self.open.insert(node);
        } else {
            self.open.remove(&node);
        }
    }

    /// Opens all nodes that have something under them, or closes all.
    pub fn open_all(&mut self, tree: &Tree, open: bool) {
        self.open.clear();
        if open {
            self.open.extend(tree.iter().filter(|(_, node)| !node.children.is_empty()).map(|(id, _)| id));
        }
    }

    /// Opens all that `node` hangs under, so that it has a row.
    pub fn reveal(&mut self, tree: &Tree, node: NodeId) {
        self.open.extend(tree.ancestors(node).skip(1));
    }

    /// Has the rows worked out again before the update ends.
    pub(super) const fn lay_out_soon(&mut self) {
        self.is_due = true;
    }

    /// Works out the rows again, where something asked for that. Gives what is to be looked for beside the page, where
    /// the tree is large: until that is done, the filter keeps what it kept before.
    pub(super) fn lay_out_if_due(&mut self, inspection: &Rc<Inspection>) -> Option<Filtering> {
        if !std::mem::take(&mut self.is_due) {
            return None;
        }
        let needle = self.filter.trim().to_ascii_lowercase();
        let of = Filtering { needle: needle.into(), inspection: Rc::clone(inspection) };
        let mut due = None;
        if of.needle.is_empty() {
            (self.kept, self.filtering) = (None, None);
        } else if self.kept.as_ref().is_some_and(|kept| kept.of == of) {
            self.filtering = None;
        } else if inspection.tree.len() <= limits::FILTERED_AT_ONCE_NODES {
            self.filtering = None;
            self.kept = Some(Rc::new(at_once(of.done(&Pace::default()))));
        } else if self.filtering.as_ref() != Some(&of) {
            self.filtering = Some(of.clone());
            due = Some(of);
        }
        self.lay_out(&inspection.tree);
        due
    }

    /// Whether rows are to come for the filter.
    pub(super) const fn is_filtering(&self) -> bool {
        self.filtering.is_some()
    }

    /// Takes what the filter keeps, unless something else is looked for by now. Gives whether it was taken.
    pub(super) fn filtered(&mut self, kept: Rc<Kept>) -> bool {
        let is_due = self.filtering.as_ref() == Some(&kept.of);
        if is_due {
            let inspection = Rc::clone(&kept.of.inspection);
            (self.filtering, self.kept) = (None, Some(kept));
            self.lay_out(&inspection.tree);
        }
        is_due
    }

    /// Works out the rows again. With a filter, the rows are the nodes that match it and all that they
    /// hang under.
    fn lay_out(&mut self, tree: &Tree) {
        let kept = self.kept.clone();
        let kept = kept.as_ref().map(|kept| &kept.nodes);
        let mut rows = Vec::new();
        // Depth first: of each level the siblings that are still to come, and how many there are in all.
        let mut levels = vec![Siblings::of(tree.roots(), kept)];
        while let Some(level) = levels.last_mut() {
            let Some((id, position)) = level.next(kept) else {
                levels.pop();
                continue;
            };
            let of = level.of;
            let Some(node) = tree.get(id) else { continue };
            let children = Siblings::of(&node.children, kept);
            let open = children.of > 0 && (kept.is_some() || self.is_open(id));
            let has_children = children.of > 0;
            rows.push(TreeRow {
                node: id,
                depth: node.depth,
                open: has_children.then_some(open),
                position,
                of,
            });
            if open {
                rows.reserve(children.of as usize);
                levels.push(children);
            }
        }
        self.rows = rows.into();
    }

    /// The row of a node.
    #[must_use]
    pub fn row_of(&self, node: NodeId) -> Option<usize> {
        self.rows.iter().position(|row| row.node == node)
    }

    /// Where `key` leads from `selected`: the node to choose then. Opens and closes as the key says.
    pub fn press(
        &mut self,
        blobs: &Blobs,
        tree: &Tree,
        selected: Option<NodeId>,
        key: Key,
    ) -> Option<NodeId> {
        if !matches!(key, Key::Char(_)) {
            self.typed.clear();
        }
        let Some((at, row)) =
            selected.and_then(|node| self.row_of(node)).and_then(|at| Some((at, *self.rows.get(at)?)))
        else {
            return self.rows.first().map(|row| row.node);
        };
        let last = self.rows.len().saturating_sub(1);
        let node_at = |rows: &[TreeRow], at: usize| rows.get(at.min(last)).map(|row| row.node);
        match key {
            Key::Up => node_at(&self.rows, at.saturating_sub(1)),
            Key::Down => node_at(&self.rows, at + 1),
            Key::Home => node_at(&self.rows, 0),
            Key::End => node_at(&self.rows, last),
            Key::PageUp => node_at(&self.rows, at.saturating_sub(PAGE)),
            Key::PageDown => node_at(&self.rows, at + PAGE),
            Key::Right => match row.open {
                Some(false) => self.opened(row.node, true),
                Some(true) => node_at(&self.rows, at + 1),
                None => Some(row.node),
            },
            Key::Left => match row.open {
                Some(true) if self.filter.is_empty() => self.opened(row.node, false),
                _ => tree.get(row.node).and_then(|node| node.parent).or(Some(row.node)),
            },
            Key::Toggle => match row.open {
                Some(open) => self.opened(row.node, !open),
                None => Some(row.node),
            },
            Key::Star => {
                let parent = tree.get(row.node).and_then(|node| node.parent);
                let siblings = parent.and_then(|parent| tree.get(parent)).map(|parent| &parent.children);
                self.open.extend(siblings.map_or(tree.roots(), Vec::as_slice));
                self.is_due = true;
                Some(row.node)
            }
            Key::Char(typed) => Some(self.type_ahead(blobs, tree, at, typed).unwrap_or(row.node)),
        }
    }

    fn opened(&mut self, node: NodeId, open: bool) -> Option<NodeId> {
        self.set_open(node, open);
        self.is_due = true;
        Some(node)
    }

    /// A letter leads to the next row that begins with all that was typed; one letter again and again,
    /// from row to row. Any other key begins a new word.
    fn type_ahead(&mut self, blobs: &Blobs, tree: &Tree, at: usize, typed: char) -> Option<NodeId> {
        let typed = String::from(typed.to_ascii_lowercase());
        if self.typed != typed {
            self.typed.push_str(&typed);
        }
        let found = self.next_named(blobs, tree, at, &self.typed);
        if found.is_none() && self.typed != typed {
            self.typed.clone_from(&typed);
            return self.next_named(blobs, tree, at, &typed);
        }
        found
    }

    fn next_named(&self, blobs: &Blobs, tree: &Tree, at: usize, prefix: &str) -> Option<NodeId> {
        // What is typed on may go on meaning the row where one is.
        let skip = at + usize::from(prefix.chars().count() == 1);
        let rows = self.rows.iter().cycle().skip(skip).take(self.rows.len());
        rows.map(|row| row.node)
            .find(|node| label(blobs, tree, *node).name.to_ascii_lowercase().starts_with(prefix))
    }
}

/// Nodes beside each other that the filter keeps, from the one that comes next.
struct Siblings<'a> {
    to_come: std::slice::Iter<'a, NodeId>,
    /// How many have come.
    come: u32,
    /// How many there are.
    of: u32,
}

impl<'a> Siblings<'a> {
    fn of(nodes: &'a [NodeId], kept: Option<&HashSet<NodeId>>) -> Self {
        let of = match kept {
            None => nodes.len(),
            Some(kept) => nodes.iter().filter(|node| kept.contains(node)).count(),
        };
        Self { to_come: nodes.iter(), come: 0, of: u32::try_from(of).unwrap_or(u32::MAX) }
    }

    /// The next, and its place among them, from 1.
    fn next(&mut self, kept: Option<&HashSet<NodeId>>) -> Option<(NodeId, u32)> {
        let next = self.to_come.find(|node| kept.is_none_or(|kept| kept.contains(node)))?;
        self.come = self.come.saturating_add(1);
        Some((*next, self.come))
    }
}
