//! The engine's state, and what can be asked of it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::copies::Copies;
use super::layer::Layer;
use super::opening::Opening;
use super::progress::Progress;
use super::set::LayerSet;
use super::viewer::Viewer;
use super::work::{WorkId, Works};
use crate::archive::layer::{LayerFiles, LayerId};
use crate::numbered::Numbered;

/// All archives that are being opened, and all layers. A copy shares what does not change.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// Archives that are being opened, by their pieces of work.
    pub(super) opening: Numbered<Opening>,
    pub(super) layers: LayerSet,
    pub(super) works: Works,
    pub(super) copies: Copies,
    /// What takes the files out of their layers that are shown.
    pub(super) shown: BTreeMap<Viewer, WorkId>,
    /// Another one after each event.
    pub(super) revision: u64,
}

impl Layers {
    /// None, in the place of these: a number that was given is not given again.
    #[must_use]
    pub fn after(&self) -> Self {
        Self { works: self.works.after(), revision: self.revision.saturating_add(1), ..Self::default() }
    }

    /// What is another after each event.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether nothing is opened, read or held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.opening.is_empty() && self.layers.is_empty() && self.works.is_empty()
    }

    /// A layer.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> Option<&Layer> {
        self.layers.get(id)
    }

    /// The files of a layer, where they are known.
    #[must_use]
    pub fn files(&self, id: LayerId) -> Option<&Rc<LayerFiles>> {
        self.layers.get(id)?.stage.files()
    }

    /// The archives that are being opened, in the order in which they came.
    pub fn opening(&self) -> impl Iterator<Item = &Opening> {
        self.opening.iter().map(|(_, opening)| opening)
    }

    /// How many archives are being opened.
    #[must_use]
    pub const fn opening_count(&self) -> usize {
        self.opening.len()
    }

    /// How many layers are being read, and how far they are together; `None` where none is.
    #[must_use]
    pub fn running(&self) -> Option<(usize, Progress)> {
        Some(self.layers.running()).filter(|(count, _)| *count > 0)
    }

    /// Whether an archive is being opened or a layer read.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.opening.is_empty() || self.running().is_some()
    }
}
