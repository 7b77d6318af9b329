//! All paths of an image, and what is asked of them.

use super::change::{History, What};
use super::node::{NodeId, Nodes};
use crate::archive::layer::{EntryNumber, File, LayerFiles, name};
use crate::keyed::HashMap;

/// All paths of an image with their history.
#[derive(Clone, Debug)]
pub struct Files {
    pub(super) nodes: Nodes,
    pub(super) history: History,
    /// The entry that has the content of a hard link, by the number of the link's record.
    pub(super) sources: HashMap<u32, (u16, EntryNumber)>,
    pub(super) tally: Tally,
    /// Hard links that clients fail on.
    pub(super) broken: Vec<BrokenLinks>,
}

/// Hard links of one layer that clients fail on, all for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenLinks {
    /// The layer.
    pub layer: u16,
    /// Why.
    pub fault: LinkFault,
    /// The first of them.
    pub first: EntryNumber,
    /// How many there are.
    pub count: u32,
}

/// Why clients fail on a hard link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// No layer up to its own has what it links to.
    Dangling,
    /// What it links to is another hard link that leads to no file.
    Empty,
    /// A layer below has what it links to, and its own has not: clients that unpack each layer by itself fail.
    Below,
}

/// What was noticed while layers were applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Entries of a path that the same layer has already; the last one counts.
    pub repeated: u32,
    /// Hard links to nothing, which clients fail on.
    pub dangling: u32,
    /// Whiteouts of what is not there.
    pub idle: u32,
    /// Entries that were left out, for there are too many paths.
    pub left_out: u32,
    /// Symbolic links that were not followed, for there was too much to look up for them.
    pub unfollowed: u32,
}

impl Files {
    /// How many layers there are.
    #[must_use]
    pub fn layers(&self) -> u16 {
        u16::try_from(self.nodes.layers.len()).unwrap_or(u16::MAX)
    }

    /// The table of a layer.
    #[must_use]
    pub fn layer(&self, layer: u16) -> Option<&LayerFiles> {
        self.nodes.layers.get(usize::from(layer)).map(|layer| &**layer)
    }

    /// What was noticed on the way.
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.tally
    }

    /// Hard links that clients fail on, layer by layer, each with the first of them.
    pub fn broken_links(&self) -> impl Iterator<Item = (BrokenLinks, File<'_>)> {
        self.broken.iter().filter_map(|links| Some((*links, self.layer(links.layer)?.get(links.first)?)))
    }

    /// All paths that any layer names.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (1..self.nodes.len()).map(NodeId)
    }

    /// The path of a node, with slashes between its parts and none in front.
    #[must_use]
    pub fn path(&self, node: NodeId) -> Vec<u8> {
        self.nodes.path(node.0)
    }

    /// The last part of its path; empty for the root.
    #[must_use]
    pub fn name(&self, node: NodeId) -> &[u8] {
        self.nodes.name(node.0)
    }

    /// The node of a path as it is spelt, no links followed.
    #[must_use]
    pub fn node(&self, path: &[u8]) -> Option<NodeId> {
        let parts = name::parts(path);
        parts.into_iter().try_fold(0, |node, part| self.nodes.child(node, part)).map(NodeId)
    }

    /// The layer and the entry that made a path what it is after `layer`; `None` where it is not there, or a
    /// directory that no entry names.
    #[must_use]
    pub fn entry(&self, node: NodeId, layer: u16) -> Option<(u16, EntryNumber, File<'_>)> {
        let (_, record) = self.history.at(self.nodes.get(node.0)?.last, layer)?;
        if record.what != What::Entry {
            return None;
        }
        Some((record.layer, record.row, self.layer(record.layer)?.get(record.row)?))
    }

    /// The layer and the entry that have the content of a path after `layer`: its own, or where it is a hard
    /// link, those of what it is a link to.
    #[must_use]
    pub fn content(&self, node: NodeId, layer: u16) -> Option<(u16, EntryNumber, File<'_>)> {
        let (number, _) = self.history.at(self.nodes.get(node.0)?.last, layer)?;
        let Some((layer, row)) = self.source(number) else { return self.entry(node, layer) };
        Some((layer, row, self.layer(layer)?.get(row)?))
    }

    pub(super) fn source(&self, record: u32) -> Option<(u16, EntryNumber)> {
        self.sources.get(&record).copied()
    }
}
