//! All codes, in one table: what each is called, how bad it is, and where its rule stands.
//!
//! A code is a promise: reports and links carry it, so it never changes its meaning. `docs/findings.md`
//! lists the same table, which `tests/findings.rs` holds it to.

use super::finding::Severity::{self, Error, Note, Warning};
use super::section::{self as of, Section};

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

macro_rules! codes {
    ($($name:ident = $id:literal, $severity:ident, $title:literal, $section:expr;)+) => {
        $(
            #[doc = $title]
            pub const $name: Code = Code { id: $id, severity: $severity, title: $title, section: $section };
        )+

        /// All of them, family by family.
        pub const ALL: &[Code] = &[$($name),+];
    };
}

codes! {
    // The bytes as JSON.
    NOT_UTF8 = "not-utf8", Error, "Bytes that are not UTF-8", of::JSON_ENCODING;
    UTF16 = "utf-16", Error, "The text is UTF-16", of::JSON_ENCODING;
    BYTE_ORDER_MARK = "byte-order-mark", Error, "A byte order mark in front", of::JSON_ENCODING;
    JSON_EMPTY = "json-empty", Error, "Nothing to read", of::JSON_GRAMMAR;
    JSON_SYNTAX = "json-syntax", Error, "Not JSON", of::JSON_GRAMMAR;
    BYTES_AFTER_DOCUMENT = "bytes-after-document", Error, "More bytes after the document", of::JSON_GRAMMAR;
    DUPLICATE_KEY = "duplicate-key", Warning, "A key twice in one object", of::I_JSON_KEYS;
    DUPLICATE_KEY_BY_CASE = "duplicate-key-by-case", Warning, "A key twice but for letter case", of::GO_JSON;
    KEY_LETTER_CASE = "key-letter-case", Warning, "A known key in other letter case", of::GO_JSON;
    TOO_DEEP = "too-deep", Warning, "Nested deeper than is read", of::JSON_LIMITS;
    TOO_LARGE = "too-large", Warning, "Larger than is read", of::JSON_LIMITS;
    LONE_SURROGATE = "lone-surrogate", Warning, "Half of a surrogate pair", of::I_JSON_TEXT;
    NUMBER_NOT_INTERCHANGEABLE = "number-not-interchangeable", Warning, "A number that readers disagree about", of::I_JSON_NUMBERS;
    MORE_PROBLEMS = "more-problems", Note, "More problems than are listed", of::JSON_GRAMMAR;
    CONTROL_CHARACTER = "control-character", Warning, "A control character in a text", of::BIDI;
    BIDI_OVERRIDE = "bidi-override", Warning, "A character that changes the order of text on screen", of::BIDI;
    INVISIBLE_CHARACTER = "invisible-character", Note, "A character that can't be seen", of::BIDI;

    // What was pasted instead of a document.
    IMAGE_REFERENCE = "image-reference", Note, "An image reference, not a document", of::PULLING_MANIFESTS;
    BARE_DIGEST = "bare-digest", Note, "A digest, not a document", of::DIGESTS;
    COMMAND_LINE = "command-line", Note, "A command, not what it prints", of::DOCKER_IMAGETOOLS;
    HTML_PAGE = "html-page", Warning, "A web page, not a document", of::PULLING_MANIFESTS;
    HTTP_RESPONSE = "http-response", Warning, "An HTTP answer with its headers", of::PULLING_MANIFESTS;
    YAML_TEXT = "yaml-text", Warning, "YAML, not JSON", of::MANIFEST;
    IMAGETOOLS_TEXT = "imagetools-text", Warning, "The listing for people, not the bytes", of::DOCKER_IMAGETOOLS;
    BASE64_TEXT = "base64-text", Warning, "A document in base64", of::EMBEDDED;
    BINARY_FILE = "binary-file", Warning, "A file of another format", of::MEDIA_TYPES;
    MANIFEST_INSPECT_VERBOSE = "manifest-inspect-verbose", Warning, "What docker manifest inspect -v prints", of::DOCKER_MANIFEST_CLI;
    TOOL_OUTPUT = "tool-output", Warning, "What a tool made of a document", of::PULLING_MANIFESTS;
    LONE_DESCRIPTOR = "lone-descriptor", Note, "A descriptor, not the document that it names", of::DESCRIPTOR;
    REGISTRY_ERROR = "registry-error", Warning, "A registry's error answer", of::ERROR_CODES;
    REGISTRY_ANSWER = "registry-answer", Warning, "Another answer of a registry", of::ENDPOINTS;
    CREDENTIALS = "credentials", Warning, "Credentials, not a document", of::ENDPOINTS;
    UNKNOWN_DOCUMENT = "unknown-document", Note, "JSON of no known kind", of::MEDIA_TYPES;

    // What kind of document it is.
    AMBIGUOUS_DOCUMENT = "ambiguous-document", Error, "A manifest and an index in one", of::AMBIGUITY;
    MEDIA_TYPE_ABSENT = "media-type-absent", Note, "The document doesn't say what it is", of::AMBIGUITY;
    MEDIA_TYPE_UNKNOWN = "media-type-unknown", Warning, "The document's media type is not known", of::MEDIA_TYPES;
    MEDIA_TYPE_CONTRADICTS_CONTENT = "media-type-contradicts-content", Error, "The media type says one thing, the content another", of::AMBIGUITY;
    SCHEMA_VERSION_ABSENT = "schema-version-absent", Error, "No schemaVersion", of::MANIFEST;
    SCHEMA_VERSION_WRONG = "schema-version-wrong", Error, "A schemaVersion that is not the number it must be", of::MANIFEST;
    WRONG_TYPE = "wrong-type", Error, "A member of the wrong type", of::GO_JSON;
    MANIFEST_TOO_LARGE = "manifest-too-large", Warning, "A manifest over 4 MiB", of::PUSHING_MANIFESTS;

    // Descriptors.
    DESCRIPTOR_MEDIA_TYPE_ABSENT = "descriptor-media-type-absent", Error, "A descriptor without a media type", of::DESCRIPTOR;
    DESCRIPTOR_MEDIA_TYPE_MALFORMED = "descriptor-media-type-malformed", Error, "Not a media type", of::MEDIA_TYPE_NAMES;
    DESCRIPTOR_MEDIA_TYPE_UNKNOWN = "descriptor-media-type-unknown", Note, "A descriptor's media type is not known", of::MEDIA_TYPES;
    DESCRIPTOR_MEDIA_TYPE_MISPLACED = "descriptor-media-type-misplaced", Warning, "A media type that doesn't belong there", of::MEDIA_TYPES;
    MIXED_MEDIA_TYPES = "mixed-media-types", Warning, "Docker's and OCI's media types in one document", of::COMPATIBILITY;
    DIGEST_ABSENT = "digest-absent", Error, "A descriptor without a digest", of::DESCRIPTOR;
    DIGEST_MALFORMED = "digest-malformed", Error, "Not a digest", of::DIGESTS;
    DIGEST_UNSUPPORTED = "digest-unsupported", Note, "A digest that can't be verified", of::REGISTERED_ALGORITHMS;
    DOCUMENTATION_SAMPLE = "documentation-sample", Note, "A digest that was altered for print", of::AZURE_ARTICLE;
    DIGEST_TWO_SIZES = "digest-two-sizes", Error, "One digest with two sizes", of::DESCRIPTOR;
    DIGEST_REPEATED = "digest-repeated", Warning, "One manifest for several platforms", of::INDEX;
    SIZE_ABSENT = "size-absent", Error, "A descriptor without a size", of::DESCRIPTOR;
    SIZE_NEGATIVE = "size-negative", Error, "A negative size", of::DESCRIPTOR;
    SIZE_NOT_INTEGER = "size-not-integer", Error, "A size that is not written as an integer", of::DESCRIPTOR;
    SIZE_TOO_LARGE = "size-too-large", Error, "A size beyond 64 bits", of::DESCRIPTOR;
    SIZE_IMPOSSIBLE = "size-impossible", Warning, "A size that no such document can have", of::DESCRIPTOR;
    SIZE_OVER_MANIFEST_LIMIT = "size-over-manifest-limit", Warning, "A manifest stated to be over 4 MiB", of::PUSHING_MANIFESTS;
    URL_SCHEME = "url-scheme", Warning, "A URL that is neither http nor https", of::DESCRIPTOR;
    URL_MALFORMED = "url-malformed", Warning, "Not a URL", of::URI_SYNTAX;
    DATA_NOT_BASE64 = "data-not-base64", Error, "Embedded data that is not base64", of::EMBEDDED;
    DATA_SIZE_DIFFERS = "data-size-differs", Error, "Embedded data of another size", of::EMBEDDED;
    DATA_DIGEST_DIFFERS = "data-digest-differs", Error, "Embedded data with another digest", of::EMBEDDED;
    DATA_NOT_CHECKED = "data-not-checked", Note, "Embedded data that was not checked", of::EMBEDDED;
    EMPTY_DESCRIPTOR_DIFFERS = "empty-descriptor-differs", Warning, "An empty descriptor of something else", of::EMPTY_DESCRIPTOR;
    ARTIFACT_TYPE_ABSENT = "artifact-type-absent", Error, "An artifact that doesn't say its type", of::ARTIFACTS;
    ARTIFACT_TYPE_MALFORMED = "artifact-type-malformed", Error, "An artifact type that is not a media type", of::MEDIA_TYPE_NAMES;

    // Indexes.
    MANIFESTS_ABSENT = "manifests-absent", Error, "An index without manifests", of::INDEX;
    INDEX_EMPTY = "index-empty", Note, "An index with no entries", of::INDEX;
    INDEX_NESTED = "index-nested", Note, "An index in an index", of::INDEX;
    PLATFORM_ABSENT = "platform-absent", Note, "An entry without a platform", of::INDEX;
    PLATFORM_OS_ABSENT = "platform-os-absent", Error, "A platform without os", of::INDEX;
    PLATFORM_ARCHITECTURE_ABSENT = "platform-architecture-absent", Error, "A platform without architecture", of::INDEX;
    PLATFORM_NOT_NORMALIZED = "platform-not-normalized", Warning, "A platform in an unusual spelling", of::PLATFORMS;
    PLATFORM_VALUE_UNKNOWN = "platform-value-unknown", Note, "An os, architecture or variant that is not known", of::INDEX;
    PLATFORM_ARM_WITHOUT_VARIANT = "platform-arm-without-variant", Note, "An arm entry that doesn't say which arm", of::VARIANTS;
    PLATFORM_WINDOWS_WITHOUT_VERSION = "platform-windows-without-version", Note, "A Windows entry without a version", of::INDEX;
    PLATFORM_FEATURES_RESERVED = "platform-features-reserved", Note, "The reserved member features", of::INDEX;
    PLATFORM_UNKNOWN = "platform-unknown", Note, "What unknown/unknown means", of::ATTESTATIONS;
    PLATFORM_DUPLICATE = "platform-duplicate", Warning, "Two entries for one platform", of::INDEX;
    ATTESTATION_UNRESOLVED = "attestation-unresolved", Warning, "An attestation for something that is not there", of::ATTESTATIONS;
    ATTESTATION_WITHOUT_DIGEST = "attestation-without-digest", Warning, "An attestation that doesn't say for what", of::ATTESTATIONS;
    ATTESTATION_WITH_PLATFORM = "attestation-with-platform", Warning, "An attestation that a client could pull as an image", of::ATTESTATIONS;

    // Manifests.
    CONFIG_ABSENT = "config-absent", Error, "A manifest without a config", of::MANIFEST;
    CONFIG_EMPTY = "config-empty", Warning, "A config of no bytes", of::EMPTY_DESCRIPTOR;
    CONFIG_TYPE_OLD = "config-type-old", Note, "A config under a media type that old versions of Docker wrote", of::DOCKER_OLD_CONFIG;
    LAYERS_ABSENT = "layers-absent", Error, "A manifest without layers", of::MANIFEST;
    LAYERS_EMPTY = "layers-empty", Note, "A manifest with no layers", of::MANIFEST;
    LAYERS_TOO_MANY = "layers-too-many", Warning, "More layers than Docker can stack", of::DOCKER_LAYER_DEPTH;
    LAYER_FOREIGN = "layer-foreign", Note, "A layer that is fetched from elsewhere", of::DOCKER_SCHEMA2;
    LAYER_NONDISTRIBUTABLE = "layer-nondistributable", Warning, "A deprecated non-distributable layer", of::NONDISTRIBUTABLE;
    LAYER_WITHOUT_URLS = "layer-without-urls", Warning, "A foreign layer with nowhere to fetch it from", of::NONDISTRIBUTABLE;
    LAYER_DOCKER_ZSTD = "layer-docker-zstd", Warning, "A zstd layer under a Docker media type", of::DOCKER_SCHEMA2;
    LAYER_ENCRYPTED = "layer-encrypted", Note, "An encrypted layer", of::MEDIA_TYPES;
    ARTIFACT_MANIFEST_DROPPED = "artifact-manifest-dropped", Warning, "The artifact manifest of a release candidate", of::ARTIFACT_MANIFEST;
    SCHEMA1_RETIRED = "schema1-retired", Warning, "Docker schema 1 is retired", of::DOCKER_SCHEMA1;
    SCHEMA1_SIGNED_DIGEST = "schema1-signed-digest", Note, "How the digest of a signed manifest is computed", of::DOCKER_SCHEMA1;
    SCHEMA1_PAYLOAD_BROKEN = "schema1-payload-broken", Warning, "Signatures that don't say what they sign", of::DOCKER_SCHEMA1;
    SCHEMA1_HISTORY_DIFFERS = "schema1-history-differs", Error, "fsLayers and history of different lengths", of::DOCKER_SCHEMA1;

    // Configs.
    CONFIG_OS_ABSENT = "config-os-absent", Error, "A config without os", of::CONFIG;
    CONFIG_ARCHITECTURE_ABSENT = "config-architecture-absent", Error, "A config without architecture", of::CONFIG;
    ROOTFS_ABSENT = "rootfs-absent", Error, "A config without rootfs", of::CONFIG;
    ROOTFS_TYPE = "rootfs-type", Error, "A rootfs whose type is not layers", of::CONFIG;
    DIFF_IDS_ABSENT = "diff-ids-absent", Error, "A rootfs without diff_ids", of::CONFIG;
    DIFF_ID_MALFORMED = "diff-id-malformed", Error, "A diff ID that is not a digest", of::DIFF_ID;
    HISTORY_DIFFERS = "history-differs", Warning, "A history that doesn't fit the diff IDs", of::CONFIG;
    CREATED_MALFORMED = "created-malformed", Warning, "A date that is not RFC 3339", of::TIMESTAMPS;
    ENV_MALFORMED = "env-malformed", Warning, "An environment entry that is not NAME=value", of::CONFIG;
    SECRET_IN_CONFIG = "secret-in-config", Note, "What looks like a secret", of::DOCKER_SECRETS;

    // Annotations, and the small documents.
    ANNOTATIONS_NOT_STRINGS = "annotations-not-strings", Error, "An annotation that is not a string", of::ANNOTATIONS;
    ANNOTATION_KEY_EMPTY = "annotation-key-empty", Warning, "An annotation without a key", of::ANNOTATIONS;
    ANNOTATION_KEY_RESERVED = "annotation-key-reserved", Note, "A key in OCI's own name space that OCI doesn't define", of::ANNOTATION_KEYS;
    ANNOTATION_NOT_DIGEST = "annotation-not-digest", Note, "An annotation that should be a digest, and is none", of::ANNOTATION_KEYS;
    LAYOUT_VERSION = "layout-version", Error, "An oci-layout file of no known version", of::LAYOUT;
    STATEMENT_TYPE_UNKNOWN = "statement-type-unknown", Warning, "A statement of no known version", of::IN_TOTO;
    STATEMENT_WITHOUT_SUBJECT = "statement-without-subject", Warning, "A statement about nothing", of::IN_TOTO;

    // One document against another.
    CONTENT_TYPE_DIFFERS = "content-type-differs", Warning, "A manifest that its registry calls something else", of::PULLING_MANIFESTS;
    MEDIA_TYPE_DIFFERS_FROM_DESCRIPTOR = "media-type-differs-from-descriptor", Error, "The descriptor and the document name different media types", of::DESCRIPTOR;
    CONTENT_DIFFERS_FROM_DESCRIPTOR = "content-differs-from-descriptor", Error, "The document is not of the kind that its descriptor says", of::DESCRIPTOR;
    ARTIFACT_TYPE_DIFFERS = "artifact-type-differs", Warning, "The descriptor and the manifest name different artifact types", of::DESCRIPTOR;
    SIZE_MISMATCH = "size-mismatch", Error, "Not the size that is stated", of::VERIFICATION;
    DIGEST_MISMATCH = "digest-mismatch", Error, "Not the digest that is stated", of::VERIFICATION;
    NOT_VERIFIABLE = "not-verifiable", Note, "Nothing can be verified by this algorithm", of::REGISTERED_ALGORITHMS;
    PLATFORM_CONFIG_DIFFERS = "platform-config-differs", Error, "The index says one platform, the config another", of::DOCKER_MULTI_PLATFORM;
    PLATFORM_VARIANT_DIFFERS = "platform-variant-differs", Warning, "The index says one variant, the config another", of::VARIANTS;
    PLATFORM_VARIANT_NOT_IN_CONFIG = "platform-variant-not-in-config", Note, "The index names a variant, the config none", of::VARIANTS;
    OS_VERSION_DIFFERS = "os-version-differs", Warning, "The index says one Windows version, the config another", of::INDEX;
    PLATFORMS_SAME_FILES = "platforms-same-files", Warning, "Two platforms with the same files", of::DOCKER_MULTI_PLATFORM;
    LAYERS_DIFF_IDS_DIFFER = "layers-diff-ids-differ", Error, "Not as many layers as diff IDs", of::CONFIG;
    LAYER_CHANGED = "layer-changed", Error, "A layer that changed since it was proved", of::VERIFICATION;
    DIFF_ID_MISMATCH = "diff-id-mismatch", Error, "A layer that unpacks to something else than its diff ID", of::DIFF_ID;
    HISTORY_LAYERS_DIFFER = "history-layers-differ", Warning, "A history that doesn't fit the layers", of::CONFIG;
    STATEMENT_SUBJECT_DIFFERS = "statement-subject-differs", Warning, "A statement about another image", of::IN_TOTO;
    NOTHING_TO_COMPARE = "nothing-to-compare", Note, "Nothing says which digest it should have", of::VERIFICATION;
    PASTED = "pasted", Note, "Pasted text may have been changed on its way", of::VERIFICATION;

    // Archives.
    ARCHIVE_CUT_SHORT = "archive-cut-short", Error, "An archive that is cut short", of::GO_TAR;
    ARCHIVE_DAMAGED = "archive-damaged", Error, "An archive that can't be read to its end", of::GO_TAR;
    ARCHIVE_INDEX_ABSENT = "archive-index-absent", Error, "An archive without its index", of::LAYOUT_INDEX;
    ARCHIVE_CONFIG_ABSENT = "archive-config-absent", Error, "A config that the archive lacks", of::DOCKER_SAVE;
    ARCHIVE_LAYER_ABSENT = "archive-layer-absent", Error, "A layer that the archive lacks", of::DOCKER_SAVE;
    ARCHIVE_IN_FOLDER = "archive-in-folder", Note, "An image in a folder of its archive", of::LAYOUT_INDEX;
    DOCKER_FIRST_FORMAT = "docker-first-format", Warning, "An image of Docker's first format", of::DOCKER_V1;

    // Layers, once they are read.
    LAYER_TRUNCATED = "layer-truncated", Error, "A layer that breaks off", of::LAYER_TAR;
    LAYER_CORRUPT = "layer-corrupt", Error, "A layer that can't be unpacked", of::LAYER_GZIP;
    LAYER_COMPRESSION_DIFFERS = "layer-compression-differs", Warning, "A layer compressed otherwise than its media type says", of::CONTAINERD_COMPRESSION;
    LAYER_COMPRESSION_UNKNOWN = "layer-compression-unknown", Error, "A layer compressed as not all clients read it", of::MEDIA_TYPES;
    LAYER_ZEROS_AFTER_END = "layer-zeros-after-end", Error, "Zeros after the end of a gzip layer", of::GO_GZIP;
    LAYER_BOMB = "layer-bomb", Error, "A layer that unpacks to more than is read", of::LAYER_GZIP;
    LAYER_TAR_MALFORMED = "layer-tar-malformed", Error, "A layer whose tar can't be read to its end", of::GO_TAR;
    LAYER_TAR_UNUSUAL = "layer-tar-unusual", Note, "Something unusual in a layer's tar", of::GO_TAR;
    LAYER_NOT_LISTED = "layer-not-listed", Warning, "Entries of a layer that are not listed", of::LAYER_TAR;
    LAYER_PATH_REPEATED = "layer-path-repeated", Warning, "A path twice in one layer", of::LAYER_TAR;
    LAYER_PATH_ESCAPES = "layer-path-escapes", Warning, "A path that leads out of the root", of::LAYER_TAR;
    LAYER_PATH_ABSOLUTE = "layer-path-absolute", Note, "A path that begins with a slash", of::LAYER_TAR;
    LAYER_PATH_UNSEEN = "layer-path-unseen", Warning, "A file name with characters that can't be seen", of::BIDI;
    LAYER_PATH_NOT_UTF8 = "layer-path-not-utf8", Note, "A file name that is not UTF-8", of::LAYER_TAR;
    LAYER_PATH_EMPTY = "layer-path-empty", Warning, "An entry without a name", of::LAYER_TAR;
    LAYER_ENTRY_KIND = "layer-entry-kind", Warning, "An entry of a kind that clients don't know", of::FILE_TYPES;
    LAYER_PARENT_NOT_DIRECTORY = "layer-parent-not-directory", Error, "A file used as a directory", of::CONTAINERD_APPLY;
    LAYER_DELETION_INVALID = "layer-deletion-invalid", Error, "A deletion that names nothing", of::CONTAINERD_APPLY;
    LAYER_DELETION_CLASHES = "layer-deletion-clashes", Warning, "A path that one layer has and deletes", of::WHITEOUTS;
    LAYER_AUFS_LEFTOVERS = "layer-aufs-leftovers", Note, "What AUFS kept for itself", of::WHITEOUTS;
    LAYER_LINK_EARLY = "layer-link-early", Error, "A hard link before the file that it links to", of::CONTAINERD_APPLY;
    LAYER_LINK_BELOW = "layer-link-below", Warning, "A hard link to a file of a layer below", of::CONTAINERD_APPLY;
    LAYER_LINK_DANGLING = "layer-link-dangling", Error, "A hard link to nothing", of::FILE_TYPES;
    PROGRAM_ARCHITECTURE = "program-architecture", Error, "Programs for another architecture than the image's", of::ELF;
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
