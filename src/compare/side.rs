//! What is compared: an image by its manifest and its config, as far as they are here, or an index.

use super::align::Layer;
use crate::image::config::Config;
use crate::image::document::{Content, Document};
use crate::image::manifest::Manifest;
use crate::json::Value;

/// A document that was read.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// Its JSON.
    pub root: Value<'a>,
    /// What was read of it.
    pub document: &'a Document,
    /// Its digest, where it is known: as its descriptor states it, or as it was computed.
    pub digest: Option<&'a str>,
    /// Its bytes.
    pub size: u64,
}

impl<'a> Read<'a> {
    fn manifest(self) -> Option<&'a Manifest> {
        match &self.document.content {
            Content::Manifest(manifest) => Some(manifest),
            _ => None,
        }
    }

    fn config(self) -> Option<&'a Config> {
        match &self.document.content {
            Content::Config(config) => Some(config),
            _ => None,
        }
    }
}

/// One of two images.
#[derive(Clone, Copy, Debug, Default)]
pub struct Side<'a> {
    /// Its manifest; `None` where an archive has a config alone.
    pub manifest: Option<Read<'a>>,
    /// Its config, where it is here and is the one that the manifest names.
    pub config: Option<Read<'a>>,
}

impl<'a> Side<'a> {
    /// What was read of the manifest.
    pub(super) fn read_manifest(&self) -> Option<&'a Manifest> {
        self.manifest?.manifest()
    }

    /// What was read of the config.
    pub(super) fn read_config(&self) -> Option<&'a Config> {
        self.config?.config()
    }

    /// The layers, base first: those of the manifest, or as many as the config has diff IDs.
    pub(super) fn layers(&self) -> Vec<Layer> {
        let config = self.read_config();
        let diff_id = |at: usize| config.and_then(|config| config.diff_ids.get(at).cloned());
        let step = |at: usize| config.and_then(|config| config.step_of_layer(at));
        let layer = |at: usize| Layer {
            diff_id: diff_id(at),
            step: step(at).and_then(|step| step.created_by.clone()).unwrap_or_default(),
            created: step(at).and_then(|step| step.created.clone()),
            ..Layer::default()
        };
        match self.read_manifest() {
            Some(manifest) => {
                let layers = manifest.layers.iter().enumerate();
                let described = layers.map(|(at, descriptor)| Layer {
                    digest: descriptor.digest_text.clone(),
                    size: descriptor.size,
                    media_type: descriptor.media_type.clone(),
                    ..layer(at)
                });
                described.collect()
            }
            None => (0..config.map_or(0, |config| config.diff_ids.len())).map(layer).collect(),
        }
    }
}
