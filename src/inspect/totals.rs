//! How many bytes an image has, in all and without counting a blob twice.

use super::blob::Blob;
use super::blobs::Blobs;
use super::digest_alone::is_other;
use super::ids::NodeId;
use super::node::{Node, Role};
use super::tree::Tree;
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::image::media_type::{self, Meaning};
use crate::keyed::HashSet;
use crate::sorting::sort_by;
use crate::verify::Verification;

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
    /// Blobs whose digest is right, and whose size nobody states in a way that can be read.
    pub size_unknown: usize,
    /// Blobs that have the digest that came along with them: in a link, a saved file, or a file's name.
    pub agreeing: usize,
    /// Blobs whose bytes are here and are not what they should be.
    pub mismatched: usize,
    /// Blobs that agree with what names them, where that, or what names that, is itself not what was meant: they are
    /// none of those above.
    pub unvouched: usize,
    /// Manifests and indexes whose bytes are not here, so that what they name is not in the sums.
    pub not_loaded: usize,
}

/// Adds up the node `start` and all that hangs under it.
#[must_use]
pub fn totals(blobs: &Blobs, tree: &Tree, start: NodeId) -> Totals {
    let mut totals = Totals::default();
    let mut named: Vec<(&Digest, u64, bool)> = Vec::new();
    let mut open = vec![start];
    // Nodes whose documents are others than those that were meant, and what these name.
    let mut others: HashSet<NodeId> = HashSet::default();
    let mut above = tree.get(start);
    while let Some(holder) = above.and_then(|node| node.holder) {
        above = tree.get(holder);
        if above.is_some_and(|node| is_other(blobs, node)) {
            others.extend(tree.get(start).and_then(|node| node.holder));
        }
    }
    while let Some(id) = open.pop() {
        let Some(node) = tree.get(id) else { continue };
        if node.role == Role::Subject {
            continue;
        }
        let is_vouched = node.holder.is_none_or(|holder| !others.contains(&holder));
        if !is_vouched || is_other(blobs, node) {
            others.insert(id);
        }
        open.extend(&node.children);
        let blob = node.blob.and_then(|blob| blobs.get(blob));
        if blob.is_some_and(Blob::is_descriptor) {
            continue;
        }
        let held = || blobs.layers.get(node.layer?).map(|layer| layer.size);
        let size = node.stated_size().or_else(|| blob.map(Blob::size)).or_else(held).unwrap_or(0);
        totals.blobs += 1;
        // Hostile sizes are each below 2^63, and may be many.
        totals.bytes = totals.bytes.saturating_add(size);
        let is_counted = is_vouched || node.holder == Some(start);
        totals.platforms += usize::from(is_counted && node.role == Role::Entry && !is_index(node, blob));
        match &node.state {
            state if !is_vouched && state.is_match() => totals.unvouched += 1,
            Verification::Verified => totals.verified += 1,
            Verification::DigestAlone => totals.size_unknown += 1,
            Verification::Agrees(_) => totals.agreeing += 1,
            state => totals.mismatched += usize::from(state.is_mismatch()),
        }
        totals.not_loaded +=
            usize::from(blob.is_none() && matches!(node.role, Role::Entry | Role::Attestation(_)));
        match node.stated_digest() {
            Some(digest) => named.push((digest, size, matches!(node.role, Role::Layer(_)))),
            None => totals.distinct_bytes = totals.distinct_bytes.saturating_add(size),
        }
    }
    for_each_digest(&named, |same| {
        let size = same.first().map_or(0, |(_, size, _)| *size);
        totals.distinct_bytes = totals.distinct_bytes.saturating_add(size);
        let layers = same.iter().filter(|(.., is_layer)| *is_layer).count();
        totals.shared_layers += usize::from(layers > 1);
    });
    totals
}

/// Whether it is an index, by what is here of it, or else by what its descriptor says.
fn is_index(node: &Node, blob: Option<&Blob>) -> bool {
    match blob.map(|blob| &blob.document.content) {
        Some(content) => matches!(content, Content::Index(_)),
        None => {
            let stated = node.descriptor.as_ref().and_then(|descriptor| descriptor.media_type.as_deref());
            stated.and_then(media_type::meaning) == Some(Meaning::Index)
        }
    }
}

/// A digest that is named, the size that goes with it, and whether as a layer.
type Named<'a> = (&'a Digest, u64, bool);

/// Calls `each` with those of `named` that have one digest, for each digest.
///
/// Sorting numbers takes a tenth of the time that hashing the digests does, or sorting them: first by a part
/// of each that fits into a number, and only those that agree in it by the whole.
fn for_each_digest<'a>(named: &[Named<'a>], mut each: impl FnMut(&[Named<'a>])) {
    let part = |digest: &Digest| {
        digest.encoded().bytes().take(8).fold(0, |part: u64, byte| part.wrapping_mul(31) ^ u64::from(byte))
    };
    let mut order: Vec<u64> =
        (0..).zip(named).map(|(at, (digest, ..))| part(digest) << 32 | (at & 0xffff_ffff)).collect();
    order.sort_unstable();
    let mut alike: Vec<Named<'a>> = Vec::new();
    for run in order.chunk_by(|one, other| one >> 32 == other >> 32) {
        alike.clear();
        alike.extend(run.iter().filter_map(|at| named.get((at & 0xffff_ffff) as usize).copied()));
        if alike.len() > 1 {
            sort_by(&mut alike, |(one, ..), (other, ..)| one.cmp(other));
        }
        alike.chunk_by(|(one, ..), (other, ..)| one == other).for_each(&mut each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        // Few digests, of which many agree in their first characters.
        #[test]
        fn every_digest_comes_once_with_all_that_name_it(
            named in prop::collection::vec(("(x|yy):[ab]{1,2}(cdefghij)?[ab]", 0u64..9, any::<bool>()), 0..60),
        ) {
            let named: Vec<(Digest, u64, bool)> =
                named.into_iter().map(|(digest, size, layer)| (Digest::parse(&digest).unwrap(), size, layer)).collect();
            let mut expected: BTreeMap<&Digest, Vec<(u64, bool)>> = BTreeMap::new();
            for (digest, size, layer) in &named {
                expected.entry(digest).or_default().push((*size, *layer));
            }
            let mut found = BTreeMap::new();
            let named: Vec<Named<'_>> = named.iter().map(|(digest, size, layer)| (digest, *size, *layer)).collect();
            for_each_digest(&named, |same| {
                let all = same.iter().map(|(_, size, layer)| (*size, *layer)).collect();
                assert_eq!(found.insert(same[0].0, all), None, "a digest came twice");
            });
            prop_assert_eq!(found, expected);
        }
    }
}
