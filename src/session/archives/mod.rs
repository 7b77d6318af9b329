//! Archives and layers: files that are opened, layers that are read, and what is known of both.
//!
//! The shell holds the files, workers read them ([`super::layers`]); here is what comes of it. Documents of an
//! archive become blobs as any others, and its layers are put to the nodes that name them
//! ([`crate::inspect::HeldLayers`]), so that verification is one and the same wherever bytes come from.

mod acts;
mod content;
mod file;
mod opening;
mod pane;
mod reading;
mod remote;
mod row;
mod show;
mod stacked;
mod standing;
mod status;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::archive::layer::LayerFiles;
use crate::image::digest::Digest;
use crate::inspect::{LayerId, NodeId, Role, Tree};
use crate::layers::{FileId, JobId, Progress, RemoteLayer};
use crate::limits;
use crate::session::Source;

pub(super) use acts::{act, refresh};
pub(super) use opening::files_held;
use reading::open_layers;

pub use acts::FilesMsg;
pub use content::Content;
pub use file::{Details, FileState, OpenFile};
pub use pane::{Chosen, FilesPane, stack};
pub(super) use reading::{done, open, progress, stop_all, stop_node};
pub(super) use remote::{coming, kept, list};
pub use row::FileRow;
pub use show::Show;
pub use standing::proof_of_file;
pub use status::{HowFar, LayerStatus, Status, how_far, status};

/// What is known of archives and layers, beside the tree.
#[derive(Clone, Debug, Default)]
pub struct Archives {
    /// Archives that are being opened.
    pub opening: Vec<Opening>,
    layers: BTreeMap<LayerId, Layer>,
    jobs: BTreeMap<JobId, Job>,
    last_job: u32,
    /// Layers that are kept, or asked to be, and their bytes.
    kept: BTreeMap<Digest, u64>,
    kept_bytes: u64,
}

/// One is replaced as a whole, as [`super::Inspection`] is.
impl PartialEq for Archives {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// An archive that is being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its file.
    pub file: FileId,
    /// The file's path in what was dropped, or its name.
    pub path: String,
    /// How far it is.
    pub progress: Progress,
    /// What does it.
    pub job: JobId,
    /// The digest that is expected of it, or of a document in it.
    pub pin: Option<Digest>,
}

/// Where the bytes of a layer are.
#[derive(Clone, Debug)]
pub enum Place {
    /// In a file that the shell holds.
    Here(Source),
    /// At a registry.
    There(RemoteLayer),
}

/// A layer, and how far it is.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Where its bytes are.
    pub place: Place,
    /// How far it was read.
    pub state: Reading,
    /// Its files as its table of contents has them, where that alone was fetched.
    pub listed: Option<Listing>,
    /// The file that has its bytes, of one at a registry that was small enough to be kept.
    kept: Option<FileId>,
}

/// The files of a layer that was not read, by its table of contents.
#[derive(Clone, Debug)]
pub struct Listing {
    files: Rc<LayerFiles>,
    /// Whether the manifest promises the digest of this table.
    pub promised: bool,
}

impl Layer {
    const fn new(place: Place) -> Self {
        Self { place, state: Reading::Waiting, listed: None, kept: None }
    }

    /// The files, where they are known: read, or else listed by the table of contents.
    #[must_use]
    pub fn files(&self) -> Option<&Rc<LayerFiles>> {
        match &self.state {
            Reading::Read(files) => Some(files),
            _ => self.listed.as_ref().map(|listed| &listed.files),
        }
    }

    /// Whether the files are known from the table of contents alone.
    #[must_use]
    pub const fn is_only_listed(&self) -> bool {
        self.listed.is_some() && !matches!(self.state, Reading::Read(_))
    }
}

/// How far a layer was read.
#[derive(Clone, Debug)]
pub enum Reading {
    /// Not at all, or it was stopped.
    Waiting,
    /// It is being read.
    Running(JobId, Progress),
    /// Its files are known.
    Read(Rc<LayerFiles>),
    /// It can't be read: why, in a sentence.
    Failed(String),
}

/// What a job is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Job {
    Open(FileId),
    Scan(LayerId),
    /// The table of contents of a layer.
    List(LayerId),
    /// A file's content out of a layer, to be shown.
    Extract(LayerId),
    /// A file's content out of a layer, to be saved; its path.
    Save(LayerId, String),
}

impl Archives {
    /// Whether nothing is opened, read or held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.opening.is_empty() && self.layers.is_empty() && self.jobs.is_empty()
    }

    /// The layer `id`.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> Option<&Layer> {
        self.layers.get(&id)
    }

    /// The files of a layer, where they are known.
    #[must_use]
    pub fn files(&self, id: LayerId) -> Option<&Rc<LayerFiles>> {
        self.layers.get(&id)?.files()
    }

    /// None, in the place of these: a job's number that was given is not given again.
    #[must_use]
    pub(super) fn after(&self) -> Self {
        Self { last_job: self.last_job, ..Self::default() }
    }

    /// A number for a job that was not given before.
    pub(super) const fn number(&mut self) -> JobId {
        self.last_job = self.last_job.saturating_add(1);
        JobId(self.last_job)
    }

    /// Whether a fetched layer of so many bytes is to be kept, and there is room for it, which is taken then.
    pub(super) fn keeps(&mut self, layer: &Digest, size: u64) -> bool {
        let others = self.kept_bytes.saturating_sub(self.kept.get(layer).copied().unwrap_or(0));
        let all = others.saturating_add(size);
        let keeps = size <= limits::LAYER_KEPT_BYTES && all <= limits::LAYERS_KEPT_BYTES;
        if keeps {
            self.kept.insert(layer.clone(), size);
            self.kept_bytes = all;
        }
        keeps
    }

    fn new_job(&mut self, job: Job) -> JobId {
        let id = self.number();
        self.jobs.insert(id, job);
        id
    }
}

/// A layer of an image, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its node.
    pub node: NodeId,
    /// The file that has it, where it is here.
    pub layer: Option<LayerId>,
}

/// The layers that node `id` is made of, base first: of a manifest, of the image that a config is for, or the
/// node itself where it is a layer.
#[must_use]
pub fn slots(tree: &Tree, id: NodeId) -> Vec<Slot> {
    let Some(node) = tree.get(id) else { return Vec::new() };
    if node.layer.is_some() || matches!(node.role, Role::Layer(_)) {
        return vec![Slot { node: id, layer: node.layer }];
    }
    let of = |id: NodeId| {
        let children = tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
        let children = children.iter().filter_map(|id| Some((*id, tree.get(*id)?)));
        let layers = children.filter(|(_, node)| matches!(node.role, Role::Layer(_)));
        layers.map(|(node, of)| Slot { node, layer: of.layer }).collect::<Vec<_>>()
    };
    match (node.role.clone(), node.holder) {
        (Role::Config, Some(manifest)) => of(manifest),
        _ => of(id),
    }
}
