//! All layers, and what those that are being read come to together.

use super::layer::Layer;
use super::progress::Progress;
use crate::archive::layer::LayerId;
use crate::numbered::Numbered;

/// All layers. What those under way come to is kept as they change: nobody goes through thousands for it.
#[derive(Clone, Debug, Default)]
pub(super) struct LayerSet {
    layers: Numbered<Layer>,
    running: usize,
    progress: Progress,
}

impl LayerSet {
    pub(super) const fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    pub(super) fn get(&self, id: LayerId) -> Option<&Layer> {
        self.layers.get(id.0)
    }

    /// Takes a layer that nothing is under way for.
    pub(super) fn insert(&mut self, id: LayerId, layer: Layer) {
        self.layers.insert(id.0, layer);
    }

    /// Changes a layer, where there is one.
    pub(super) fn change<T>(&mut self, id: LayerId, change: impl FnOnce(&mut Layer) -> T) -> Option<T> {
        let layer = self.layers.get_mut(id.0)?;
        let progress = |layer: &Layer| layer.stage.run().map(|run| run.progress);
        let before = progress(layer);
        let changed = change(layer);
        let after = progress(layer);
        self.running =
            self.running.saturating_sub(usize::from(before.is_some())) + usize::from(after.is_some());
        let Progress { read, total } = before.unwrap_or_default();
        let rest = Progress {
            read: self.progress.read.saturating_sub(read),
            total: self.progress.total.saturating_sub(total),
        };
        self.progress = Progress::sum([rest, after.unwrap_or_default()].into_iter());
        Some(changed)
    }

    /// How many are under way, and how far they are together.
    pub(super) const fn running(&self) -> (usize, Progress) {
        (self.running, self.progress)
    }

    /// Those that something is under way for.
    pub(super) fn under_way(&self) -> Vec<LayerId> {
        let running = self.layers.iter().filter(|(_, layer)| layer.stage.run().is_some());
        running.map(|(id, _)| LayerId(id)).collect()
    }
}
