//! Annotation keys and labels that people meet, and what each says.

/// What the value of `key` says, in a few words; `None` for a key that Bayplan does not know.
///
/// OCI image specification 1.1.1, annotations.md; BuildKit's attestation storage; containerd;
/// containers/image; label-schema.org; Docker's and Kubernetes' own.
#[must_use]
pub fn meaning(key: &str) -> Option<&'static str> {
    if let Some(key) = key.strip_prefix("org.opencontainers.image.") {
        return Some(match key {
            "created" => "when the image was built",
            "authors" => "whom to ask about it",
            "url" => "where to read about it",
            "documentation" => "its documentation",
            "source" => "where its source code is",
            "version" => "the version of the software in it",
            "revision" => "the commit that it was built from",
            "vendor" => "who distributes it",
            "licenses" => "its licences, as an SPDX expression",
            "ref.name" => "its tag or reference",
            "title" => "its name for people",
            "description" => "what it is, in a sentence",
            "base.name" => "the image that it is built on",
            "base.digest" => "the digest of the image that it is built on",
            _ => return None,
        });
    }
    Some(match key {
        "vnd.docker.reference.type" => "what this entry is, other than an image",
        "vnd.docker.reference.digest" => "the manifest that this entry speaks of",
        "in-toto.io/predicate-type" => "what kind of statement the layer holds",
        "io.containerd.image.name" => "the full reference, for containerd",
        "io.github.containers.compression.zstd" => "the zstd twin of an entry: Podman prefers it",
        "com.docker.official-images.bashbrew.arch" => "the architecture, as Docker's official images name it",
        "io.buildah.version" => "the version of Buildah that built it",
        "maintainer" => "who looks after it",
        "org.label-schema.build-date" => "when it was built (label-schema, retired)",
        "org.label-schema.vcs-url" => "where its source code is (label-schema, retired)",
        "org.label-schema.vcs-ref" => "the commit that it was built from (label-schema, retired)",
        "org.label-schema.schema-version" => "the version of label-schema (retired)",
        "containerd.io/distribution.source.docker.io" => "the repository that containerd pulled it from",
        "io.cri-containerd.image" => "managed by Kubernetes' CRI",
        "dev.cosignproject.cosign/signature" => "a signature made by Cosign",
        "dev.sigstore.cosign/bundle" => "Rekor's proof for a Cosign signature",
        _ => return None,
    })
}

/// Whether `text` is a web address that may become a link: `http` or `https` (in any letter case), a
/// host, and nothing that an address has no room for (RFC 3986, section 2).
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return false;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // Who stands before an `@` may be taken for the host: such an address is shown, not linked.
    let host = authority.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[');
    host && !authority.contains('@')
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_a_link() {
        for (text, link, reason) in [
            ("https://example.org/a?b#c", true, "plain"),
            ("HTTP://example.org:80", true, "a scheme has no letter case"),
            ("https://[::1]/", true, "an IPv6 host"),
            ("javascript:alert(1)", false, "a script"),
            ("javascript://%0aalert(1)", false, "a script that looks like an address"),
            ("ftp://example.org", false, "another scheme"),
            ("//example.org", false, "no scheme"),
            ("https://", false, "no host"),
            ("https:///path", false, "no host"),
            ("https://good.example@evil.example/", false, "a user that looks like the host"),
            ("https://example.org/a b", false, "a space"),
            ("https://example.org/\u{202e}", false, "not ASCII"),
            ("https://example.org/\"onclick=", false, "a quote"),
            (" https://example.org", false, "a space in front"),
        ] {
            assert_eq!(is_web_address(text), link, "{reason}");
        }
    }

    #[test]
    fn keys_of_the_specification_are_known() {
        for key in ["created", "source", "base.digest", "licenses"] {
            assert!(meaning(&format!("org.opencontainers.image.{key}")).is_some(), "{key}");
        }
        assert_eq!(meaning("org.opencontainers.image.nonsense"), None);
    }
}
