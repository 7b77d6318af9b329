//! What pulling the second image loads where the first is here already.

use super::side::Side;
use crate::keyed::HashSet;

/// What is loaded: clients keep blobs by digest, and load none twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pull {
    /// The bytes that are loaded, as stated.
    pub bytes: u64,
    /// How many layers of it.
    pub layers: usize,
    /// All bytes of the second, each blob counted once.
    pub whole: u64,
    /// Blobs whose size is not stated.
    pub unknown: usize,
}

/// `None` where the second has no manifest, so that sizes are not known.
pub(super) fn pull(first: &Side<'_>, second: &Side<'_>) -> Option<Pull> {
    let manifest = second.manifest?;
    let here: HashSet<&str> = blobs(first).into_iter().map(|blob| blob.digest).collect();
    let mut counted: HashSet<&str> = HashSet::default();
    let own = manifest.digest.filter(|digest| !here.contains(digest)).map(|_| manifest.size);
    let mut pull = Pull { bytes: own.unwrap_or(0), whole: manifest.size, ..Pull::default() };
    for blob in blobs(second) {
        if Some(blob.digest) == manifest.digest || !counted.insert(blob.digest) {
            continue;
        }
        let is_new = !here.contains(blob.digest);
        pull.layers += usize::from(is_new && blob.is_layer);
        match blob.size {
            Some(size) => {
                pull.whole = pull.whole.saturating_add(size);
                pull.bytes = pull.bytes.saturating_add(if is_new { size } else { 0 });
            }
            None => pull.unknown += usize::from(is_new),
        }
    }
    Some(pull)
}

struct Named<'a> {
    digest: &'a str,
    size: Option<u64>,
    is_layer: bool,
}

/// The blobs of an image: its manifest, its config and its layers.
fn blobs<'a>(side: &Side<'a>) -> Vec<Named<'a>> {
    let own = side.manifest.and_then(|manifest| {
        Some(Named { digest: manifest.digest?, size: Some(manifest.size), is_layer: false })
    });
    let Some(manifest) = side.read_manifest() else { return own.into_iter().collect() };
    let config = manifest.config.iter().map(|descriptor| (descriptor, false));
    let parts = config.chain(manifest.layers.iter().map(|descriptor| (descriptor, true)));
    let named = parts.filter_map(|(descriptor, is_layer)| {
        Some(Named { digest: descriptor.digest_text.as_deref()?, size: descriptor.size, is_layer })
    });
    own.into_iter().chain(named).collect()
}
