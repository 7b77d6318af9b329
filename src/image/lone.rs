//! Descriptors by themselves: what tools print of a document, and not the document.
//!
//! `oras manifest fetch --descriptor` prints one, `jq '.manifests[0]'` takes one out of an index, and `.manifests`
//! all; the metadata file of `docker buildx build` has one as `containerimage.descriptor`, and that of
//! `docker buildx bake` one for each target.

use super::digest::Digest;
use super::part::is_read;
use crate::json::{Value, ValueKind};
use crate::limits;
use crate::pace::Pace;

/// The member of a build's metadata with the descriptor of what was built.
const BUILT: &str = "containerimage.descriptor";
/// The members of what a descriptor never is, though its media type may say so.
const OF_DOCUMENTS: [&str; 6] = ["manifests", "config", "layers", "blobs", "fsLayers", "schemaVersion"];
const OWN: [&str; 8] =
    ["mediaType", "digest", "size", "urls", "annotations", "data", "platform", "artifactType"];

/// The descriptors that a document is made of; none where it is another document.
pub async fn descriptors<'a>(root: Value<'a>, pace: &Pace) -> Vec<Value<'a>> {
    match root.kind() {
        // The first one tells: of the others, what is wrong is said.
        ValueKind::Array if root.items().next().is_some_and(is_descriptor) => {
            root.items().take(limits::DESCRIPTORS).collect()
        }
        ValueKind::Object if is_descriptor(root) => vec![root],
        ValueKind::Object => {
            let built = |value: Value<'a>| value.get(BUILT).filter(|it| it.kind() == ValueKind::Object);
            let targets = root.members().map(|member| member.value);
            let mut all = Vec::new();
            for value in std::iter::once(root).chain(targets) {
                all.extend(built(value));
                pace.spend(1).await;
            }
            all.truncate(limits::DESCRIPTORS);
            all
        }
        _ => Vec::new(),
    }
}

/// Whether an object is a descriptor and nothing else: by its digest and what goes with it.
#[must_use]
pub fn is_descriptor(object: Value<'_>) -> bool {
    let has = |key: &str| object.get(key).is_some();
    if object.kind() != ValueKind::Object || OF_DOCUMENTS.into_iter().any(has) {
        return false;
    }
    if has("mediaType") && has("digest") && has("size") {
        return true;
    }
    // With less than these three, its digest has to be one, and nothing strange beside it.
    let digest = object.get("digest").and_then(Value::as_str);
    digest.is_some_and(|digest| Digest::parse(&digest).is_ok())
        && (has("mediaType") || has("size"))
        && is_read(object)
        && object.members().all(|member| OWN.contains(&&*member.name()))
}

/// Whether this is the metadata file of a build.
#[must_use]
pub fn is_built(root: Value<'_>) -> bool {
    root.kind() == ValueKind::Object && !is_descriptor(root)
}

/// The names by which a build's metadata calls what was built: `image.name`, with commas between them.
#[must_use]
pub fn built_name(root: Value<'_>) -> Option<String> {
    let text = root.get("image.name")?.as_str()?;
    text.split(',').map(str::trim).find(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::pace::at_once;

    #[test]
    fn what_is_a_descriptor_by_itself() {
        const D: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
        for (text, count, reason) in [
            (r#"{"mediaType":"a/b","digest":"$D","size":7}"#, 1, "the three"),
            (r#"{"mediaType":"a/b","digest":"latest","size":"7","x":1}"#, 1, "the three, and wrong"),
            (r#"{"digest":"$D","size":7,"platform":{}}"#, 1, "no media type"),
            (r#"[{"mediaType":"a/b","digest":"$D","size":7},{"mediaType":"a/b"}]"#, 2, "all of an index"),
            (
                r#"{"containerimage.descriptor":{"digest":"$D"},"containerimage.digest":"$D"}"#,
                1,
                "of a build",
            ),
            (
                r#"{"a":{"containerimage.descriptor":{}},"b":{"containerimage.descriptor":{}}}"#,
                2,
                "of a bake",
            ),
            (r#"{"schemaVersion":2,"mediaType":"a/b","digest":"$D","size":7}"#, 0, "a document"),
            (r#"{"mediaType":"a/b","digest":"$D","size":7,"layers":[]}"#, 0, "a manifest"),
            (r#"{"digest":"$D"}"#, 0, "a digest alone may be anything"),
            (r#"{"digest":"$D","size":7,"name":"x"}"#, 0, "another tool's list"),
            (r#"{"digest":{"sha256":"11"},"size":7}"#, 0, "an in-toto subject"),
            (r#"{"containerimage.descriptor":"x"}"#, 0, "no object"),
            ("[]", 0, "nothing"),
            ("[1]", 0, "numbers"),
        ] {
            let text = text.replace("$D", D);
            let reading = json::read(text.as_bytes());
            let root = reading.root(text.as_bytes()).unwrap();
            assert_eq!(at_once(descriptors(root, &Pace::default())).len(), count, "{reason}");
        }
    }
}
