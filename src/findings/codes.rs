//! All codes, in one table: what each is called, how bad it is, and where its rule stands.
//!
//! A code is a promise: reports and links carry it, so it never changes its meaning. `cargo xtask docs` writes
//! `docs/findings.md` from this table, and `tests/findings/documentation.rs` holds the page to it.

use super::section::{self as of, Section};
use super::severity::Severity::{self, Error, Note, Warning};

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable, in kebab case.
    pub id: &'static str,
    /// How bad a finding of it is, where the rule has no reason to say otherwise.
    pub severity: Severity,
    /// What it says in general.
    pub title: &'static str,
    /// Where the rule stands.
    pub section: Section,
}

/// Codes that speak of the same, for the page that lists them.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub struct Family {
    /// "The bytes as JSON"
    pub title: &'static str,
    /// What is to be said of all of them; may be empty.
    pub note: &'static str,
    /// Each code, and an example of it in Markdown.
    pub codes: &'static [(Code, &'static str)],
}

macro_rules! codes {
    ($($title:literal, $note:literal {
        $($name:ident = $id:literal, $severity:ident, $says:literal, $section:expr, $example:literal;)+
    })+) => {
        $($(
            #[doc = $says]
            pub const $name: Code = Code { id: $id, severity: $severity, title: $says, section: $section };
        )+)+

        /// All of them, family by family.
        pub const ALL: &[Code] = &[$($($name),+),+];

        /// The same, with an example of each. The page itself has no use for these.
        #[cfg(not(target_arch = "wasm32"))]
        pub const FAMILIES: &[Family] =
            &[$(Family { title: $title, note: $note, codes: &[$(($name, $example)),+] }),+];
    };
}

