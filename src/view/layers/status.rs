//! How far the layers of an image are, for the page.

use std::rc::Rc;

use super::failure::of_failure;
use crate::inspect::{NodeId, Slot, Tree, label, stack};
use crate::layers::{ByTable, Layers, Progress, RemoteLayer, Stage};
use crate::session::{Inspection, is_wrong, remote_layer};
use crate::text::size::decimal;
use crate::verify::Verification;

/// The layers of an image and how far they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Each layer, base first.
    pub layers: Vec<LayerStatus>,
    /// Layers that are here and were not read, and their bytes.
    pub waiting: (usize, u64),
    /// Layers that a registry can be asked for, and their bytes.
    pub remote: (usize, u64),
    /// That registry.
    pub registry: String,
    /// How far those are together that are being read; `None` where none is.
    pub running: Option<Progress>,
    /// Layers that are not here, and nobody knows where they are.
    pub missing: usize,
    /// Layers that were read.
    pub read: usize,
    /// Layers that are listed by their table of contents alone.
    pub listed: usize,
    /// Whether the manifest promises the digests of all these tables.
    pub promised: bool,
    /// Layers that were fetched, and are not what they should be.
    pub wrong: usize,
    /// Layers that changed since they were proved.
    pub changed: usize,
    /// Whether some that were read came from a registry.
    pub fetched: bool,
    /// Layers that say that they have a table of contents, which was not fetched.
    pub tables: usize,
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
    /// It is at a registry, and was not fetched.
    Remote,
    /// It is here, and was not read.
    Waiting,
    /// It is at a registry, and its files are known by its table of contents alone.
    Listed,
    /// It is being read.
    Running(Progress),
    /// Its files are known.
    Read,
    /// It can't be read: why.
    Failed(String),
}

/// The layers of the image that node `id` belongs to.
#[must_use]
pub fn status(inspection: &Inspection, layers: &Layers, id: NodeId) -> Status {
    let Inspection { blobs, tree, .. } = inspection;
    let mut status = Status { promised: true, ..Status::default() };
    let mut running = Vec::new();
    for slot in stack(tree, id).0 {
        let label = label(blobs, tree, slot.node);
        let (state, remote, listed) = stage(inspection, layers, slot);
        if let Some(listed) = listed {
            status.listed += 1;
            status.promised &= listed.promised;
        }
        match &state {
            HowFar::Missing => status.missing += 1,
            HowFar::Waiting | HowFar::Remote | HowFar::Listed | HowFar::Failed(_) => {
                let with_it = |(layers, bytes): (usize, u64)| {
                    (layers + 1, bytes.saturating_add(label.size.unwrap_or(0)))
                };
                if let Some(remote) = remote {
                    status.remote = with_it(status.remote);
                    status.tables += usize::from(remote.says_table() && listed.is_none());
                    status.registry.clone_from(&remote.reference.registry);
                } else {
                    status.waiting = with_it(status.waiting);
                }
            }
            HowFar::Running(progress) => running.push(*progress),
            HowFar::Read => {
                status.read += 1;
                let changed = has_changed(tree, slot.node);
                status.fetched |= remote.is_some();
                status.changed += usize::from(changed);
                status.wrong += usize::from(!changed && remote.is_some() && is_wrong(tree, slot.node));
            }
        }
        let (name, made_by, size) = (label.name, label.what, label.size);
        status.layers.push(LayerStatus { node: slot.node, name, made_by, size, state });
    }
    status.running = (!running.is_empty()).then(|| Progress::sum(running.into_iter()));
    status
}

/// How far the layer of `slot` is.
#[must_use]
pub fn how_far(inspection: &Inspection, layers: &Layers, slot: Slot) -> HowFar {
    stage(inspection, layers, slot).0
}

/// How far the layer of `slot` is, where it can be fetched, and what alone is known of its files.
fn stage<'a>(
    inspection: &Inspection,
    layers: &'a Layers,
    slot: Slot,
) -> (HowFar, Option<Rc<RemoteLayer>>, Option<&'a ByTable>) {
    let layer = slot.layer.and_then(|layer| layers.layer(layer));
    let remote = match layer {
        None => remote_layer(inspection, slot.node),
        Some(layer) => layer.remote().cloned(),
    };
    let listed = layer.and_then(|layer| layer.stage.by_table());
    let state = match layer.map(|layer| &layer.stage) {
        None if remote.is_none() => HowFar::Missing,
        None => HowFar::Remote,
        Some(Stage::Named) if remote.is_some() => HowFar::Remote,
        Some(Stage::Named) => HowFar::Waiting,
        Some(Stage::Listed(_)) => HowFar::Listed,
        Some(Stage::Listing(run) | Stage::Reading(run, _)) => HowFar::Running(run.progress),
        Some(Stage::Proved(_)) => HowFar::Read,
        Some(Stage::Failed { why, .. }) => HowFar::Failed(of_failure(why)),
    };
    (state, remote, listed)
}

