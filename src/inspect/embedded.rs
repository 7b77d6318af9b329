//! What descriptors embed in `data`: documents, and layers.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::blob::Blob;
use super::blobs::Blobs;
use super::held::{HeldLayer, LayerState};
use super::origin::Origin;
use crate::archive::begin::{is_binary, is_packed};
use crate::archive::layer::LayerId;
use crate::image::descriptor::Descriptor;
use crate::image::media_type::{self, Meaning};
use crate::limits;
use crate::verify::{self, Pin, Word};

impl Blobs {
    /// Takes the document or the layer that a descriptor's `data` holds, if it can be read and the bounds allow it. Any
    /// number of descriptors may embed the same.
    pub(super) fn embed(&mut self, descriptor: &Descriptor) {
        let Some(Ok(data)) = descriptor.data.as_deref().map(|data| STANDARD.decode(data)) else { return };
        let data: Rc<[u8]> = data.into();
        let key = (data.len(), data);
        let is_document = is_document(descriptor, &key.1);
        if !self.by_bytes.contains_key(&key) && !self.embedded_layers.contains_key(&key) {
            let (count, bytes) = &mut self.embedded;
            let is_long = is_document && key.0 > limits::EMBEDDED_DOCUMENT_BYTES;
            if is_long || *count >= limits::EMBEDDED_DOCUMENTS || *bytes + key.0 > limits::EMBEDDED_BYTES {
                self.left_out += 1;
                return;
            }
            *count += 1;
            *bytes += key.0;
        }
        if is_document {
            // It is among those whose turn it is: what it embeds itself comes last.
            let blob = self.by_bytes.get(&key).copied();
            match blob {
                Some(id) => self.came_again(id, Origin::Embedded),
                None => drop(self.put(Blob::embedded(key.1))),
            }
        } else {
            self.embed_layer(descriptor, key);
        }
    }

    /// Holds a layer, or another blob that is no document, that is embedded. What is not the blob that its descriptor
    /// names is not used: that is told where the descriptor stands.
    fn embed_layer(&mut self, descriptor: &Descriptor, key: (usize, Rc<[u8]>)) {
        let Some(digest) = &descriptor.digest else { return };
        let is_size = |size| size == key.0 as u64;
        let is_it = |algorithm| verify::hash::digest_of(algorithm, &key.1) == *digest;
        if !descriptor.size.is_none_or(is_size) || !digest.registered().is_some_and(is_it) {
            return;
        }
        if let Some(known) = self.embedded_layers.get(&key) {
            return self.layers.claims(*known, digest);
        }
        let layer = self.layers.add(HeldLayer {
            name: "The data of its descriptor".to_owned(),
            size: key.0 as u64,
            claim: Some(Pin { digest: digest.clone(), word: Word::Descriptor }),
            pin: None,
            remote: false,
            foreign: None,
            state: LayerState::Waiting,
        });
        self.new_layers.push((layer, Rc::clone(&key.1)));
        Rc::make_mut(&mut self.embedded_layers).insert(key, layer);
    }

    /// The layers that descriptors embed and that came since this was asked last, with their bytes.
    pub fn take_embedded(&mut self) -> Vec<(LayerId, Rc<[u8]>)> {
        std::mem::take(&mut self.new_layers)
    }

    /// How many embedded documents were left out since this was asked last.
    pub fn take_left_out(&mut self) -> usize {
        std::mem::take(&mut self.left_out)
    }
}

/// Whether what a descriptor embeds is read as a document: it is JSON by its first sign, or its media type says that it is.
fn is_document(descriptor: &Descriptor, data: &[u8]) -> bool {
    let means = descriptor.media_type.as_deref().and_then(media_type::meaning);
    !is_packed(data) && (!is_binary(data) || !matches!(means, None | Some(Meaning::Layer(_))))
}
