//! The parts of specifications, advisories and sources that rules come from.

use serde::Serialize;

/// The part of a specification, advisory or source that a finding comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Such as `OCI image-spec 1.1.1, descriptor.md, digests`.
    pub title: &'static str,
    /// Where it can be read; always https.
    pub url: &'static str,
}

macro_rules! sections {
    ($($name:ident = $title:literal, $url:expr;)+) => {
        $(pub(super) const $name: Section = Section { title: $title, url: $url };)+
    };
}

macro_rules! image_spec {
    ($path:literal) => {
        concat!("https://github.com/opencontainers/image-spec/blob/v1.1.1/", $path)
    };
}

macro_rules! distribution_spec {
    ($path:literal) => {
        concat!("https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md", $path)
    };
}

sections! {
    JSON_GRAMMAR = "RFC 8259, section 2, JSON grammar", "https://www.rfc-editor.org/rfc/rfc8259#section-2";
    JSON_ENCODING = "RFC 8259, section 8.1, character encoding", "https://www.rfc-editor.org/rfc/rfc8259#section-8.1";
    JSON_LIMITS = "RFC 8259, section 9, parsers", "https://www.rfc-editor.org/rfc/rfc8259#section-9";
    I_JSON_TEXT = "RFC 7493, section 2.1, encoding and characters", "https://www.rfc-editor.org/rfc/rfc7493#section-2.1";
    I_JSON_NUMBERS = "RFC 7493, section 2.2, numbers", "https://www.rfc-editor.org/rfc/rfc7493#section-2.2";
    I_JSON_KEYS = "RFC 7493, section 2.3, object constraints", "https://www.rfc-editor.org/rfc/rfc7493#section-2.3";
    GO_JSON = "Go, encoding/json, Unmarshal", "https://pkg.go.dev/encoding/json#Unmarshal";

    DESCRIPTOR = "OCI image-spec 1.1.1, descriptor.md, properties", image_spec!("descriptor.md#properties");
    DIGESTS = "OCI image-spec 1.1.1, descriptor.md, digests", image_spec!("descriptor.md#digests");
    REGISTERED_ALGORITHMS = "OCI image-spec 1.1.1, descriptor.md, registered algorithms", image_spec!("descriptor.md#registered-algorithms");
    VERIFICATION = "OCI image-spec 1.1.1, descriptor.md, verification", image_spec!("descriptor.md#verification");
    EMBEDDED = "OCI image-spec 1.1.1, descriptor.md, embedded content", image_spec!("descriptor.md#embedded-content");
    INDEX = "OCI image-spec 1.1.1, image-index.md, properties", image_spec!("image-index.md#image-index-property-descriptions");
    VARIANTS = "OCI image-spec 1.1.1, image-index.md, platform variants", image_spec!("image-index.md#platform-variants");
    MANIFEST = "OCI image-spec 1.1.1, manifest.md, properties", image_spec!("manifest.md#image-manifest-property-descriptions");
    EMPTY_DESCRIPTOR = "OCI image-spec 1.1.1, manifest.md, guidance for an empty descriptor", image_spec!("manifest.md#guidance-for-an-empty-descriptor");
    ARTIFACTS = "OCI image-spec 1.1.1, manifest.md, guidelines for artifact usage", image_spec!("manifest.md#guidelines-for-artifact-usage");
    NONDISTRIBUTABLE = "OCI image-spec 1.1.1, layer.md, non-distributable layers", image_spec!("layer.md#non-distributable-layers");
    CONFIG = "OCI image-spec 1.1.1, config.md, properties", image_spec!("config.md#properties");
    DIFF_ID = "OCI image-spec 1.1.1, config.md, layer DiffID", image_spec!("config.md#layer-diffid");
    ANNOTATIONS = "OCI image-spec 1.1.1, annotations.md, rules", image_spec!("annotations.md#rules");
    ANNOTATION_KEYS = "OCI image-spec 1.1.1, annotations.md, pre-defined annotation keys", image_spec!("annotations.md#pre-defined-annotation-keys");
    LAYOUT = "OCI image-spec 1.1.1, image-layout.md, oci-layout file", image_spec!("image-layout.md#oci-layout-file");
    LAYOUT_BLOBS = "OCI image-spec 1.1.1, image-layout.md, blobs", image_spec!("image-layout.md#blobs");
    LAYOUT_INDEX = "OCI image-spec 1.1.1, image-layout.md, index.json file", image_spec!("image-layout.md#indexjson-file");
    MEDIA_TYPES = "OCI image-spec 1.1.1, media-types.md", image_spec!("media-types.md");
    COMPATIBILITY = "OCI image-spec 1.1.1, media-types.md, compatibility matrix", image_spec!("media-types.md#compatibility-matrix");
    LAYER_TAR = "OCI image-spec 1.1.1, layer.md, distributable format", image_spec!("layer.md#distributable-format");
    LAYER_GZIP = "OCI image-spec 1.1.1, layer.md, gzip media types", image_spec!("layer.md#gzip-media-types");
    WHITEOUTS = "OCI image-spec 1.1.1, layer.md, whiteouts", image_spec!("layer.md#whiteouts");
    FILE_TYPES = "OCI image-spec 1.1.1, layer.md, file types", image_spec!("layer.md#file-types");
    ARTIFACT_MANIFEST = "OCI image-spec 1.1.0-rc2, artifact.md", "https://github.com/opencontainers/image-spec/blob/v1.1.0-rc2/artifact.md";
    PUSHING_MANIFESTS = "OCI distribution-spec 1.1.1, pushing manifests", distribution_spec!("#pushing-manifests");
    PULLING_MANIFESTS = "OCI distribution-spec 1.1.1, pulling manifests", distribution_spec!("#pulling-manifests");
    ERROR_CODES = "OCI distribution-spec 1.1.1, error codes", distribution_spec!("#error-codes");
    ENDPOINTS = "OCI distribution-spec 1.1.1, endpoints", distribution_spec!("#endpoints");

    COSIGN = "cosign 2.6.1, SIGNATURE_SPEC.md", "https://github.com/sigstore/cosign/blob/v2.6.1/specs/SIGNATURE_SPEC.md";
    SIGSTORE_BUNDLE = "sigstore, verification of bundles", "https://docs.sigstore.dev/about/bundle/";
    AMBIGUITY = "CVE-2021-41190, GHSA-77vh-xpmg-72qh", "https://github.com/opencontainers/image-spec/security/advisories/GHSA-77vh-xpmg-72qh";
    MEDIA_TYPE_NAMES = "RFC 6838, section 4.2, naming requirements", "https://www.rfc-editor.org/rfc/rfc6838#section-4.2";
    URI_SYNTAX = "RFC 3986, section 3.1, scheme", "https://www.rfc-editor.org/rfc/rfc3986#section-3.1";
    TIMESTAMPS = "RFC 3339, section 5.6, Internet date/time format", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6";
    BIDI = "Unicode Technical Standard 55, source code handling", "https://www.unicode.org/reports/tr55/";
    AZURE_ARTICLE = "Azure Container Registry, multi-architecture images", "https://learn.microsoft.com/azure/container-registry/push-multi-architecture-images";
    DOCKER_SCHEMA2 = "Docker, image manifest version 2, schema 2", "https://distribution.github.io/distribution/spec/manifest-v2-2/";
    DOCKER_SCHEMA1 = "Docker, image manifest version 2, schema 1 (retired)", "https://distribution.github.io/distribution/spec/deprecated-schema-v1/";
    DOCKER_MANIFEST_CLI = "Docker, docker manifest", "https://docs.docker.com/reference/cli/docker/manifest/";
    DOCKER_MANIFEST_CREATE = "Docker, docker manifest create", "https://docs.docker.com/reference/cli/docker/manifest/create/";
    DOCKER_MANIFEST_PUSH = "Docker, docker manifest push", "https://docs.docker.com/reference/cli/docker/manifest/push/";
    DOCKER_PUSH = "Docker, docker image push", "https://docs.docker.com/reference/cli/docker/image/push/";
    ACR_TASKS = "Azure Container Registry, tasks in YAML", "https://learn.microsoft.com/azure/container-registry/container-registry-tasks-reference-yaml";
    ACR_BUILDER = "Azure/acr-builder, the order of steps", "https://github.com/Azure/acr-builder/blob/main/graph/dag.go";
    YAML = "YAML 1.2.2", "https://yaml.org/spec/1.2.2/";
    DOCKER_IMAGETOOLS = "Docker, docker buildx imagetools inspect", "https://docs.docker.com/reference/cli/docker/buildx/imagetools/inspect/";
    DOCKER_MULTI_PLATFORM = "Docker, multi-platform builds", "https://docs.docker.com/build/building/multi-platform/";
    DOCKER_SECRETS = "Docker, build secrets", "https://docs.docker.com/build/building/secrets/";
    DOCKER_SAVE = "Moby, image/tarexport, what docker load reads", "https://github.com/moby/moby/blob/v28.0.0/image/tarexport/load.go";
    DOCKER_V1 = "Docker image specification 1.0", "https://github.com/moby/moby/blob/v24.0.0/image/spec/v1.md";
    DOCKER_LAYER_DEPTH = "Moby, layer store, maxLayerDepth", "https://github.com/moby/moby/blob/v28.0.0/layer/layer_store.go";
    DOCKER_OLD_CONFIG = "Moby, pull, defaultImageTypes", "https://github.com/moby/moby/blob/v28.0.0/distribution/registry.go";
    ATTESTATIONS = "BuildKit, attestation storage", "https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md";
    PLATFORMS = "containerd/platforms 1.0.0-rc.5, normalization", "https://github.com/containerd/platforms/blob/v1.0.0-rc.5/database.go";
    GO_GZIP = "Go, compress/gzip, the reader of most container clients", "https://github.com/golang/go/blob/go1.25.0/src/compress/gzip/gunzip.go";
    CONTAINERD_COMPRESSION = "containerd, core/images, DiffCompression", "https://github.com/containerd/containerd/blob/v2.1.0/core/images/mediatypes.go";
    CONTAINERD_APPLY = "containerd, pkg/archive, how a layer is unpacked", "https://github.com/containerd/containerd/blob/v2.1.0/pkg/archive/tar.go";
    GO_TAR = "Go, archive/tar, the reader of all container clients", "https://github.com/golang/go/blob/go1.25.0/src/archive/tar/reader.go";
    ELF = "System V ABI, ELF header, e_machine", "https://gabi.xinuos.com/elf/02-eheader.html";
    IN_TOTO = "in-toto attestation, statement 1", "https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md";
}