fn has_changed(tree: &Tree, node: NodeId) -> bool {
    tree.get(node).is_some_and(|node| node.state == Verification::Changed)
}

impl Status {
    /// What is to be said of layers that changed since they were proved; nothing where none did.
    #[must_use]
    pub fn told_of_changed(&self) -> Option<String> {
        let of = match self.changed {
            0 => return None,
            1 => "A layer".to_owned(),
            changed => format!("{changed} layers"),
        };
        Some(format!(
            "{of} changed since it was proved: read again for a file, it had other bytes than those that were hashed. The \
             list shows what was proved then; none of it is verified now."
        ))
    }

    /// The words of the button that reads layers again that are not what they should be.
    #[must_use]
    pub const fn call_again(&self) -> &'static str {
        if self.fetched { "Fetch again" } else { "Read again" }
    }

    /// What is to be said of layers that are not what they should be; nothing where none is.
    #[must_use]
    pub fn told_of_wrong(&self) -> Option<String> {
        let of = match self.wrong {
            0 => return None,
            1 => "a layer".to_owned(),
            wrong => format!("{wrong} layers"),
        };
        Some(format!(
            "The registry gave other bytes for {of} than the manifest names. What came is listed; fetch it again, or get \
             the image from elsewhere."
        ))
    }

    /// The words of the button that opens what waits.
    #[must_use]
    pub fn call(&self) -> String {
        let (verb, bytes) = match (self.waiting, self.remote) {
            ((_, bytes), (0, _)) => ("Open", decimal(bytes)),
            ((0, _), (_, bytes)) => ("Fetch and open", decimal(bytes)),
            (_, (_, bytes)) => ("Fetch and open", format!("{} to fetch", decimal(bytes))),
        };
        match (self.unread(), self.layers.len()) {
            (1, 1) => format!("{verb} the layer ({bytes})"),
            (count, all) if count == all => format!("{verb} all {count} layers ({bytes})"),
            (1, _) => format!("{verb} the other layer ({bytes})"),
            (count, _) => format!("{verb} the other {count} layers ({bytes})"),
        }
    }

    /// The words of the button that opens one of several layers; `None` where it can't be opened now.
    #[must_use]
    pub fn call_one(&self, layer: &LayerStatus) -> Option<String> {
        let verb = match layer.state {
            HowFar::Remote | HowFar::Listed => "Fetch and open",
            HowFar::Failed(_) if self.waiting.0 == 0 => "Fetch and open",
            HowFar::Waiting | HowFar::Failed(_) => "Open",
            HowFar::Missing | HowFar::Running(_) | HowFar::Read => return None,
        };
        Some(format!("{verb} this layer ({})", decimal(layer.size.unwrap_or(0))))
    }

    /// The words of the button that lists layers by their tables of contents; `alone` where it is for one layer,
    /// which may have one without saying so.
    #[must_use]
    pub fn call_list(&self, alone: Option<&LayerStatus>) -> Option<String> {
        match (self.tables, alone) {
            (_, Some(LayerStatus { state: HowFar::Remote | HowFar::Failed(_), .. })) if self.remote.0 > 0 => {
                Some("List it by its table of contents, if it has one".to_owned())
            }
            (0, _) | (_, Some(_)) => None,
            (1, None) if self.layers.len() == 1 => {
                Some("List it by its table of contents, without fetching it".to_owned())
            }
            (1, None) => Some("List a layer by its table of contents, without fetching it".to_owned()),
            (count, None) => {
                Some(format!("List {count} layers by their tables of contents, without fetching them"))
            }
        }
    }

    /// What is to be said of layers that are listed by their tables of contents; nothing where none is.
    #[must_use]
    pub fn told_of_listed(&self) -> Option<String> {
        let mut words = match (self.listed, self.layers.len()) {
            (0, _) => return None,
            (1, 1) => "The files are from the layer\u{2019}s table of contents; the layer itself was not fetched and is not \
                       proved."
                .to_owned(),
            (listed, all) => format!(
                "{listed} of {all} layers {} listed from the table of contents; the layer itself was not fetched and is \
                 not proved.",
                if listed == 1 { "is" } else { "are" }
            ),
        };
        if self.promised {
            words.push_str(" The table is the one whose digest the manifest promises.");
        }
        Some(words)
    }

    /// Layers that can be opened, wherever they are.
    #[must_use]
    pub const fn unread(&self) -> usize {
        self.waiting.0 + self.remote.0
    }
}
