//! Which of the layers that are fetched are kept, so that a file of them is taken out without fetching them again.

use std::collections::BTreeMap;

use crate::image::digest::Digest;
use crate::limits;

/// Layers that are kept, or asked to be, and their bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies {
    sizes: BTreeMap<Digest, u64>,
    bytes: u64,
}

impl Copies {
    /// Whether a layer of so many bytes is to be kept, and there is room for it, which is taken then.
    pub(super) fn take_room(&mut self, layer: &Digest, size: u64) -> bool {
        let others = self.bytes.saturating_sub(self.sizes.get(layer).copied().unwrap_or(0));
        let all = others.saturating_add(size);
        let keeps = size <= limits::LAYER_KEPT_BYTES && all <= limits::LAYERS_KEPT_BYTES;
        if keeps {
            self.sizes.insert(layer.clone(), size);
            self.bytes = all;
        }
        keeps
    }
}
