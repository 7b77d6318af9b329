//! Layers that descriptors embed in `data`, once the shell holds their bytes as files: they are read as any others.

use super::asked::read;
use super::perform::tell;
use crate::inspect::LayerId;
use crate::layers::{Event, FileId, Home, Stretch};
use crate::session::effect::Effect;
use crate::session::growing::rebuild_soon;
use crate::session::model::Model;

/// Takes a layer that the shell holds now, and has it read: `data` is for what is small.
pub fn embedded_held(model: &mut Model, layer: LayerId, file: FileId) -> Vec<Effect> {
    let Some(size) = model.inspection.blobs.layers.get(layer).map(|layer| layer.size) else {
        return Vec::new();
    };
    let mut effects = tell(model, Event::Name(layer, Home::Held(Stretch::whole(file, size))));
    effects.extend(read(model, &[layer]));
    if model.stale {
        effects.extend(rebuild_soon(model));
    }
    effects
}
