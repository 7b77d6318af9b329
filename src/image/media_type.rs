//! Media types of the OCI image specification 1.1 and of Docker, and what each stands for.

/// OCI image index. <https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md>
pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// OCI image manifest. <https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md>
pub const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
/// OCI image config. <https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md>
pub const OCI_CONFIG: &str = "application/vnd.oci.image.config.v1+json";
/// OCI layout marker. <https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md>
pub const OCI_LAYOUT: &str = "application/vnd.oci.layout.header.v1+json";
/// OCI empty descriptor: the two bytes `{}`.
pub const OCI_EMPTY: &str = "application/vnd.oci.empty.v1+json";
/// The artifact manifest of the 1.1 release candidates, dropped before 1.1.0.
pub const OCI_ARTIFACT_MANIFEST: &str = "application/vnd.oci.artifact.manifest.v1+json";
/// Docker manifest list. <https://distribution.github.io/distribution/spec/manifest-v2-2/>
pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
/// Docker image manifest version 2, schema 2.
pub const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
/// Docker image config.
pub const DOCKER_CONFIG: &str = "application/vnd.docker.container.image.v1+json";
/// Docker image manifest version 2, schema 1, not signed.
pub const SCHEMA1: &str = "application/vnd.docker.distribution.manifest.v1+json";
/// Docker image manifest version 2, schema 1, signed.
pub const SCHEMA1_SIGNED: &str = "application/vnd.docker.distribution.manifest.v1+prettyjws";
/// In-toto statement, the layer of BuildKit's attestation manifests.
pub const IN_TOTO: &str = "application/vnd.in-toto+json";

/// What a media type says that the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// An index or manifest list.
    Index,
    /// An image or artifact manifest.
    Manifest,
    /// A Docker schema 1 manifest, signed or not.
    Schema1,
    /// An image config.
    Config,
    /// The `oci-layout` file.
    Layout,
    /// An in-toto statement or an envelope of one.
    Statement,
    /// The empty JSON object.
    Empty,
    /// A filesystem layer.
    Layer(Layer),
}

/// A layer's packing, as its media type states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layer {
    /// How the tar is compressed.
    pub compression: Compression,
    /// A layer that is not to be distributed: it is fetched from its `urls`.
    pub foreign: bool,
}

/// The compression that a layer's media type names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// A plain tar.
    None,
    /// `+gzip`
    Gzip,
    /// `+zstd`
    Zstd,
    /// Encrypted on top of one of the others (`+encrypted`, OCIcrypt).
    Encrypted,
}

/// What `media_type` stands for; `None` for one that Bayplan does not know.
///
/// Parameters after `;` are not part of a descriptor's media type (RFC 6838, section 4.2), so they
/// make it unknown.
#[must_use]
pub fn meaning(media_type: &str) -> Option<Meaning> {
    Some(match media_type {
        _ if is_index(media_type) => Meaning::Index,
        OCI_MANIFEST | DOCKER_MANIFEST | OCI_ARTIFACT_MANIFEST => Meaning::Manifest,
        SCHEMA1 | SCHEMA1_SIGNED => Meaning::Schema1,
        OCI_CONFIG | DOCKER_CONFIG => Meaning::Config,
        OCI_LAYOUT => Meaning::Layout,
        OCI_EMPTY => Meaning::Empty,
        _ if media_type.starts_with("application/vnd.in-toto") => Meaning::Statement,
        _ => Meaning::Layer(layer(media_type)?),
    })
}

/// Whether `media_type` is that of an index: as [`meaning`] says it, in two comparisons.
#[must_use]
pub fn is_index(media_type: &str) -> bool {
    matches!(media_type, OCI_INDEX | DOCKER_LIST)
}

