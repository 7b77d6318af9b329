//! Lists that a registry gives: tags, and what refers to a digest. OCI distribution 1.1.1, "Listing Tags" and
//! "Listing Referrers".

use crate::image::annotations::Annotations;
use crate::image::digest::{Digest, HashAlgorithm};
use crate::image::document::{Content, Document};
use crate::json::{self, Value};
use crate::limits;
use crate::text::cut::cut;
use crate::verify::hash::digest_of;

/// One page of a list of tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    /// The repository, by the list's own word.
    pub name: Option<String>,
    /// The tags.
    pub tags: Vec<String>,
}

/// The tags of one page; `None` for what is no such list. A list of none may be `null`.
#[must_use]
pub fn tags(body: &[u8]) -> Option<Tags> {
    let reading = json::read(body);
    let root = reading.root(body)?;
    let tags = root.get("tags")?.strings().filter(|tag| tag.len() <= limits::TAG_BYTES);
    let name = root.get("name").and_then(Value::as_str).map(|name| cut(name, limits::REPEATED_CHARACTERS));
    Some(Tags { name, tags: tags.take(limits::TAGS).collect() })
}

/// Something that refers to a manifest: a signature, an attestation, a list of what is inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referrer {
    /// Its manifest's digest.
    pub digest: Digest,
    /// Its manifest's media type.
    pub media_type: Option<String>,
    /// Its manifest's bytes, as stated.
    pub size: Option<u64>,
    /// What it is, as stated.
    pub artifact_type: Option<String>,
    /// What else is stated of it.
    pub annotations: Annotations,
}

/// Why an answer is no list of referrers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoList {
    /// It is no OCI index.
    NoIndex,
    /// It is the subject itself: some registries take a digest with a hyphen for the digest, and answer the
    /// tag that lists referrers with what it would list them of.
    Subject,
}

/// The referrers of `subject`, as an index lists them: the answer of the registry's own list, or of the tag
/// that stands for one. Nothing says which digest that index should have: what it lists is verified when it
/// is fetched, and that nothing was left out never is.
///
/// # Errors
/// Where it is no such list.
pub fn referrers(body: &[u8], subject: &Digest) -> Result<Vec<Referrer>, NoList> {
    let algorithm = subject.registered().unwrap_or(HashAlgorithm::Sha256);
    if digest_of(algorithm, body) == *subject {
        return Err(NoList::Subject);
    }
    let reading = json::read(body);
    let document = Document::read(reading.root(body));
    let Content::Index(index) = &document.content else { return Err(NoList::NoIndex) };
    let read = index.manifests.iter().filter_map(|entry| {
        Some(Referrer {
            digest: entry.digest.clone().filter(|digest| digest != subject)?,
            media_type: entry.media_type.clone(),
            size: entry.size,
            artifact_type: entry.artifact_type.clone(),
            annotations: entry.annotations.clone(),
        })
    });
    Ok(read.take(limits::REFERRERS).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_a_page() {
        for (body, expected, reason) in [
            (r#"{"name": "a", "tags": ["1", "2"]}"#, Some("1 2"), "as specified"),
            (r#"{"name": "a", "tags": null}"#, Some(""), "none, as Go writes it"),
            (r#"{"name": "a", "tags": [1, "b", {}]}"#, Some("b"), "what is no tag"),
            (r#"{"errors": []}"#, None, "an error"),
            ("[]", None, "no object"),
            ("<html>", None, "a page"),
        ] {
            assert_eq!(
                tags(body.as_bytes()).map(|page| page.tags.join(" ")).as_deref(),
                expected,
                "{reason}"
            );
        }
    }

    #[test]
    fn referrers_of_a_subject() {
        const ZEROS: &str = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
        let own = r#"{"schemaVersion": 2, "manifests": []}"#;
        let subject = digest_of(HashAlgorithm::Sha256, own.as_bytes());
        let list = format!(
            r#"{{"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
            {{"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 7, "digest": "{ZEROS}",
            "artifactType": "application/vnd.example", "annotations": {{"a": "b"}}}},
            {{"mediaType": "a", "size": 7, "digest": "{subject}"}}, {{"digest": "x"}}]}}"#
        );
        let found = referrers(list.as_bytes(), &subject).unwrap();
        assert_eq!(found.len(), 1, "neither the subject itself nor what has no digest");
        assert_eq!(found[0].digest.as_str(), ZEROS);
        assert_eq!(found[0].artifact_type.as_deref(), Some("application/vnd.example"));
        assert_eq!(referrers(own.as_bytes(), &subject), Err(NoList::Subject));
        assert_eq!(referrers(b"{}", &subject), Err(NoList::NoIndex));
        assert_eq!(referrers(b"404 page not found", &subject), Err(NoList::NoIndex));
    }
}
