//! JSON of tools that names images with their digests.

use memchr::memmem;

use super::found::Found;
use crate::image::annotations::{CONTAINERD_NAME, REF_NAME};
use crate::image::digest::Digest;
use crate::image::lone::is_descriptor;
use crate::image::reference::Reference;
use crate::json::{Value, ValueKind};
use crate::pace::Pace;

/// Keys of which each shape below has one.
const KEYS: [&str; 11] = [
    "\"FromImageDigest\"",
    "\"Target\"",
    "\"reference\"",
    "\"RepoDigests\"",
    "\"repoDigests\"",
    "\"imageID\"",
    "\"Digest\"",
    "\"manifest\"",
    "\"containerimage.digest\"",
    "\"docker-manifest-digest\"",
    "\"Descriptor\"",
];

/// Whether a text may be of a shape that is read: a quick look that spares a document a second reading.
pub(super) async fn is_likely(text: &str, pace: &Pace) -> bool {
    for key in KEYS {
        if contains(text.as_bytes(), key.as_bytes(), pace).await {
            return true;
        }
    }
    text.len() <= DESCRIPTOR_BYTES && [CONTAINERD_NAME, REF_NAME].iter().any(|key| text.contains(key))
}

/// Bytes of a text that are searched in one piece.
const SEARCHED: usize = 64 * 1024;

/// Whether `text` has `key` in it.
async fn contains(text: &[u8], key: &[u8], pace: &Pace) -> bool {
    let finder = memmem::Finder::new(key);
    for start in (0..text.len()).step_by(SEARCHED) {
        // The last bytes of a key may lie in what is searched next.
        let end = (start + SEARCHED + key.len()).min(text.len());
        let found = text.get(start..end).and_then(|part| finder.find(part));
        if found.is_some() {
            return true;
        }
        pace.spend(SEARCHED / 64).await;
    }
    false
}

/// Bytes of a descriptor by itself, or of a few, whose annotations name an image: an index has them, too.
const DESCRIPTOR_BYTES: usize = 64 * 1024;

/// Whether this is what a signature of cosign's is over: a document that names an image, and a layer of the
/// signature's manifest.
pub(super) fn is_signed_payload(root: Value<'_>) -> bool {
    root.get("critical").is_some()
}

/// Reads the images in JSON that is no image's own document. `command` is the image of the command line before it.
/// Whether there were any.
pub(super) fn read(root: Value<'_>, command: Option<&Reference>, found: &mut Found) -> bool {
    let mut any = false;
    if root.kind() == ValueKind::Array {
        for item in root.items() {
            any |= object(item, command, found);
        }
    } else {
        any |= object(root, command, found);
        // Of a build of several targets, each by its name.
        for member in root.members() {
            any |= built(member.value, found);
        }
    }
    any | walk(root, found)
}

fn object(object: Value<'_>, command: Option<&Reference>, found: &mut Found) -> bool {
    if object.kind() != ValueKind::Object {
        return false;
    }
    let text =
        |of: Value<'_>, key: &str| of.get(key).and_then(Value::as_str).map(std::borrow::Cow::into_owned);
    let digest = |of: Value<'_>, key: &str| Digest::parse(&text(of, key)?).ok();
    let mut pair = |name: Option<String>, digest: Option<Digest>, tag: Option<String>, by| {
        name.zip(digest).is_some_and(|(name, digest)| found.add(&name, &digest, tag.as_deref(), by))
    };
    if let Some(descriptor) = object.get("Descriptor") {
        return pair(text(object, "Ref"), digest(descriptor, "digest"), None, "docker manifest inspect -v");
    }
    if let Some(manifest) = object.get("manifest").filter(|it| it.kind() == ValueKind::Object) {
        return pair(
            text(object, "name"),
            digest(manifest, "digest"),
            None,
            "docker buildx imagetools inspect",
        );
    }
    if let Some(critical) = object.get("critical") {
        let name = critical.get("identity").and_then(|identity| text(identity, "docker-reference"));
        let digest = critical.get("image").and_then(|image| digest(image, "docker-manifest-digest"));
        return pair(name, digest, None, "cosign verify");
    }
    if let Some(repository) = text(object, "Repository") {
        return pair(Some(repository), digest(object, "Digest"), text(object, "Tag"), "docker images");
    }
    if let Some(image) = object.get("Image").filter(|it| it.kind() == ValueKind::Object) {
        let digest = image.get("Target").and_then(|target| digest(target, "digest"));
        return pair(text(image, "Name"), digest, None, "nerdctl image inspect");
    }
    if let Some(name) = text(object, "Name") {
        return pair(Some(name), digest(object, "Digest"), None, "skopeo inspect");
    }
    if let Some(name) = text(object, "FromImage") {
        return pair(Some(name), digest(object, "FromImageDigest"), None, "buildah inspect");
    }
    // oras says of each descriptor in which repository it is.
    if let Some(reference) = text(object, "reference").filter(|_| digest(object, "digest").is_some()) {
        return found.whole(&reference, "oras");
    }
    if is_descriptor(object) {
        let annotation = |key| object.get("annotations").and_then(|annotations| text(annotations, key));
        let name =
            annotation(CONTAINERD_NAME).or_else(|| annotation(REF_NAME)).filter(|name| name.contains('/'));
        if pair(name, digest(object, "digest"), None, "a descriptor\u{2019}s annotation") {
            return true;
        }
        return digest(object, "digest").is_some_and(|digest| {
            found.of(command.cloned(), &digest, None, "oras manifest fetch --descriptor")
        });
    }
    built(object, found)
}

/// A build's metadata file, or one target's part of it. The image may have several names.
fn built(object: Value<'_>, found: &mut Found) -> bool {
    let text = |key| object.get(key).and_then(Value::as_str);
    let digest = text("containerimage.digest").and_then(|digest| Digest::parse(&digest).ok());
    let Some((digest, names)) = digest.zip(text("image.name")) else { return false };
    let mut any = false;
    for name in names.split(',') {
        any |= found.add(name.trim(), &digest, None, "a build\u{2019}s metadata file");
    }
    any
}

/// Names with their digests, wherever they stand: of an image on a host, and of a pod's containers.
fn walk(value: Value<'_>, found: &mut Found) -> bool {
    let mut any = false;
    for item in value.items() {
        any |= walk(item, found);
    }
    for member in value.members() {
        let (key, value) = (member.name(), member.value);
        match &*key {
            "RepoDigests" | "repoDigests" => {
                for digest in value.strings() {
                    any |= found.whole(&digest, "RepoDigests");
                }
            }
            "reference" if value.kind() == ValueKind::String => {
                any |= value.as_str().is_some_and(|text| found.whole(&text, "oras"));
            }
            "imageID" | "image" if value.kind() == ValueKind::String => {
                any |= value.as_str().is_some_and(|text| found.whole(&text, "a pod\u{2019}s containers"));
            }
            _ => any |= walk(value, found),
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::at_once;

    #[test]
    fn a_key_is_found_wherever_it_lies() {
        for before in [0, 1, SEARCHED - 9, SEARCHED - 1, SEARCHED, 2 * SEARCHED + 1] {
            let text = " ".repeat(before) + "\"imageID\"" + &" ".repeat(SEARCHED);
            assert!(at_once(is_likely(&text, &Pace::default())), "{before}");
            assert!(!at_once(is_likely(&text.replace('D', "d"), &Pace::default())), "{before}");
        }
    }
}
