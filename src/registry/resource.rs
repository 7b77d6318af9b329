//! What a registry is asked for, and how. OCI distribution 1.1.1, "Endpoints".

use super::url::Url;
use crate::image::digest::Digest;
use crate::image::reference::Reference;

/// One thing of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// The manifest or index that a tag stands for.
    Tagged(String),
    /// The manifest or index of this digest.
    Manifest(Digest),
    /// The blob of this digest: a config or a layer.
    Blob(Digest),
    /// The names of all tags.
    Tags,
    /// What refers to this digest.
    Referrers(Digest),
}

impl Resource {
    /// What a reference names: its digest, or its tag where it has none.
    #[must_use]
    pub fn of(reference: &Reference) -> Self {
        match (&reference.digest, &reference.tag) {
            (Some(digest), _) => Self::Manifest(digest.clone()),
            (None, Some(tag)) => Self::Tagged(tag.clone()),
            // Only a reference that was made by hand has neither.
            (None, None) => Self::Tagged("latest".to_owned()),
        }
    }

    /// Its address in `repository` of the registry at `endpoint`. The grammars of repositories, tags and
    /// digests leave nothing to escape.
    #[must_use]
    pub fn url(&self, endpoint: &Url, repository: &str) -> Url {
        let (folder, name) = match self {
            Self::Tagged(tag) => ("manifests", tag.as_str()),
            Self::Manifest(digest) => ("manifests", digest.as_str()),
            Self::Blob(digest) => ("blobs", digest.as_str()),
            Self::Tags => ("tags", "list"),
            Self::Referrers(digest) => ("referrers", digest.as_str()),
        };
        Url { path: format!("/v2/{repository}/{folder}/{name}"), query: None, ..endpoint.clone() }
    }
}

/// The `Accept` headers by which a manifest is asked for, one after the other.
///
/// One that names all types has over 128 bytes, and that costs a preflight
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-request-header>). `*/*` does not do: the distribution
/// project's registry, 2.8, answers it for a tag's Docker list with its amd64 manifest, turns that into schema
/// 1, and says of OCI documents that there are none; ghcr.io says so of what is not named. Asked for both
/// kinds of index first, no registry has a reason to pick from one, and asked for manifests, only one that has
/// no index by that name is left.
pub const ACCEPT: [&str; 3] = [
    "application/vnd.oci.image.index.v1+json,application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json,application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.oci.artifact.manifest.v1+json,application/vnd.docker.distribution.manifest.v1+prettyjws,*/*",
];

/// The first of [`ACCEPT`] that asks for `media_type`, as a descriptor states it.
#[must_use]
pub fn accept_for(media_type: Option<&str>) -> usize {
    let named = |accept: &&str| accept.split(',').any(|name| Some(name) == media_type);
    match media_type {
        None => 0,
        Some(_) => ACCEPT.iter().position(named).unwrap_or(ACCEPT.len().saturating_sub(1)),
    }
}

/// Whether an answer of this type to the header `at` of [`ACCEPT`] is what the registry has by that name, and nothing that it
/// made of it: an index or a manifest is; schema 1 is made of others unless nothing else was found.
#[must_use]
pub fn settles(at: usize, media_type: Option<&str>) -> bool {
    let essence = media_type.and_then(|text| text.split(';').next()).map(str::trim).unwrap_or_default();
    let is_last = at.saturating_add(1) >= ACCEPT.len();
    is_last
        || ACCEPT
            .iter()
            .take(2)
            .any(|accept| accept.split(',').any(|name| name.eq_ignore_ascii_case(essence)))
}

/// The tag by which referrers are listed where a registry has no list of its own: `sha256-…`, with 32
/// characters of the algorithm at most, 64 of the hash, and a hyphen for what a tag can't have.
/// OCI distribution 1.1.1, "Referrers Tag Schema".
#[must_use]
pub fn referrers_tag(digest: &Digest) -> String {
    let (algorithm, encoded) = digest.as_str().split_once(':').unwrap_or((digest.as_str(), ""));
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-');
    let part = |text: &str, most| {
        text.chars().take(most).map(|char| if plain(char) { char } else { '-' }).collect::<String>()
    };
    format!("{}-{}", part(algorithm, 32), part(encoded, 64))
}

/// The ends of the tags by which cosign keeps what is about a digest, beside the image: signatures, attestations, bills of
/// materials. <https://github.com/sigstore/cosign/blob/v2.6.1/specs/SIGNATURE_SPEC.md#tag-based-discovery>
pub const BESIDE: [&str; 3] = [".sig", ".att", ".sbom"];

/// The tag by which cosign keeps what is about `digest`: it ends in one of [`BESIDE`].
#[must_use]
pub fn beside_tag(digest: &Digest, end: &str) -> String {
    format!("{}{end}", referrers_tag(digest))
}

