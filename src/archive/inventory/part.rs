//! Archives that lack what says which image they hold: copied in part, for `docker save` writes that last.

use super::claimed;
use super::members::Members;

/// Whether all files are blobs of an image's archive, or what stands beside them, and one says so by its name.
pub(super) fn is_one(members: &Members<'_>) -> bool {
    let mut named = false;
    for (path, _) in members.in_order() {
        let is_named = claims(path) || is_layer(path);
        named |= is_named;
        if !is_named && !is_beside(path) {
            return false;
        }
    }
    named
}

/// Whether this is the path of a blob by its digest, or of a layer by a diff ID. Docker's first format has neither.
pub(super) fn claims(path: &str) -> bool {
    let name = path.strip_suffix(".tar").or_else(|| path.strip_suffix(".tar.gz"));
    claimed(path).is_some() || name.is_some_and(is_hash)
}

/// Whether this is the path of a layer in a docker-save archive.
pub(super) fn is_layer(path: &str) -> bool {
    matches!(path.split_once('/'), Some((_, "layer.tar"))) || claims(path) && claimed(path).is_none()
}

fn is_beside(path: &str) -> bool {
    ["manifest.json", "repositories", "index.json", "oci-layout"].contains(&path)
        || path.split_once('/').is_some_and(|(_, name)| name == "VERSION" || name == "json")
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
