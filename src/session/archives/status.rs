//! How far the layers of an image are, for the page.

use super::pane::stack;
use super::{Archives, Progress, Reading};
use crate::inspect::size::decimal;
use crate::inspect::{Blobs, NodeId, Tree, label};

/// The layers of an image and how far they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Each layer, base first.
    pub layers: Vec<LayerStatus>,
    /// Layers that are here and were not read, and their bytes.
    pub waiting: (usize, u64),
    /// How far those are together that are being read; `None` where none is.
    pub running: Option<Progress>,
    /// Layers that are not here.
    pub missing: usize,
    /// Layers whose files are known.
    pub read: usize,
}

/// A layer and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerStatus {
    /// Its node.
    pub node: NodeId,
    /// What it is called in the tree, and what made it.
    pub name: String,
    /// See [`LayerStatus::name`].
    pub made_by: String,
    /// Its bytes as it is stored.
    pub size: Option<u64>,
    /// How far it is.
    pub state: HowFar,
}

/// How far a layer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HowFar {
    /// It is not here.
    Missing,
    /// It is here, and was not read.
    Waiting,
    /// It is being read.
    Running(Progress),
    /// Its files are known.
    Read,
    /// It can't be read: why.
    Failed(String),
}

/// The layers of the image that node `id` belongs to.
#[must_use]
pub fn status(blobs: &Blobs, tree: &Tree, archives: &Archives, id: NodeId) -> Status {
    let mut status = Status::default();
    let mut running = Vec::new();
    for slot in stack(tree, id).0 {
        let label = label(blobs, tree, slot.node);
        let state = match slot.layer.and_then(|layer| archives.layer(layer)).map(|layer| &layer.state) {
            None => HowFar::Missing,
            Some(Reading::Waiting) => HowFar::Waiting,
            Some(Reading::Running(_, progress)) => HowFar::Running(*progress),
            Some(Reading::Read(_)) => HowFar::Read,
            Some(Reading::Failed(why)) => HowFar::Failed(why.clone()),
        };
        match &state {
            HowFar::Missing => status.missing += 1,
            HowFar::Waiting | HowFar::Failed(_) => {
                let (count, bytes) = status.waiting;
                status.waiting = (count + 1, bytes.saturating_add(label.size.unwrap_or(0)));
            }
            HowFar::Running(progress) => running.push(*progress),
            HowFar::Read => status.read += 1,
        }
        let (name, made_by, size) = (label.name, label.what, label.size);
        status.layers.push(LayerStatus { node: slot.node, name, made_by, size, state });
    }
    status.running = (!running.is_empty()).then(|| Progress::sum(running.into_iter()));
    status
}

impl Status {
    /// The words of the button that opens what waits.
    #[must_use]
    pub fn call(&self) -> String {
        let (count, bytes) = self.waiting;
        match (count, self.layers.len()) {
            (1, 1) => format!("Open the layer ({})", decimal(bytes)),
            (count, all) if count == all => format!("Open all {count} layers ({})", decimal(bytes)),
            (1, _) => format!("Open the other layer ({})", decimal(bytes)),
            (count, _) => format!("Open the other {count} layers ({})", decimal(bytes)),
        }
    }
}

impl Archives {
    /// How far all is that is being opened or read; `None` where nothing is.
    #[must_use]
    pub fn running(&self) -> Option<(usize, Progress)> {
        let layers = self.layers.values().filter_map(|layer| match &layer.state {
            Reading::Running(_, progress) => Some(*progress),
            _ => None,
        });
        let all: Vec<Progress> = layers.collect();
        (!all.is_empty()).then(|| (all.len(), Progress::sum(all.into_iter())))
    }
}
