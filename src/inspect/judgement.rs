//! Whether the bytes of a node are what they should be, and what they were compared with.

use super::blob::{Blob, BlobId, Blobs};
use super::held::{HeldLayer, LayerId, LayerState};
use super::node::Compared;
use crate::image::descriptor::Descriptor;
use crate::image::digest::{Digest, Registered};
use crate::verify::{self, Expected, Verification};

/// Of a layer that nothing names.
pub(super) fn layer_state(layer: &HeldLayer) -> (Verification, Compared) {
    let verify = |digest: &Digest| layer.verify(&Expected { digest: digest.clone(), size: None });
    if let Some(pin) = &layer.pin {
        return (verify(pin), Compared::Pin(pin.clone()));
    }
    match (&layer.claim, &layer.state) {
        (Some(claim), _) => (verify(claim), Compared::Name(claim.clone())),
        (None, LayerState::Read(_)) => (Verification::Unpinned, Compared::Nothing),
        (None, LayerState::Reading) => (Verification::Hashing, Compared::Nothing),
        (None, LayerState::Waiting) => (Verification::Unread, Compared::Nothing),
    }
}

/// Of a document that no descriptor names.
pub(super) fn root_state(blob: &Blob) -> (Verification, Compared) {
    let (expected, compared) = match (&blob.pin, &blob.claim) {
        (Some(pin), _) => (pin, Compared::Pin(pin.clone())),
        (None, Some(claim)) => (claim, Compared::Name(claim.clone())),
        (None, None) => {
            let hashed = blob.digest(Registered::Sha256).is_some();
            let state = if hashed { Verification::Unpinned } else { Verification::Hashing };
            return (state, Compared::Nothing);
        }
    };
    (state_of(blob, &Expected { digest: expected.clone(), size: None }), compared)
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
    let state = match (blob.and_then(|blob| blobs.get(blob)), digest.registered()) {
        (_, None) => Verification::UnsupportedAlgorithm { algorithm: digest.algorithm().to_string() },
        (None, Some(_)) => match layer.and_then(|layer| blobs.layers.get(layer)) {
            Some(layer) => layer.verify(&Expected { digest, size: descriptor.size }),
            None => Verification::NotLoaded,
        },
        (Some(blob), Some(_)) => state_of(blob, &Expected { digest, size: descriptor.size }),
    };
    (state, Compared::Descriptor)
}

fn state_of(blob: &Blob, expected: &Expected) -> Verification {
    let Some(algorithm) = expected.digest.registered() else {
        let algorithm = expected.digest.algorithm().to_string();
        return Verification::UnsupportedAlgorithm { algorithm };
    };
    match blob.digest(algorithm) {
        Some(actual) => verify::check(expected, blob.size(), actual),
        None => Verification::Hashing,
    }
}