codes! {
    "The bytes as JSON", "" {
        NOT_UTF8 = "not-utf8", Error, "Bytes that are not UTF-8", of::JSON_ENCODING,
            "the byte FF in a string";
        UTF16 = "utf-16", Error, "The text is UTF-16", of::JSON_ENCODING,
            "a file that Windows PowerShell wrote with `>`";
        BYTE_ORDER_MARK = "byte-order-mark", Error, "A byte order mark in front", of::JSON_ENCODING,
            "EF BB BF in front of `{`";
        JSON_EMPTY = "json-empty", Error, "Nothing to read", of::JSON_GRAMMAR,
            "white space alone";
        JSON_SYNTAX = "json-syntax", Error, "Not JSON", of::JSON_GRAMMAR,
            r#"`"layers": [1, 2,]`"#;
        BYTES_AFTER_DOCUMENT = "bytes-after-document", Error, "More bytes after the document", of::JSON_GRAMMAR,
            "`{…}` and another `{…}` after it";
        DUPLICATE_KEY = "duplicate-key", Warning, "A key twice in one object", of::I_JSON_KEYS,
            r#"`"manifests": [], "manifests": []`"#;
        DUPLICATE_KEY_BY_CASE = "duplicate-key-by-case", Warning, "A key twice but for letter case", of::GO_JSON,
            r#"`"layers": [], "Layers": []`"#;
        KEY_LETTER_CASE = "key-letter-case", Warning, "A known key in other letter case", of::GO_JSON,
            r#"`"Digest"` in a descriptor that has no `"digest"`"#;
        TOO_DEEP = "too-deep", Warning, "Nested deeper than is read", of::JSON_LIMITS,
            "1000 times `[`";
        TOO_LARGE = "too-large", Warning, "Larger than is read", of::JSON_LIMITS,
            "a document of 5 GB";
        LONE_SURROGATE = "lone-surrogate", Warning, "Half of a surrogate pair", of::I_JSON_TEXT,
            r#"`"\ud800"`"#;
        NUMBER_NOT_INTERCHANGEABLE = "number-not-interchangeable", Warning, "A number that readers disagree about", of::I_JSON_NUMBERS,
            r#"`"a":9007199254740993`"#;
        MORE_PROBLEMS = "more-problems", Note, "More problems than are listed", of::JSON_GRAMMAR,
            "5000 numbers with a zero in front";
        CONTROL_CHARACTER = "control-character", Warning, "A control character in a text", of::BIDI,
            r#"`"\u001b[2J"`"#;
        BIDI_OVERRIDE = "bidi-override", Warning, "A character that changes the order of text on screen", of::BIDI,
            "U+202E in a title";
        INVISIBLE_CHARACTER = "invisible-character", Note, "A character that can't be seen", of::BIDI,
            "U+200B in a name";
    }
    "What was pasted instead of a document", "" {
        IMAGE_REFERENCE = "image-reference", Note, "An image reference, not a document", of::PULLING_MANIFESTS,
            "`docker.io/library/alpine:3.20`";
        BARE_DIGEST = "bare-digest", Note, "A digest, not a document", of::DIGESTS,
            "`sha256:92c7f9c9…`";
        COMMAND_LINE = "command-line", Note, "A command, not what it prints", of::DOCKER_IMAGETOOLS,
            "`$ docker manifest inspect alpine`";
        HTML_PAGE = "html-page", Warning, "A web page, not a document", of::PULLING_MANIFESTS,
            "`<!DOCTYPE html>…`";
        HTTP_RESPONSE = "http-response", Warning, "An HTTP answer with its headers", of::PULLING_MANIFESTS,
            "`HTTP/1.1 200 OK…`";
        YAML_TEXT = "yaml-text", Warning, "YAML, not JSON", of::MANIFEST,
            "`apiVersion: v1`, and `kind:` under it";
        IMAGETOOLS_TEXT = "imagetools-text", Warning, "The listing for people, not the bytes", of::DOCKER_IMAGETOOLS,
            "`Name: …`, `MediaType: …`, `Digest: …`, a line each";
        BASE64_TEXT = "base64-text", Warning, "A document in base64", of::EMBEDDED,
            "`eyJzY2hlbWFWZXJzaW9uIjoyfQ==`";
        BINARY_FILE = "binary-file", Warning, "A file of another format", of::MEDIA_TYPES,
            "a file that starts with 1F 8B (gzip)";
        MANIFEST_INSPECT_VERBOSE = "manifest-inspect-verbose", Warning, "What docker manifest inspect -v prints", of::DOCKER_MANIFEST_CLI,
            r#"`[{"Ref": …, "Descriptor": …, "OCIManifest": …}]`"#;
        TOOL_OUTPUT = "tool-output", Warning, "What a tool made of a document", of::PULLING_MANIFESTS,
            r#"`[{"Id": …, "RepoTags": …}]`"#;
        LONE_DESCRIPTOR = "lone-descriptor", Note, "A descriptor, not the document that it names", of::DESCRIPTOR,
            "what `oras manifest fetch --descriptor` prints";
        REGISTRY_ERROR = "registry-error", Warning, "A registry's error answer", of::ERROR_CODES,
            r#"`{"errors": [{"code": "MANIFEST_UNKNOWN"}]}`"#;
        REGISTRY_ANSWER = "registry-answer", Warning, "Another answer of a registry", of::ENDPOINTS,
            r#"`{"name":"library/alpine","tags":["3"]}`"#;
        CREDENTIALS = "credentials", Warning, "Credentials, not a document", of::ENDPOINTS,
            r#"`{"auths": …}`"#;
        UNKNOWN_DOCUMENT = "unknown-document", Note, "JSON of no known kind", of::MEDIA_TYPES,
            r#"`{"hello":"world"}`"#;
    }
    "What kind of document it is", "" {
        AMBIGUOUS_DOCUMENT = "ambiguous-document", Error, "A manifest and an index in one", of::AMBIGUITY,
            r#"`"layers"` beside `"manifests"`"#;
        MEDIA_TYPE_ABSENT = "media-type-absent", Note, "The document doesn't say what it is", of::AMBIGUITY,
            r#"`{"schemaVersion": 2, "manifests": []}`"#;
        MEDIA_TYPE_UNKNOWN = "media-type-unknown", Warning, "The document's media type is not known", of::MEDIA_TYPES,
            r#"`"mediaType":"application/vnd.oci.image.index.v1+json; charset=utf-8"`"#;
        MEDIA_TYPE_CONTRADICTS_CONTENT = "media-type-contradicts-content", Error, "The media type says one thing, the content another", of::AMBIGUITY,
            r#"a manifest's media type beside `"manifests"`"#;
        SCHEMA_VERSION_ABSENT = "schema-version-absent", Error, "No schemaVersion", of::MANIFEST,
            r#"an index with no `"schemaVersion"`"#;
        SCHEMA_VERSION_WRONG = "schema-version-wrong", Error, "A schemaVersion that is not the number it must be", of::MANIFEST,
            r#"`"schemaVersion":1`"#;
        WRONG_TYPE = "wrong-type", Error, "A member of the wrong type", of::GO_JSON,
            r#"`"manifests": {}`"#;
        PART_TOO_LARGE = "part-too-large", Warning, "A part that holds more than is read", of::JSON_LIMITS,
            "annotations with 10,001 keys";
        MANIFEST_TOO_LARGE = "manifest-too-large", Warning, "A manifest over 4 MiB", of::PUSHING_MANIFESTS,
            "an index of 4,194,305 bytes";
    }
    "Descriptors", "" {
        DESCRIPTOR_MEDIA_TYPE_ABSENT = "descriptor-media-type-absent", Error, "A descriptor without a media type", of::DESCRIPTOR,
            r#"an entry with `"size"` and `"digest"` alone"#;
        DESCRIPTOR_MEDIA_TYPE_MALFORMED = "descriptor-media-type-malformed", Error, "Not a media type", of::MEDIA_TYPE_NAMES,
            r#"`"mediaType": "manifest"`"#;
        DESCRIPTOR_MEDIA_TYPE_UNKNOWN = "descriptor-media-type-unknown", Note, "A descriptor's media type is not known", of::MEDIA_TYPES,
            r#"`"mediaType":"application/vnd.example"`"#;
        DESCRIPTOR_MEDIA_TYPE_MISPLACED = "descriptor-media-type-misplaced", Warning, "A media type that doesn't belong there", of::MEDIA_TYPES,
            "a layer's media type among the entries of an index";
        MIXED_MEDIA_TYPES = "mixed-media-types", Warning, "Docker's and OCI's media types in one document", of::COMPATIBILITY,
            "an OCI layer in a Docker manifest";
        DIGEST_ABSENT = "digest-absent", Error, "A descriptor without a digest", of::DESCRIPTOR,
            r#"an entry with `"mediaType"` and `"size"` alone"#;
        DIGEST_MALFORMED = "digest-malformed", Error, "Not a digest", of::DIGESTS,
            "`sha256:…1g`, with the place of the `g`";
        DIGEST_UNSUPPORTED = "digest-unsupported", Note, "A digest that can't be verified", of::REGISTERED_ALGORITHMS,
            r#"`"digest":"md5:d41d8cd98f00b204e9800998ecf8427e"`"#;
        DOCUMENTATION_SAMPLE = "documentation-sample", Note, "A digest that was altered for print", of::AZURE_ARTICLE,
            "`sha256:83c7f9c9…`, in Microsoft's article";
        DIGEST_TWO_SIZES = "digest-two-sizes", Error, "One digest with two sizes", of::DESCRIPTOR,
            "two entries of one digest, of 7 and of 8 bytes";
        ENTRIES_NOT_COMPARED = "entries-not-compared", Note, "More entries than are compared with each other", of::INDEX,
            "an index of 1,001 entries";
        DIGEST_REPEATED = "digest-repeated", Warning, "One manifest for several platforms", of::INDEX,
            "one digest for linux/amd64 and for linux/arm64";
        SIZE_ABSENT = "size-absent", Error, "A descriptor without a size", of::DESCRIPTOR,
            r#"an entry with `"mediaType"` and `"digest"` alone"#;
        SIZE_NEGATIVE = "size-negative", Error, "A negative size", of::DESCRIPTOR,
            r#"`"size":-5`"#;
        SIZE_NOT_INTEGER = "size-not-integer", Error, "A size that is not written as an integer", of::DESCRIPTOR,
            r#"`"size":524.0`"#;
        SIZE_TOO_LARGE = "size-too-large", Error, "A size beyond 64 bits", of::DESCRIPTOR,
            r#"`"size":9223372036854775808`"#;
        SIZE_IMPOSSIBLE = "size-impossible", Warning, "A size that no such document can have", of::DESCRIPTOR,
            r#"`"size": 0` for a manifest"#;
        SIZE_OVER_MANIFEST_LIMIT = "size-over-manifest-limit", Warning, "A manifest stated to be over 4 MiB", of::PUSHING_MANIFESTS,
            r#"`"size": 4194305` for a manifest"#;
        URL_SCHEME = "url-scheme", Warning, "A URL that is neither http nor https", of::DESCRIPTOR,
            r#"`"urls": ["javascript:alert(1)"]`"#;
        URL_MALFORMED = "url-malformed", Warning, "Not a URL", of::URI_SYNTAX,
            r#"`"urls": ["example.com/layer"]`"#;
        DATA_NOT_BASE64 = "data-not-base64", Error, "Embedded data that is not base64", of::EMBEDDED,
            r#"`"data": "e30"`, without its `=`"#;
        DATA_SIZE_DIFFERS = "data-size-differs", Error, "Embedded data of another size", of::EMBEDDED,
            r#"`"size": 3, "data": "e30="`"#;
        DATA_DIGEST_DIFFERS = "data-digest-differs", Error, "Embedded data with another digest", of::EMBEDDED,
            r#"`"data": "e30="` under another digest than that of `{}`"#;
        DATA_NOT_CHECKED = "data-not-checked", Note, "Embedded data that was not checked", of::EMBEDDED,
            "1.5 MB of `data`";
        EMPTY_DESCRIPTOR_DIFFERS = "empty-descriptor-differs", Warning, "An empty descriptor of something else", of::EMPTY_DESCRIPTOR,
            r#"the empty media type with `"size": 3`"#;
        ARTIFACT_TYPE_ABSENT = "artifact-type-absent", Error, "An artifact that doesn't say its type", of::ARTIFACTS,
            r#"an empty config and no `"artifactType"`"#;
        ARTIFACT_TYPE_MALFORMED = "artifact-type-malformed", Error, "An artifact type that is not a media type", of::MEDIA_TYPE_NAMES,
            r#"`"artifactType":"sbom"`"#;
    }
    "Indexes", "" {
        MANIFESTS_ABSENT = "manifests-absent", Error, "An index without manifests", of::INDEX,
            "an index's media type and nothing else";
        INDEX_EMPTY = "index-empty", Note, "An index with no entries", of::INDEX,
            r#"`"manifests":[]`"#;
        INDEX_NESTED = "index-nested", Note, "An index in an index", of::INDEX,
            "an index's media type among the entries";
        PLATFORM_ABSENT = "platform-absent", Note, "An entry without a platform", of::INDEX,
            r#"an entry with no `"platform"`"#;
        PLATFORM_OS_ABSENT = "platform-os-absent", Error, "A platform without os", of::INDEX,
            r#"`"platform": {"architecture": "amd64"}`"#;
        PLATFORM_ARCHITECTURE_ABSENT = "platform-architecture-absent", Error, "A platform without architecture", of::INDEX,
            r#"`"platform": {"os": "linux"}`"#;
        PLATFORM_NOT_NORMALIZED = "platform-not-normalized", Warning, "A platform in an unusual spelling", of::PLATFORMS,
            r#"`"architecture":"x86_64"`"#;
        PLATFORM_VALUE_UNKNOWN = "platform-value-unknown", Note, "An os, architecture or variant that is not known", of::INDEX,
            r#"`"architecture":"z80"`"#;
        PLATFORM_ARM_WITHOUT_VARIANT = "platform-arm-without-variant", Note, "An arm entry that doesn't say which arm", of::VARIANTS,
            r#"`"architecture": "arm"` and no `"variant"`"#;
        PLATFORM_WINDOWS_WITHOUT_VERSION = "platform-windows-without-version", Note, "A Windows entry without a version", of::INDEX,
            r#"`"os": "windows"` and no `"os.version"`"#;
        PLATFORM_FEATURES_RESERVED = "platform-features-reserved", Note, "The reserved member features", of::INDEX,
            r#"`"features":["sse4"]`"#;
        PLATFORM_UNKNOWN = "platform-unknown", Note, "What unknown/unknown means", of::ATTESTATIONS,
            r#"`"platform":{"architecture":"unknown","os":"unknown"}`"#;
        PLATFORM_DUPLICATE = "platform-duplicate", Warning, "Two entries for one platform", of::INDEX,
            "linux/amd64 twice";
        ATTESTATION_UNRESOLVED = "attestation-unresolved", Warning, "An attestation for something that is not there", of::ATTESTATIONS,
            r#"`"vnd.docker.reference.digest"` with a digest that no entry has"#;
        ATTESTATION_WITHOUT_DIGEST = "attestation-without-digest", Warning, "An attestation that doesn't say for what", of::ATTESTATIONS,
            r#"an attestation with no `"vnd.docker.reference.digest"`"#;
        ATTESTATION_WITH_PLATFORM = "attestation-with-platform", Warning, "An attestation that a client could pull as an image", of::ATTESTATIONS,
            "an attestation for linux/amd64 instead of unknown/unknown";
    }
    "Manifests", "" {
        CONFIG_ABSENT = "config-absent", Error, "A manifest without a config", of::MANIFEST,
            r#"a manifest with `"layers"` alone"#;
        CONFIG_EMPTY = "config-empty", Warning, "A config of no bytes", of::EMPTY_DESCRIPTOR,
            r#"`"size": 0` for a config"#;
        CONFIG_TYPE_OLD = "config-type-old", Note, "A config under a media type that old versions of Docker wrote", of::DOCKER_OLD_CONFIG,
            r#"`"mediaType":"application/octet-stream"` for the config of a Docker manifest"#;
        LAYERS_ABSENT = "layers-absent", Error, "A manifest without layers", of::MANIFEST,
            r#"a manifest with `"config"` alone"#;
        LAYERS_EMPTY = "layers-empty", Note, "A manifest with no layers", of::MANIFEST,
            r#"`"layers":[]`"#;
        LAYERS_TOO_MANY = "layers-too-many", Warning, "More layers than Docker can stack", of::DOCKER_LAYER_DEPTH,
            "126 layers";
        LAYER_FOREIGN = "layer-foreign", Note, "A layer that is fetched from elsewhere", of::DOCKER_SCHEMA2,
            r#"`"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"`"#;
        LAYER_NONDISTRIBUTABLE = "layer-nondistributable", Warning, "A deprecated non-distributable layer", of::NONDISTRIBUTABLE,
            r#"`"mediaType":"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"`"#;
        LAYER_WITHOUT_URLS = "layer-without-urls", Warning, "A foreign layer with nowhere to fetch it from", of::NONDISTRIBUTABLE,
            r#"such a layer with no `"urls"`"#;
        LAYER_DOCKER_ZSTD = "layer-docker-zstd", Warning, "A zstd layer under a Docker media type", of::DOCKER_SCHEMA2,
            r#"`"mediaType":"application/vnd.docker.image.rootfs.diff.tar.zstd"`"#;
        LAYER_ENCRYPTED = "layer-encrypted", Note, "An encrypted layer", of::MEDIA_TYPES,
            r#"`"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip+encrypted"`"#;
        ARTIFACT_MANIFEST_DROPPED = "artifact-manifest-dropped", Warning, "The artifact manifest of a release candidate", of::ARTIFACT_MANIFEST,
            r#"`"mediaType":"application/vnd.oci.artifact.manifest.v1+json"`"#;
        SCHEMA1_RETIRED = "schema1-retired", Warning, "Docker schema 1 is retired", of::DOCKER_SCHEMA1,
            r#"`"schemaVersion": 1` and `"fsLayers"`"#;
        SCHEMA1_SIGNED_DIGEST = "schema1-signed-digest", Note, "How the digest of a signed manifest is computed", of::DOCKER_SCHEMA1,
            r#"any schema 1 manifest with `"signatures"`"#;
        SCHEMA1_PAYLOAD_BROKEN = "schema1-payload-broken", Warning, "Signatures that don't say what they sign", of::DOCKER_SCHEMA1,
            r#"`"protected": "?"`"#;
        SCHEMA1_HISTORY_DIFFERS = "schema1-history-differs", Error, "fsLayers and history of different lengths", of::DOCKER_SCHEMA1,
            "one layer and no step of history";
    }
    "Configs", "" {
        CONFIG_OS_ABSENT = "config-os-absent", Error, "A config without os", of::CONFIG,
            r#"a config with `"architecture"` alone"#;
        CONFIG_ARCHITECTURE_ABSENT = "config-architecture-absent", Error, "A config without architecture", of::CONFIG,
            r#"a config with `"os"` alone"#;
        ROOTFS_ABSENT = "rootfs-absent", Error, "A config without rootfs", of::CONFIG,
            r#"a config with no `"rootfs"`"#;
        ROOTFS_TYPE = "rootfs-type", Error, "A rootfs whose type is not layers", of::CONFIG,
            r#"`"type":"layer"`"#;
        DIFF_IDS_ABSENT = "diff-ids-absent", Error, "A rootfs without diff_ids", of::CONFIG,
            r#"`"rootfs": {"type": "layers"}`"#;
        DIFF_ID_MALFORMED = "diff-id-malformed", Error, "A diff ID that is not a digest", of::DIFF_ID,
            r#"`"diff_ids": ["sha256:z"]`"#;
        HISTORY_DIFFERS = "history-differs", Warning, "A history that doesn't fit the diff IDs", of::CONFIG,
            "three steps that made a layer, and one diff ID";
        CREATED_MALFORMED = "created-malformed", Warning, "A date that is not RFC 3339", of::TIMESTAMPS,
            r#"`"created":"yesterday"`"#;
        ENV_MALFORMED = "env-malformed", Warning, "An environment entry that is not NAME=value", of::CONFIG,
            r#"`"Env": ["PATH"]`"#;
        SECRET_IN_CONFIG = "secret-in-config", Note, "What looks like a secret", of::DOCKER_SECRETS,
            r#"`DB_PASSWORD=…` in `"Env"`"#;
    }
    "Annotations, and the small documents", "" {
        ANNOTATIONS_NOT_STRINGS = "annotations-not-strings", Error, "An annotation that is not a string", of::ANNOTATIONS,
            r#"`"annotations": {"a": 1}`"#;
        ANNOTATION_KEY_EMPTY = "annotation-key-empty", Warning, "An annotation without a key", of::ANNOTATIONS,
            r#"`"annotations": {"": "a"}`"#;
        ANNOTATION_KEY_RESERVED = "annotation-key-reserved", Note, "A key in OCI's own name space that OCI doesn't define", of::ANNOTATION_KEYS,
            r#"`"org.opencontainers.image.creatd"`"#;
        ANNOTATION_NOT_DIGEST = "annotation-not-digest", Note, "An annotation that should be a digest, and is none", of::ANNOTATION_KEYS,
            r#"`"org.opencontainers.image.base.digest": ""`"#;
        LAYOUT_VERSION = "layout-version", Error, "An oci-layout file of no known version", of::LAYOUT,
            r#"`"imageLayoutVersion":"2.0.0"`"#;
        STATEMENT_TYPE_UNKNOWN = "statement-type-unknown", Warning, "A statement of no known version", of::IN_TOTO,
            r#"`"_type":"https://in-toto.io/Statement/v2"`"#;
        STATEMENT_WITHOUT_SUBJECT = "statement-without-subject", Warning, "A statement about nothing", of::IN_TOTO,
            r#"`"subject":[]`"#;
    }
    "One document against another", "" {
        CONTENT_DIGEST_DIFFERS = "content-digest-differs", Warning, "A document that its registry says has another digest", of::PULLING_MANIFESTS,
            "`Docker-Content-Digest: sha256:…`, and bytes of another digest";
        CONTENT_TYPE_DIFFERS = "content-type-differs", Warning, "A manifest that its registry calls something else", of::PULLING_MANIFESTS,
            "`Content-Type: text/html`, and an index";
        MEDIA_TYPE_DIFFERS_FROM_DESCRIPTOR = "media-type-differs-from-descriptor", Error, "The descriptor and the document name different media types", of::DESCRIPTOR,
            "an OCI manifest under a Docker media type";
        CONTENT_DIFFERS_FROM_DESCRIPTOR = "content-differs-from-descriptor", Error, "The document is not of the kind that its descriptor says", of::DESCRIPTOR,
            "a config under a manifest's media type";
        ARTIFACT_TYPE_DIFFERS = "artifact-type-differs", Warning, "The descriptor and the manifest name different artifact types", of::DESCRIPTOR,
            "an SBOM under the type of a signature";
        SIZE_MISMATCH = "size-mismatch", Error, "Not the size that is stated", of::VERIFICATION,
            r#"1510 bytes under `"size": 7`"#;
        DIGEST_MISMATCH = "digest-mismatch", Error, "Not the digest that is stated", of::VERIFICATION,
            "a re-indented manifest under its old digest";
        NOT_VERIFIABLE = "not-verifiable", Note, "Nothing can be verified by this algorithm", of::REGISTERED_ALGORITHMS,
            r#"`"digest": "md5:00"`"#;
        PLATFORM_CONFIG_DIFFERS = "platform-config-differs", Error, "The index says one platform, the config another", of::DOCKER_MULTI_PLATFORM,
            "arm64 in the index, amd64 in the config";
        PLATFORM_VARIANT_DIFFERS = "platform-variant-differs", Warning, "The index says one variant, the config another", of::VARIANTS,
            "v6 in the index, v7 in the config";
        PLATFORM_VARIANT_NOT_IN_CONFIG = "platform-variant-not-in-config", Note, "The index names a variant, the config none", of::VARIANTS,
            "v3 in the index, nothing in the config";
        OS_VERSION_DIFFERS = "os-version-differs", Warning, "The index says one Windows version, the config another", of::INDEX,
            "10.0.20348 in the index, 10.0.17763 in the config";
        PLATFORMS_SAME_FILES = "platforms-same-files", Warning, "Two platforms with the same files", of::DOCKER_MULTI_PLATFORM,
            "linux/amd64 and linux/arm64 with the same layers, where no config and no program says which of the two they are for";
        LAYERS_DIFF_IDS_DIFFER = "layers-diff-ids-differ", Error, "Not as many layers as diff IDs", of::CONFIG,
            "one layer, two diff IDs";
        LAYER_CHANGED = "layer-changed", Error, "A layer that changed since it was proved", of::VERIFICATION,
            "a registry that gives the promised layer once and another later, when a file is opened; a file on disk that was written again";
        DIFF_ID_MISMATCH = "diff-id-mismatch", Error, "A layer that unpacks to something else than its diff ID", of::DIFF_ID,
            "a layer of another build under this build's config";
        HISTORY_LAYERS_DIFFER = "history-layers-differ", Warning, "A history that doesn't fit the layers", of::CONFIG,
            "no layers, and a step that made one";
        STATEMENT_SUBJECT_DIFFERS = "statement-subject-differs", Warning, "A statement about another image", of::IN_TOTO,
            "a provenance whose subject is another digest";
        STATEMENT_SUBJECT_NOT_COMPARED = "statement-subject-not-compared", Note, "A statement whose subject can't be compared", of::IN_TOTO,
            "a provenance whose subject has a Git commit alone";
        NOTHING_TO_COMPARE = "nothing-to-compare", Note, "Nothing says which digest it should have", of::VERIFICATION,
            "a config alone";
        PASTED = "pasted", Note, "Pasted text may have been changed on its way", of::VERIFICATION,
            "any paste that does not verify";
    }
    "Build files", "Names with variables are compared as they are written; what depends on a variable's value is not told." {
        BUILD_FILE_BROKEN = "build-file-broken", Warning, "A build file that can't be read to its end", of::YAML,
            "`push: [a`";
        BUILD_ARCHITECTURE = "build-architecture", Warning, "An image named for one architecture and built for another", of::AZURE_ARTICLE,
            "`-t app:amd64 -f dockerfile.arm64`";
        BUILD_PUSH_UNBUILT = "build-push-unbuilt", Warning, "A push of what no step builds or tags", of::DOCKER_PUSH,
            "`docker build -t myapp .` and `docker push my-app`";
        BUILD_LIST_UNPUSHED = "build-list-unpushed", Warning, "A list that names what no step pushes", of::DOCKER_MANIFEST_CREATE,
            "`docker manifest create app:1 app:1-arm64`, where only `app:1-amd64` is pushed";
        BUILD_LIST_NOT_PUSHED = "build-list-not-pushed", Warning, "A list that is made and not pushed", of::DOCKER_MANIFEST_PUSH,
            "`docker manifest create` and no `docker manifest push`";
        BUILD_ORDER = "build-order", Warning, "A step that does not wait for what it needs", of::ACR_BUILDER,
            "`docker push app`, and `docker build -t app .` after it";
        BUILD_STEP_UNKNOWN = "build-step-unknown", Error, "A step that waits for one that is not before it", of::ACR_BUILDER,
            r#"`when: ["biuld"]`"#;
        BUILD_TAG_TWICE = "build-tag-twice", Warning, "One name for two images that are built", of::DOCKER_MULTI_PLATFORM,
            "`-t app:1` for linux/amd64, and again for linux/arm64";
        BUILD_LIST_KEPT = "build-list-kept", Warning, "A list that stays on the machine after it is pushed", of::DOCKER_MANIFEST_PUSH,
            "`docker manifest push app` without `--purge`";
        BUILD_PLATFORM_ABSENT = "build-platform-absent", Note, "A build that names no platform", of::DOCKER_MULTI_PLATFORM,
            "`docker build -t app:arm64 .`";
        BUILD_NAMES_UNKNOWN = "build-names-unknown", Note, "Names that only a run knows", of::ACR_TASKS,
            "`docker push $IMAGE`";
    }
    "Evidence", "They are told where the evidence of an image is looked at: signatures are verified then." {
        SIGNATURE_OTHER_DIGEST = "signature-other-digest", Error, "A signature for another digest", of::COSIGN,
            "the signature of linux/amd64 under the tag of linux/arm64";
        SIGNATURE_REFUSED = "signature-refused", Error, "A signature that does not verify", of::SIGSTORE_BUNDLE,
            "a payload that was changed after it was signed";
        SIGNATURE_OUT_OF_TIME = "signature-out-of-time", Error, "A signature by a certificate that was not valid, or of no proved time", of::SIGSTORE_BUNDLE,
            "a certificate that expired, and no timestamp";
        SIGNER_UNEXPECTED = "signer-unexpected", Error, "Signed by somebody else than expected", of::SIGSTORE_BUNDLE,
            "another workflow than the one that is expected";
        SIGNERS_DIFFER = "signers-differ", Warning, "Signed by different identities", of::SIGSTORE_BUNDLE,
            "linux/amd64 by a workflow, and linux/arm64 by a person";
        ATTESTATION_OTHER_SUBJECT = "attestation-other-subject", Error, "An attestation about another digest than what it is put to", of::IN_TOTO,
            "a provenance that refers to one manifest and has another as its subject";
        EVIDENCE_ELSEWHERE = "evidence-elsewhere", Warning, "Evidence about nothing that is here", of::IN_TOTO,
            "an attestation whose subject is not in the index";
        EVIDENCE_UNEVEN = "evidence-uneven", Warning, "A platform without the evidence that others have", of::IN_TOTO,
            "linux/amd64 is signed, and linux/arm64 is not";
        SBOM_OTHER_IMAGE = "sbom-other-image", Error, "An SBOM of another image", of::IN_TOTO,
            "an SBOM that refers to one manifest and says that it is of another";
        PROVENANCE_OTHER_SOURCE = "provenance-other-source", Warning, "A provenance that names another repository than the image does", of::ANNOTATION_KEYS,
            "built from `github.com/a/fork`, with the label `org.opencontainers.image.source` of `github.com/a/app`";
    }
    "Archives", "They have no place in a document, but stand at the first thing in the archive." {
        ARCHIVE_CUT_SHORT = "archive-cut-short", Error, "An archive that is cut short", of::GO_TAR,
            "a docker-save archive whose copy was stopped";
        ARCHIVE_DAMAGED = "archive-damaged", Error, "An archive that can't be read to its end", of::GO_TAR,
            "a header whose checksum is wrong";
        ARCHIVE_INDEX_ABSENT = "archive-index-absent", Error, "An archive without its index", of::LAYOUT_INDEX,
            "`blobs/sha256/…`, and no `index.json`";
        ARCHIVE_CONFIG_ABSENT = "archive-config-absent", Error, "A config that the archive lacks", of::DOCKER_SAVE,
            r#"`"Config"` names a file that is not there"#;
        ARCHIVE_LAYER_ABSENT = "archive-layer-absent", Error, "A layer that the archive lacks", of::DOCKER_SAVE,
            r#"`"Layers": [""]`"#;
        ARCHIVE_BLOB_ABSENT = "archive-blob-absent", Warning, "A config or a layer that the archive of a layout lacks", of::LAYOUT_BLOBS,
            "a manifest in `blobs/`, and its config in no file";
        ARCHIVE_ZEROS_AFTER_END = "archive-zeros-after-end", Warning, "Zero bytes after the compressed data of an archive", of::DOCKER_SAVE,
            "500 zero bytes after a `.tar.gz`";
        ARCHIVE_LIST_UNREAD = "archive-list-unread", Error, "A manifest.json or an index.json of an archive that can't be read", of::DOCKER_SAVE,
            r#"`[{"Config":`"#;
        ARCHIVE_LINK_BROKEN = "archive-link-broken", Error, "A link in an archive that leads to no file of it", of::LAYOUT_BLOBS,
            "a blob that is a symbolic link to `/var/lib/…`";
        ARCHIVE_BLOB_LINKED = "archive-blob-linked", Note, "A blob of an archive that is a link to another file", of::LAYOUT_BLOBS,
            "a blob that is a hard link to another";
        ARCHIVE_FILE_REPEATED = "archive-file-repeated", Warning, "A file that an archive has more than once", of::GO_TAR,
            "two `index.json`";
        ARCHIVE_IN_FOLDER = "archive-in-folder", Note, "An image in a folder of its archive", of::LAYOUT_INDEX,
            "`image/index.json`, and nothing beside the folder";
        DOCKER_FIRST_FORMAT = "docker-first-format", Warning, "An image of Docker's first format", of::DOCKER_V1,
            "`repositories`, and a folder with a `json` and a `layer.tar` for each layer";
    }
    "Layers, once they are read", "They have no place in a document; those about the tar say the byte of the unpacked layer." {
        LAYER_TRUNCATED = "layer-truncated", Error, "A layer that breaks off", of::LAYER_TAR,
            "a layer whose download ended early";
        LAYER_CORRUPT = "layer-corrupt", Error, "A layer that can't be unpacked", of::LAYER_GZIP,
            "a byte of a gzip stream changed";
        LAYER_COMPRESSION_DIFFERS = "layer-compression-differs", Warning, "A layer compressed otherwise than its media type says", of::CONTAINERD_COMPRESSION,
            "gzip under `application/vnd.oci.image.layer.v1.tar`";
        LAYER_COMPRESSION_UNKNOWN = "layer-compression-unknown", Error, "A layer compressed as not all clients read it", of::MEDIA_TYPES,
            "an xz file";
        LAYER_ZEROS_AFTER_END = "layer-zeros-after-end", Error, "Zeros after the end of a gzip layer", of::GO_GZIP,
            "500 bytes of zero after the last member";
        LAYER_BOMB = "layer-bomb", Error, "A layer that unpacks to more than is read", of::LAYER_GZIP,
            "100 GB of zeros in 100 kB";
        LAYER_TAR_MALFORMED = "layer-tar-malformed", Error, "A layer whose tar can't be read to its end", of::GO_TAR,
            "a header whose checksum is wrong";
        LAYER_TAR_UNUSUAL = "layer-tar-unusual", Note, "Something unusual in a layer's tar", of::GO_TAR,
            "no two blocks of zeros at the end";
        LAYER_NOT_LISTED = "layer-not-listed", Warning, "Entries of a layer that are not listed", of::LAYER_TAR,
            "a path of 5,000 bytes";
        LAYER_PATH_REPEATED = "layer-path-repeated", Warning, "A path twice in one layer", of::LAYER_TAR,
            "`etc/passwd`, and once more `etc/passwd`";
        LAYER_PATH_ESCAPES = "layer-path-escapes", Warning, "A path that leads out of the root", of::LAYER_TAR,
            "`../../etc/passwd`";
        LAYER_PATH_ABSOLUTE = "layer-path-absolute", Note, "A path that begins with a slash", of::LAYER_TAR,
            "`/etc/passwd`";
        LAYER_PATH_UNSEEN = "layer-path-unseen", Warning, "A file name with characters that can't be seen", of::BIDI,
            "U+202E in a file name";
        LAYER_PATH_NOT_UTF8 = "layer-path-not-utf8", Note, "A file name that is not UTF-8", of::LAYER_TAR,
            "`café` in Latin-1";
        LAYER_PATH_EMPTY = "layer-path-empty", Warning, "An entry without a name", of::LAYER_TAR,
            r#"a file whose path is `""` or `./`"#;
        LAYER_ENTRY_KIND = "layer-entry-kind", Warning, "An entry of a kind that clients don't know", of::FILE_TYPES,
            "GNU tar's multi-volume header, type `M`";
        LAYER_PARENT_NOT_DIRECTORY = "layer-parent-not-directory", Error, "A file used as a directory", of::CONTAINERD_APPLY,
            "`a`, a file, and then `a/b`";
        LAYER_DELETION_INVALID = "layer-deletion-invalid", Error, "A deletion that names nothing", of::CONTAINERD_APPLY,
            "`.wh.`, `.wh..` or `.wh...`";
        LAYER_DELETION_CLASHES = "layer-deletion-clashes", Warning, "A path that one layer has and deletes", of::WHITEOUTS,
            "`etc/a`, and then `etc/.wh.a`";
        LAYER_AUFS_LEFTOVERS = "layer-aufs-leftovers", Note, "What AUFS kept for itself", of::WHITEOUTS,
            "files in `.wh..wh.plnk/`";
        LAYER_LINK_EARLY = "layer-link-early", Error, "A hard link before the file that it links to", of::CONTAINERD_APPLY,
            "`b`, a hard link to `a`, and then `a`";
        FILES_INCOMPLETE = "files-incomplete", Warning, "Files of an image that are not listed, or not where clients put them", of::LAYER_TAR,
            "layers with more than 3,000,000 paths together; told once the Files tab has put the layers together";
        LAYER_LINK_BELOW = "layer-link-below", Warning, "A hard link to a file of a layer below", of::CONTAINERD_APPLY,
            "told once the Files tab has put the layers together";
        LAYER_LINK_DANGLING = "layer-link-dangling", Error, "A hard link to nothing", of::FILE_TYPES,
            "a hard link to a file that is in no layer up to its own; told once the Files tab has put the layers together";
        PROGRAM_ARCHITECTURE = "program-architecture", Error, "Programs for another architecture than the image's", of::ELF,
            "an amd64 program in an image for arm64";
    }
}

/// Whether the code `id` is one of those that speak of the bytes as JSON, whatever they hold.
#[must_use]
pub fn is_of_json(id: &str) -> bool {
    ALL.iter().take_while(|code| code.id != IMAGE_REFERENCE.id).any(|code| code.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_kebab_case_and_there_once() {
        let mut ids: Vec<&str> = ALL.iter().map(|code| code.id).collect();
        for id in &ids {
            let kebab = id.split('-').all(|word| {
                !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
            assert!(kebab, "{id}");
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn every_section_is_https() {
        for code in ALL {
            assert!(code.section.url.starts_with("https://"), "{}", code.id);
            assert!(!code.section.title.is_empty() && !code.title.is_empty(), "{}", code.id);
        }
    }
}
