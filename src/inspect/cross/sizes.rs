//! One digest to which two manifests of an index give two sizes.

use super::Found;
use super::place::Node;
use crate::findings::codes::{DIGEST_TWO_SIZES, ENTRIES_NOT_COMPARED};
use crate::image::digest::Digest;
use crate::image::document::Content;
use crate::inspect::ids::BlobId;
use crate::inspect::path::Step;
use crate::keyed::{HashMap, HashSet};
use crate::limits;
use crate::text::size::grouped;

pub(super) fn check(found: &mut Found, index: &Node<'_>) {
    let Some(Content::Index(_)) = index.blob.map(|blob| &blob.document.content) else { return };
    let entries = index.held().count();
    if entries > limits::COMPARED_IMAGES && index.held().any(|node| node.node.blob.is_some()) {
        found.own(
            &ENTRIES_NOT_COMPARED,
            None,
            format!(
                "This index has {} entries. The images of the first {} were compared with each other, and those of the \
                 others were not.",
                grouped(entries as u64),
                grouped(limits::COMPARED_IMAGES as u64)
            ),
        );
    }
    let mut seen: HashSet<BlobId> = HashSet::default();
    let mut sizes: HashMap<&Digest, (u64, u64)> = HashMap::default();
    for node in index.held().take(limits::COMPARED_IMAGES) {
        let (Some(Step::Entry(at)), Some(blob)) = (node.node.step, node.node.blob) else { continue };
        // The same manifest may be named any number of times, and says the same each time.
        let Some(manifest) = node.manifest().filter(|_| seen.insert(blob)) else { continue };
        let at = u64::from(at);
        let mut differs: Option<(&Digest, u64, (u64, u64))> = None;
        for descriptor in manifest.config.iter().chain(&manifest.layers) {
            let (Some(digest), Some(size)) = (&descriptor.digest, descriptor.size) else { continue };
            let first = *sizes.entry(digest).or_insert((at, size));
            if first.0 != at && first.1 != size && differs.is_none() {
                differs = Some((digest, size, first));
            }
        }
        if let Some((digest, size, (first, before))) = differs {
            found.own(
                &DIGEST_TWO_SIZES,
                None,
                format!(
                    "The manifest of entry {} says {size} bytes of {}, and that of entry {} says {before}: one of \
                     them is wrong.",
                    at + 1,
                    digest.short(),
                    first + 1
                ),
            );
        }
    }
}