/// The media types that Docker 1.10 and registries of its time gave to configs of images.
/// <https://github.com/moby/moby/blob/v28.0.0/distribution/registry.go>, `defaultImageTypes`
#[must_use]
pub fn is_config_of_old_docker(media_type: &str) -> bool {
    matches!(media_type, "application/octet-stream" | "application/json" | "text/html" | "")
}

fn layer(media_type: &str) -> Option<Layer> {
    const PREFIXES: [(&str, bool); 5] = [
        ("application/vnd.oci.image.layer.v1.tar", false),
        ("application/vnd.oci.image.layer.nondistributable.v1.tar", true),
        ("application/vnd.docker.image.rootfs.diff.tar", false),
        ("application/vnd.docker.image.rootfs.foreign.diff.tar", true),
        ("application/vnd.docker.container.image.rootfs.diff.tar", false),
    ];
    let (suffix, foreign) =
        PREFIXES.iter().find_map(|(prefix, foreign)| Some((media_type.strip_prefix(prefix)?, *foreign)))?;
    let compression = match suffix {
        "" => Compression::None,
        // Docker writes a dot where OCI writes a plus.
        "+gzip" | ".gzip" => Compression::Gzip,
        "+zstd" | ".zstd" => Compression::Zstd,
        _ if suffix.ends_with("+encrypted") => Compression::Encrypted,
        _ => return None,
    };
    Some(Layer { compression, foreign })
}

/// A short name for people, such as `tar+gzip` or `OCI index`; the media type itself where it is unknown.
#[must_use]
pub fn short_name(media_type: &str) -> &str {
    match media_type {
        OCI_INDEX => "OCI index",
        OCI_MANIFEST => "OCI manifest",
        OCI_CONFIG => "OCI config",
        OCI_LAYOUT => "OCI layout",
        OCI_EMPTY => "empty",
        OCI_ARTIFACT_MANIFEST => "OCI artifact manifest",
        DOCKER_LIST => "Docker manifest list",
        DOCKER_MANIFEST => "Docker manifest",
        DOCKER_CONFIG => "Docker config",
        SCHEMA1 => "Docker schema 1",
        SCHEMA1_SIGNED => "Docker schema 1, signed",
        _ => match meaning(media_type) {
            Some(Meaning::Statement) => "in-toto statement",
            Some(Meaning::Layer(Layer { compression, foreign })) => match (compression, foreign) {
                (Compression::None, false) => "tar",
                (Compression::Gzip, false) => "tar+gzip",
                (Compression::Zstd, false) => "tar+zstd",
                (Compression::None, true) => "foreign tar",
                (Compression::Gzip, true) => "foreign tar+gzip",
                (Compression::Zstd, true) => "foreign tar+zstd",
                (Compression::Encrypted, _) => "encrypted tar",
            },
            _ => media_type,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_of_both_worlds() {
        for (media_type, compression, foreign) in [
            ("application/vnd.oci.image.layer.v1.tar", Compression::None, false),
            ("application/vnd.oci.image.layer.v1.tar+gzip", Compression::Gzip, false),
            ("application/vnd.oci.image.layer.v1.tar+zstd", Compression::Zstd, false),
            ("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", Compression::Gzip, true),
            ("application/vnd.docker.image.rootfs.diff.tar.gzip", Compression::Gzip, false),
            ("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", Compression::Gzip, true),
            ("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", Compression::Encrypted, false),
        ] {
            assert_eq!(
                meaning(media_type),
                Some(Meaning::Layer(Layer { compression, foreign })),
                "{media_type}"
            );
        }
    }

    #[test]
    fn not_known() {
        for (media_type, reason) in [
            ("", "empty"),
            ("application/vnd.oci.image.layer.v1.tar+lz4", "a compression that no specification names"),
            ("application/vnd.oci.image.index.v1+json; charset=utf-8", "a header's value, not a media type"),
            ("Application/vnd.oci.image.index.v1+json", "clients compare letter by letter"),
        ] {
            assert_eq!(meaning(media_type), None, "{reason}");
        }
    }
}
