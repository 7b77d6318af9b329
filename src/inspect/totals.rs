//! How many bytes an image has, in all and without counting a blob twice.

use std::collections::HashSet;

use super::blob::{Blob, Blobs};
use super::node::{NodeId, Role};
use super::tree::Tree;
use crate::image::digest::Digest;

/// The sizes that the descriptors state, added up. What a manifest names that is not here is unknown,
/// and counted as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Entries of the index that are images (attestations are not).
    pub platforms: usize,
    /// Blobs, each counted as often as it is named.
    pub blobs: usize,
    /// Bytes, with a shared blob counted as often as it is named.
    pub bytes: u64,
    /// Bytes, with a shared blob counted once.
    pub distinct_bytes: u64,
    /// Layers that more than one manifest names.
    pub shared_layers: usize,
    /// Blobs whose bytes are here and are what they should be.
    pub verified: usize,
    /// Blobs whose bytes are here and are not what they should be.
    pub mismatched: usize,
    /// Manifests and indexes whose bytes are not here, so that what they name is not in the sums.
    pub not_loaded: usize,
}

/// Adds up node `id` and all that hangs under it.
#[must_use]
pub fn totals(blobs: &Blobs, tree: &Tree, id: NodeId) -> Totals {
    let mut totals = Totals::default();
    let mut seen: HashSet<&Digest> = HashSet::new();
    let mut seen_layers: HashSet<&Digest> = HashSet::new();
    let mut shared: HashSet<&Digest> = HashSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let Some(node) = tree.get(id) else { continue };
        if node.role == Role::Subject {
            continue;
        }
        open.extend(&node.children);
        let blob = node.blob.and_then(|blob| blobs.get(blob));
        let held = || blobs.layers.get(node.layer?).map(|layer| layer.size);
        let size = node.stated_size().or_else(|| blob.map(Blob::size)).or_else(held).unwrap_or(0);
        totals.blobs += 1;
        // Hostile sizes are each below 2^63, and may be many.
        totals.bytes = totals.bytes.saturating_add(size);
        totals.platforms += usize::from(node.role == Role::Entry);
        totals.verified += usize::from(node.state == crate::verify::Verification::Verified);
        totals.mismatched += usize::from(node.state.is_mismatch());
        totals.not_loaded +=
            usize::from(blob.is_none() && matches!(node.role, Role::Entry | Role::Attestation(_)));
        match node.stated_digest() {
            Some(digest) => {
                if seen.insert(digest) {
                    totals.distinct_bytes = totals.distinct_bytes.saturating_add(size);
                }
                if matches!(node.role, Role::Layer(_)) && !seen_layers.insert(digest) {
                    shared.insert(digest);
                }
            }
            None => totals.distinct_bytes = totals.distinct_bytes.saturating_add(size),
        }
    }
    totals.shared_layers = shared.len();
    totals
}
