//! How many bytes an image has, in all and without counting a blob twice.

use super::blob::Blob;
use super::blobs::Blobs;
use super::digest_alone::is_other;
use super::ids::NodeId;
use super::node::{Node, Role};
use super::tree::Tree;
use crate::image::document::Content;
use crate::image::media_type;
use crate::keyed::HashSet;
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
    let mut seen = vec![Seen::default(); tree.len()];
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
        // What states no digest is by itself, and so is the first of its digest.
        let first = node.alike.unwrap_or(id);
        let is_layer = matches!(node.role, Role::Layer(_));
        let of_first = tree.position(first).and_then(|at| seen.get_mut(at));
        let before = of_first.map(|seen| seen.once_more(is_layer)).unwrap_or_default();
        if !before.any {
            totals.distinct_bytes = totals.distinct_bytes.saturating_add(size);
        }
        totals.shared_layers += usize::from(is_layer && before.layers == 1);
    }
    totals
}

/// How often a digest was named so far.
#[derive(Clone, Copy, Default)]
struct Seen {
    any: bool,
    /// As a layer: never, once, or more often.
    layers: u8,
}

impl Seen {
    /// Counts once more; gives what it was before.
    const fn once_more(&mut self, is_layer: bool) -> Self {
        let before = *self;
        self.any = true;
        if is_layer && self.layers < 2 {
            self.layers += 1;
        }
        before
    }
}

/// Whether it is an index, by what is here of it, or else by what its descriptor says.
fn is_index(node: &Node, blob: Option<&Blob>) -> bool {
    match blob.map(|blob| &blob.document.content) {
        Some(content) => matches!(content, Content::Index(_)),
        None => {
            let stated = node.descriptor.as_ref().and_then(|descriptor| descriptor.media_type.as_deref());
            stated.is_some_and(media_type::is_index)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::image::digest::Digest;
    use crate::inspect::Origin;

    proptest! {
        /// Manifests whose layers are of few digests, some in several of them and some twice in one.
        #[test]
        fn a_digest_counts_once_with_its_first_size(
            manifests in prop::collection::vec(prop::collection::vec((0_u8..6, 0_u64..9), 0..6), 1..5),
        ) {
            let mut blobs = Blobs::default();
            for layers in &manifests {
                let layer = |(of, size): &(u8, u64)| format!(r#"{{"digest":"sha256:{of:064x}","size":{size}}}"#);
                let layers: Vec<String> = layers.iter().map(layer).collect();
                let text = format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(","));
                blobs.add(text.into_bytes().into(), Origin::Paste);
            }
            let tree = Tree::build(&blobs);
            for root in tree.roots() {
                let mut sizes: BTreeMap<&Digest, Vec<u64>> = BTreeMap::new();
                for child in tree.get(*root).unwrap().children.iter().rev() {
                    let layer = tree.get(*child).unwrap();
                    sizes.entry(layer.stated_digest().unwrap()).or_default().push(layer.stated_size().unwrap());
                }
                let own = blobs.get(tree.get(*root).unwrap().blob.unwrap()).unwrap().size();
                let found = totals(&blobs, &tree, *root);
                prop_assert_eq!(found.distinct_bytes, own + sizes.values().map(|sizes| sizes[0]).sum::<u64>());
                prop_assert_eq!(found.shared_layers, sizes.values().filter(|sizes| sizes.len() > 1).count());
            }
        }
    }
}
