//! Whether the bytes of a node are what they should be, and what they were compared with.

use super::blob::Blob;
use super::blobs::Blobs;
use super::held::{HeldLayer, LayerState};
use super::ids::BlobId;
use super::node::Compared;
use crate::archive::layer::LayerId;
use crate::image::descriptor::Descriptor;
use crate::image::digest::HashAlgorithm;
use crate::verify::{self, Expected, Pin, Verification, Word};

/// Of a layer that nothing names.
pub(super) fn layer_state(layer: &HeldLayer) -> (Verification, Compared) {
    match (layer.pin.as_ref().or(layer.claim.as_ref()), &layer.state) {
        (Some(pin), _) => (layer.verify(&expected(pin), pin.word), Compared::Pin(pin.clone())),
        (None, LayerState::Changed(_)) => (Verification::Changed, Compared::Nothing),
        (None, LayerState::Read(_)) => (Verification::Unpinned, Compared::Nothing),
        (None, LayerState::Reading) => (Verification::Hashing, Compared::Nothing),
        (None, LayerState::Waiting) => (Verification::Unread, Compared::Nothing),
    }
}

/// Of a document that no descriptor names.
pub(super) fn root_state(blob: &Blob) -> (Verification, Compared) {
    match blob.pin.as_ref().or(blob.claim.as_ref()) {
        Some(pin) => (state_of(blob, &expected(pin), pin.word), Compared::Pin(pin.clone())),
        None if blob.digest(HashAlgorithm::Sha256).is_some() => (Verification::Unpinned, Compared::Nothing),
        None => (Verification::Hashing, Compared::Nothing),
    }
}

/// A digest by itself says nothing of the size.
fn expected(pin: &Pin) -> Expected {
    Expected { digest: pin.digest.clone(), size: None }
}

/// Of what a descriptor names.
pub(super) fn child_state(
    blobs: &Blobs,
    blob: Option<BlobId>,
    layer: Option<LayerId>,
    descriptor: &Descriptor,
) -> (Verification, Compared) {
    let Some(digest) = descriptor.digest.clone() else {
        return (Verification::NotLoaded, Compared::Nothing);
    };
    let blob = blob.and_then(|blob| blobs.get(blob));
    let layer = layer.and_then(|layer| blobs.layers.get(layer));
    let pin = match (blob, layer) {
        (Some(blob), _) => blob.pin.as_ref(),
        (None, layer) => layer.and_then(|layer| layer.pin.as_ref()),
    };
    // What the visitor expects stands, whatever a descriptor says of it.
    if let Some(pin) = pin.filter(|pin| !pin.word.came_along()) {
        let state = match (blob, layer) {
            (Some(blob), _) => state_of(blob, &expected(pin), pin.word),
            (None, Some(layer)) => layer.verify(&expected(pin), pin.word),
            (None, None) => Verification::NotLoaded,
        };
        if matches!(state, Verification::DigestMismatch { .. } | Verification::UnsupportedAlgorithm { .. }) {
            return (state, Compared::Pin(pin.clone()));
        }
    }
    let state = match (blob, digest.registered()) {
        (_, None) => Verification::UnsupportedAlgorithm { algorithm: digest.algorithm().to_string() },
        (None, Some(_)) => match layer {
            Some(layer) => layer.verify(&Expected { digest, size: descriptor.size }, Word::Descriptor),
            None => Verification::NotLoaded,
        },
        (Some(blob), Some(_)) => {
            state_of(blob, &Expected { digest, size: descriptor.size }, Word::Descriptor)
        }
    };
    (state, Compared::Descriptor)
}

fn state_of(blob: &Blob, expected: &Expected, word: Word) -> Verification {
    let Some(algorithm) = expected.digest.registered() else {
        let algorithm = expected.digest.algorithm().to_string();
        return Verification::UnsupportedAlgorithm { algorithm };
    };
    // A signed manifest goes by its payload, and its size is stated as that of either.
    if let Some(payload) = blob.payload.as_ref().filter(|payload| payload.digest == expected.digest) {
        let size = if expected.size == Some(payload.size) { payload.size } else { blob.size() };
        return verify::check(expected, word, size, &payload.digest);
    }
    match blob.digest(algorithm) {
        Some(actual) => verify::check(expected, word, blob.size(), actual),
        None => Verification::Hashing,
    }
}