/// The digest that a tag is about, where it is named as the tags are by which referrers, or what cosign signs, are
/// found: `sha256-…`, and the same with `.sig`, `.att` or `.sbom`.
#[must_use]
pub fn subject_of_tag(tag: &str) -> Option<Digest> {
    let name = BESIDE.iter().find_map(|end| tag.strip_suffix(end)).unwrap_or(tag);
    let (algorithm, encoded) = name.split_once('-')?;
    Digest::parse(&format!("{algorithm}:{encoded}")).ok().filter(|digest| digest.registered().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses() {
        let digest = Digest::parse(&format!("sha256:{}", "0".repeat(64))).unwrap();
        let endpoint = Url::parse("https://a.example:8443/").unwrap();
        let zeros = "0".repeat(64);
        for (resource, expected) in [
            (Resource::Tagged("1.0".into()), "/v2/b/c/manifests/1.0".to_owned()),
            (Resource::Manifest(digest.clone()), format!("/v2/b/c/manifests/sha256:{zeros}")),
            (Resource::Blob(digest.clone()), format!("/v2/b/c/blobs/sha256:{zeros}")),
            (Resource::Tags, "/v2/b/c/tags/list".to_owned()),
            (Resource::Referrers(digest), format!("/v2/b/c/referrers/sha256:{zeros}")),
        ] {
            let url = resource.url(&endpoint, "b/c");
            assert_eq!(url.to_string(), format!("https://a.example:8443{expected}"));
            assert_eq!(Url::parse(&url.to_string()), Some(url), "browsers read it alike");
        }
    }

    #[test]
    fn accept_headers_need_no_preflight() {
        for accept in ACCEPT {
            assert!(accept.len() <= 128, "{} bytes", accept.len());
            assert!(
                !accept.contains(['"', '(', ')', ':', '<', '>', '?', '@', '[', '\\', ']', '{', '}']),
                "{accept}"
            );
        }
    }

    #[test]
    fn the_accept_header_for_a_type() {
        for (media_type, expected) in [
            (None, 0),
            (Some("application/vnd.oci.image.index.v1+json"), 0),
            (Some("application/vnd.docker.distribution.manifest.list.v2+json"), 0),
            (Some("application/vnd.oci.image.manifest.v1+json"), 1),
            (Some("application/vnd.docker.distribution.manifest.v2+json"), 1),
            (Some("application/vnd.oci.artifact.manifest.v1+json"), 2),
            (Some("application/vnd.example"), 2),
            (Some(""), 2),
        ] {
            assert_eq!(accept_for(media_type), expected, "{media_type:?}");
        }
    }

    #[test]
    fn what_settles() {
        const SCHEMA_1: &str = "application/vnd.docker.distribution.manifest.v1+prettyjws";
        for (at, media_type, expected, reason) in [
            (0, Some("application/vnd.oci.image.index.v1+json"), true, "as asked"),
            (
                0,
                Some("application/vnd.oci.image.manifest.v1+json; charset=utf-8"),
                true,
                "a registry that gives what it has",
            ),
            (0, Some(SCHEMA_1), false, "made of a Docker manifest for a client of old"),
            (1, Some(SCHEMA_1), false, "the same"),
            (2, Some(SCHEMA_1), true, "there is nothing else"),
            (0, Some("text/html"), false, "a page"),
            (0, None, false, "no type"),
            (2, None, true, "the last header takes anything"),
        ] {
            assert_eq!(settles(at, media_type), expected, "{reason}");
        }
    }

    #[test]
    fn tags_that_are_about_a_digest() {
        let digest = format!("sha256:{}", "a".repeat(64));
        let tag = referrers_tag(&Digest::parse(&digest).unwrap());
        for (tag, expected) in [
            (tag.clone(), Some(digest.as_str())),
            (format!("{tag}.sig"), Some(digest.as_str())),
            (format!("{tag}.att"), Some(digest.as_str())),
            (format!("{tag}.other"), None),
            ("sha256-ab".to_owned(), None),
            ("v1.0-alpine".to_owned(), None),
        ] {
            let found = subject_of_tag(&tag);
            assert_eq!(found.as_ref().map(Digest::as_str), expected, "{tag}");
        }
    }

    #[test]
    fn referrers_tags() {
        for (digest, expected) in [
            (format!("sha256:{}", "a".repeat(64)), format!("sha256-{}", "a".repeat(64))),
            (format!("sha512:{}", "a".repeat(128)), format!("sha512-{}", "a".repeat(64))),
            ("a+b:Zz=_-".to_owned(), "a-b-Zz-_-".to_owned()),
            (format!("{}:a", "x".repeat(40)), format!("{}-a", "x".repeat(32))),
        ] {
            assert_eq!(referrers_tag(&Digest::parse(&digest).unwrap()), expected);
        }
    }

    proptest! {
        #[test]
        fn a_referrers_tag_is_a_tag(digest in "[a-z0-9]{1,40}([+._-][a-z0-9]{1,9})?:[a-zA-Z0-9=_-]{1,150}") {
            if let Ok(digest) = Digest::parse(&digest) {
                let reference = format!("a.example/b:{}", referrers_tag(&digest));
                prop_assert!(reference.parse::<Reference>().is_ok());
            }
        }
    }
}
