//! What one document has to say of itself.

use std::collections::BTreeSet;

use bayplan::findings::{Finding, Severity, codes, of_document};
use bayplan::image::document::Document;
use bayplan::json::{Problem, ProblemKind, Reading, Span};
use bayplan::limits;

use crate::marked::{expand, findings_of, marked};

/// A code, and documents that must have it at the marked place. A document without marks must have it
/// with no place, as it speaks of the whole.
#[rustfmt::skip]
pub const CASES: &[(&str, &[&str])] = &[
    // ---- the bytes as JSON
    ("json-empty", &["  \n"]),
    ("json-syntax", &[
        r#"{"schemaVersion":2,"layers":[1,2«,»]}"#,
        "{\n  \"a\": «undefined»\n}",
        r#"{"a":«'»b'}"#,
    ]),
    ("bytes-after-document", &[r#"{} «{}»"#, "{\"schemaVersion\":2}\n«$»"]),
    ("duplicate-key", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[],«"manifests"»:[]}"#,
        // Escapes hide it from a search, not from a reader.
        r#"{"config":{},«"c\u006fnfig"»:{}}"#,
    ]),
    ("duplicate-key-by-case", &[
        r#"{"schemaVersion":2,"layers":[],«"Layers"»:[]}"#,
        // Go folds the Kelvin sign and the long s.
        "{\"schemaVersion\":2,\"layers\":[],«\"layer\u{17f}\"»:[]}",
    ]),
    ("key-letter-case", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{«"Digest"»:"$D"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{«"OS"»:"linux"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],«"ArtifactType"»:"a/b"}"#,
        r#"{"architecture":"amd64","os":"linux",«"Created"»:"","rootfs":{}}"#,
    ]),
    ("lone-surrogate", &[r#"{"a":"«\ud800»"}"#]),
    ("number-not-interchangeable", &[r#"{"a":«9007199254740993»}"#, r#"[«1e400»]"#]),
    ("control-character", &[
        r#"{"a":"x«\u0000»"}"#,
        r#"{"a":"x«\u001b»[2J"}"#,
        "{\"a\":\"x«\u{7f}»\"}",
    ]),
    ("bidi-override", &["{\"a\":\"x«\u{202e}»dlrow\"}", r#"{"a":"x«\u2066»dlrow"}"#]),
    ("invisible-character", &[
        "{\"a\":\"lib«\u{200b}»rary\"}",
        r#"{"lib«\u200D»rary":1}"#,
        "{\"a\":\"«\u{3164}»\"}",
        "{\"a\":\"linux«\u{a0}»arm\"}",
        // A tag, as two escapes.
        r#"{"a":"x«\udb40\udc41»"}"#,
        // What belongs to the picture before it is nothing to be told.
        "{\"a\":\"\u{2764}\u{fe0f}«\u{2060}»\"}",
    ]),

    // ---- what was pasted instead
    ("image-reference", &["docker.io/library/alpine:3.20", "mcr.microsoft.com/mcr/hello-world", "alpine@$D", "docker://quay.io/podman/hello"]),
    ("bare-digest", &["$D", "92c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a"]),
    ("command-line", &["$ docker manifest inspect alpine", "skopeo inspect --raw docker://alpine"]),
    ("html-page", &["<!DOCTYPE html>\n<html><body>Sign in</body></html>", "<html>"]),
    ("http-response", &["HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}"]),
    ("yaml-text", &["version: v1.1.0\nsteps:\n- build: -t x .\n", "---\napiVersion: v1\n", "- a: 1\n- b: 2\n"]),
    ("imagetools-text", &["Name:      docker.io/library/alpine:3\nMediaType: $INDEX\nDigest:    $D\n\nManifests:\n"]),
    ("base64-text", &["eyJzY2hlbWFWZXJzaW9uIjoyfQ=="]),
    ("binary-file", &["PK\u{3}\u{4}\0\0\0", "\u{7f}ELF\u{2}\u{1}"]),
    ("manifest-inspect-verbose", &[
        r#"«[»{"Ref":"docker.io/library/alpine:3","Descriptor":{"mediaType":"$MANIFEST","digest":"$D","size":2},"OCIManifest":{}}]"#,
        r#"«{»"Ref":"docker.io/library/alpine:3","Descriptor":{},"SchemaV2Manifest":{}}"#,
    ]),
    ("tool-output", &[
        r#"«[»{"Id":"$D","RepoTags":["alpine:3"],"RootFS":{}}]"#,
        r#"«{»"Name":"docker.io/library/alpine","Digest":"$D","RepoTags":[],"Layers":[]}"#,
        r#"«[»{"Config":"blobs/sha256/1","RepoTags":null,"Layers":[]}]"#,
    ]),
    ("lone-descriptor", &[
        r#"«{»"mediaType":"$MANIFEST","digest":"$D","size":7}"#,
        r#"«[»{"mediaType":"$MANIFEST","digest":"$D","size":7}]"#,
        r#"«{»"containerimage.descriptor":{"mediaType":"$MANIFEST","digest":"$D","size":7}}"#,
    ]),
    ("registry-error", &[r#"{"errors":[«{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}»]}"#]),
    ("registry-answer", &[
        r#"«{»"Repository":"docker.io/library/alpine","Tags":["3"]}"#,r#"«{»"name":"library/alpine","tags":["3"]}"#]),
    ("credentials", &[r#"«{»"auths":{"https://index.docker.io/v1/":{"auth":"eA=="}}}"#, r#"«{»"token":"eyJ"}"#]),
    ("unknown-document", &[r#"«{»"hello":"world"}"#, "«5»", "«[»]"]),

    // ---- what kind of document it is
    ("ambiguous-document", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[],«"layers"»:[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":[],«"manifests"»:[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[],«"config"»:{}}"#,
        // Go reads it as `manifests`.
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":[],«"Manifests"»:[]}"#,
        r#"{"schemaVersion":1,"fsLayers":[],"history":[],«"layers"»:[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":[],«"history"»:[]}"#,
    ]),
    ("media-type-absent", &[
        r#"«{»"schemaVersion":2,"manifests":[]}"#,
        r#"«{»"schemaVersion":2,"config":{"mediaType":"$DOCKERCONFIG"},"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":«null»,"manifests":[]}"#,
        r#"{"schemaVersion":2,"mediaType":«""»,"manifests":[]}"#,
    ]),
    ("media-type-unknown", &[
        r#"{"schemaVersion":2,"mediaType":«"application/vnd.oci.image.index.v1+json; charset=utf-8"»,"manifests":[]}"#,
        r#"{"schemaVersion":2,"mediaType":«"Application/vnd.oci.image.index.v1+json"»,"manifests":[]}"#,
        r#"{"schemaVersion":2,"mediaType":«"x/y"»,"manifests":[]}"#,
    ]),
    ("media-type-contradicts-content", &[
        r#"{"schemaVersion":2,"mediaType":«"$MANIFEST"»,"manifests":[]}"#,
        r#"{"schemaVersion":2,"mediaType":«"$INDEX"»,"config":{"digest":"$D"},"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":«"$CONFIG"»,"manifests":[]}"#,
    ]),
    ("schema-version-absent", &[
        r#"«{»"mediaType":"$INDEX","manifests":[]}"#,
        r#"{"schemaVersion":«null»,"mediaType":"$INDEX","manifests":[]}"#,
    ]),
    ("schema-version-wrong", &[
        r#"{"schemaVersion":«1»,"manifests":[]}"#,
        r#"{"schemaVersion":«"2"»,"manifests":[]}"#,
        r#"{"schemaVersion":«2.0»,"manifests":[]}"#,
        r#"{"schemaVersion":«2»,"fsLayers":[]}"#,
    ]),
    ("wrong-type", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":«{}»}"#,
        r#"{"schemaVersion":2,"mediaType":«7»,"manifests":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[«"$D"»]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","size":«"524"»,"digest":"$D"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","size":524,"digest":«[]»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":«"linux/amd64"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":«"$D"»,"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[{"urls":«"https://example.com"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":«[]»}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[«1»]}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"history":[{"empty_layer":«"true"»}]}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Cmd":«"sh"»}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Labels":{"a":«1»}}}"#,
    ]),

    // ---- descriptors
    ("descriptor-media-type-absent", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[«{»"size":7,"digest":"$D"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«null»,"size":7,"digest":"$D"}]}"#,
    ]),
    ("descriptor-media-type-malformed", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"manifest"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"a/b; c=d"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«""»}]}"#,
    ]),
    ("descriptor-media-type-unknown", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"application/vnd.example"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG"},"layers":[{"mediaType":«"application/vnd.oci.image.layer.v1.tar+lz4"»}]}"#,
    ]),
    ("descriptor-media-type-misplaced", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"$LAYER"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":«"$LAYER"»},"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG"},"layers":[{"mediaType":«"$MANIFEST"»}]}"#,
    ]),
    ("mixed-media-types", &[
        r#"{"schemaVersion":2,"mediaType":"$DOCKERMANIFEST","config":{"mediaType":"$DOCKERCONFIG"},"layers":[{"mediaType":«"$LAYER"»},{"mediaType":"$LAYER"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG"},"layers":[{"mediaType":«"$DOCKERLAYER"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$DOCKERLIST","manifests":[{"mediaType":«"$MANIFEST"»}]}"#,
    ]),
    ("digest-absent", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[«{»"mediaType":"$MANIFEST","size":7}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","size":7,"digest":«null»}]}"#,
        r#"{"schemaVersion":1,"fsLayers":[{"blobSum":«null»}],"history":[{}]}"#,
    ]),
    ("digest-malformed", &[
        // A letter that is no hexadecimal digit.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"sha256:111111111111111111111111111111111111111111111111111111111111111«g»"}]}"#,
        // Upper case.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"sha256:«A»111111111111111111111111111111111111111111111111111111111111111"}]}"#,
        // One digit too many.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111«1»"}]}"#,
        // One too few.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"«sha256:111111111111111111111111111111111111111111111111111111111111111»"}]}"#,
        // SHA-512 has 128 digits.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"«sha512:1111»"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"«S»HA256:1111"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"«latest»"}]}"#,
        // With an escape in it, the offset in the text is not one in the bytes.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":«"sha256\u003ag"»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":«""»}]}"#,
        r#"{"schemaVersion":1,"fsLayers":[{"blobSum":"sha256:«x»"}],"history":[{}]}"#,
    ]),
    ("digest-unsupported", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":«"md5:d41d8cd98f00b204e9800998ecf8427e"»}]}"#]),
    ("documentation-sample", &[
        r#"{"schemaVersion":2,"mediaType":"$DOCKERLIST","manifests":[{"digest":«"sha256:83c7f9c92844bbbb5d0a101b22f7c2a7949e40f8ea90c8b3bc396879d95e899a"»}]}"#,
    ]),
    ("digest-two-sizes", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":7,"digest":"$D"},{"size":«8»,"digest":"$D"}]}"#,
    ]),
    ("digest-repeated", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"$D",$LINUX},{"digest":«"$D"»,"platform":{"architecture":"arm64","os":"linux"}}]}"#,
    ]),
    ("size-absent", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[«{»"digest":"$D"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"$D","size":«null»}]}"#,
    ]),
    ("size-negative", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":«-5»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":«-99999999999999999999»}]}"#,
    ]),
    ("size-not-integer", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":«524.0»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":«1e3»}]}"#,
    ]),
    ("size-too-large", &[
        // 2^63, and a number that no integer type holds.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":«9223372036854775808»}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"size":«100000000000000000000000»}]}"#,
    ]),
    ("size-impossible", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","size":«0»}]}"#]),
    ("size-over-manifest-limit", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","size":«4194305»}]}"#]),
    ("url-scheme", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[{"urls":[«"javascript:alert(1)"»]}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[{"urls":["https://example.com",«"file:///etc/passwd"»]}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{"org.opencontainers.image.url":«"data:text/html,x"»}}"#,
    ]),
    ("url-malformed", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[{"urls":[«"example.com/layer"»]}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[{"urls":[«"https://"»]}]}"#,
    ]),
    ("data-not-base64", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"data":«"e30"»},"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"data":«"e3_="»},"layers":[]}"#,
    ]),
    ("data-size-differs", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"size":3,"digest":"$EMPTY","data":«"e30="»},"layers":[]}"#]),
    ("data-digest-differs", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"size":2,"digest":"$D","data":«"e30="»},"layers":[]}"#]),
    ("empty-descriptor-differs", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","artifactType":"a/b","config":«{"mediaType":"application/vnd.oci.empty.v1+json","size":3,"digest":"$EMPTY"}»,"layers":[]}"#]),
    ("artifact-type-absent", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","artifactType":«null»,"config":{"mediaType":"application/vnd.oci.empty.v1+json","size":2,"digest":"$EMPTY"},"layers":[]}"#, r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":«{"mediaType":"application/vnd.oci.empty.v1+json","size":2,"digest":"$EMPTY"}»,"layers":[]}"#]),
    ("artifact-type-malformed", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","artifactType":«"sbom"»,"layers":[]}"#]),

    // ---- indexes
    ("manifests-absent", &[
        r#"«{»"schemaVersion":2,"mediaType":"$INDEX"}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":«null»}"#,
        // Without a media type, too, for Go reads an empty list.
        r#"{"schemaVersion":2,"manifests":«null»}"#,
    ]),
    ("index-empty", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":«[]»}"#]),
    ("index-nested", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"$INDEX"»}]}"#]),
    ("platform-absent", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[«{»"mediaType":"$MANIFEST","size":7,"digest":"$D"}]}"#]),
    ("platform-os-absent", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":«null»}}]}"#, r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":«""»}}]}"#, r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":«{»"architecture":"amd64"}}]}"#]),
    ("platform-architecture-absent", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"os":"linux","architecture":«""»}}]}"#, r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":«{»"os":"linux"}}]}"#]),
    ("platform-not-normalized", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":«"x86_64"»,"os":"linux"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":«"aarch64"»,"os":"linux"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":«"Linux"»}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"arm","os":"linux","variant":«"7"»}}]}"#,
        r#"{"architecture":«"ARM64"»,"os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"arm64","os":"linux","variant":«"armv8"»}}]}"#,
    ]),
    ("platform-value-unknown", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":«"z80"»,"os":"linux"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":«"linus"»}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":"linux","variant":«"v9"»}}]}"#,
    ]),
    ("platform-arm-without-variant", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":«"arm"»,"os":"linux"}}]}"#]),
    ("platform-windows-without-version", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":«"windows"»}}]}"#]),
    ("platform-features-reserved", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":{"architecture":"amd64","os":"linux","features":«["sse4"]»}}]}"#]),
    ("platform-unknown", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"platform":«{"architecture":"unknown","os":"unknown"}»}]}"#]),
    ("platform-duplicate", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"$D",$LINUX},{"digest":"$D2","platform":«{"architecture":"amd64","os":"linux"}»}]}"#,
        // The same after normalization.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"$D",$LINUX},{"digest":"$D2","platform":«{"architecture":"amd64","os":"linux","variant":"v1"}»}]}"#,
    ]),
    ("attestation-unresolved", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"digest":"$D",$LINUX},{"digest":"$D2","annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":«"$D3"»}}]}"#]),
    ("attestation-without-digest", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[«{»"digest":"$D2","annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":«"latest"»}}]}"#,
    ]),
    ("attestation-with-platform", &[r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"annotations":{"vnd.docker.reference.type":"attestation-manifest"},"platform":«{"architecture":"amd64","os":"linux"}»}]}"#]),

    // ---- manifests
    ("config-absent", &[
        r#"«{»"schemaVersion":2,"mediaType":"$MANIFEST","layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":«null»,"layers":[]}"#,
    ]),
    ("config-empty", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG","digest":"$D","size":«0»},"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"x/y","digest":"$D","size":«0»},"layers":[]}"#,
    ]),
    ("config-type-old", &[
        r#"{"schemaVersion":2,"mediaType":"$DOCKERMANIFEST","config":{"mediaType":«"application/octet-stream"»,"digest":"$D","size":7},"layers":[{"mediaType":"$DOCKERLAYER"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$DOCKERMANIFEST","config":{"mediaType":«""»,"digest":"$D","size":7},"layers":[{"mediaType":"$DOCKERLAYER"}]}"#,
    ]),
    ("layers-absent", &[
        r#"«{»"schemaVersion":2,"mediaType":"$MANIFEST","config":{}}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":«null»}"#,
        r#"{"schemaVersion":2,"config":{},"layers":«null»}"#,
        r#"{"schemaVersion":1,"fsLayers":«null»,"history":[]}"#,
    ]),
    ("layers-empty", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":«[]»}"#]),
    ("layer-foreign", &[r#"{"schemaVersion":2,"mediaType":"$DOCKERMANIFEST","config":{"mediaType":"$DOCKERCONFIG"},"layers":[{"mediaType":«"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"»,"urls":["https://example.com/x"]}]}"#]),
    ("layer-nondistributable", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG"},"layers":[{"mediaType":«"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"»,"urls":["https://example.com/x"]}]}"#]),
    ("layer-without-urls", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG"},"layers":[{"mediaType":«"application/vnd.oci.image.layer.nondistributable.v1.tar"»}]}"#]),
    ("layer-docker-zstd", &[r#"{"schemaVersion":2,"mediaType":"$DOCKERMANIFEST","config":{"mediaType":"$DOCKERCONFIG"},"layers":[{"mediaType":«"application/vnd.docker.image.rootfs.diff.tar.zstd"»}]}"#]),
    ("layer-encrypted", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG"},"layers":[{"mediaType":«"application/vnd.oci.image.layer.v1.tar+gzip+encrypted"»}]}"#]),
    ("artifact-manifest-dropped", &[r#"{"mediaType":«"application/vnd.oci.artifact.manifest.v1+json"»,"artifactType":"a/b","blobs":[]}"#]),
    ("schema1-retired", &[r#"«{»"schemaVersion":1,"name":"library/hello","tag":"latest","fsLayers":[],"history":[]}"#]),
    // The payload ends before the signatures, and its tail is "}".
    ("schema1-signed-digest", &[r#"{"schemaVersion":1,"fsLayers":[],"history":[],"signatures":«[{"protected":"eyJmb3JtYXRMZW5ndGgiOjQ1LCJmb3JtYXRUYWlsIjoiZlEifQ"}]»}"#]),
    ("schema1-payload-broken", &[
        r#"{"schemaVersion":1,"fsLayers":[],"history":[],"signatures":«[{"protected":"?"}]»}"#,
        // A length of 1 and a tail of "}": the empty object is all that is signed.
        r#"{"schemaVersion":1,"fsLayers":[],"history":[],"signatures":«[{"protected":"eyJmb3JtYXRMZW5ndGgiOjEsImZvcm1hdFRhaWwiOiJmUSJ9"}]»}"#,
        // A length of 1,000,000, which is beyond the bytes.
        r#"{"schemaVersion":1,"fsLayers":[],"history":[],"signatures":«[{"protected":"eyJmb3JtYXRMZW5ndGgiOjEwMDAwMDAsImZvcm1hdFRhaWwiOiJmUSJ9"}]»}"#,
    ]),
    ("schema1-history-differs", &[r#"{"schemaVersion":1,"fsLayers":[{"blobSum":"$D"}],"history":«[]»}"#]),

    // ---- configs
    ("config-os-absent", &[r#"{"architecture":"amd64","os":«""»,"rootfs":{"type":"layers","diff_ids":[]}}"#, r#"«{»"architecture":"amd64","rootfs":{"type":"layers","diff_ids":[]}}"#]),
    ("config-architecture-absent", &[r#"{"architecture":«null»,"os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#, r#"«{»"os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#]),
    ("docker-first-format", &[r#"«{»"id":"a","parent":"b","architecture":"amd64","os":"linux"}"#]),
    ("rootfs-absent", &[r#"{"architecture":"amd64","os":"linux","config":{},"rootfs":«null»}"#, r#"«{»"architecture":"amd64","os":"linux","config":{}}"#]),
    ("rootfs-type", &[
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":«"layer"»,"diff_ids":[]}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":«{»"diff_ids":[]}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":«null»,"diff_ids":[]}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":«""»,"diff_ids":[]}}"#,
    ]),
    ("diff-ids-absent", &[r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":«null»}}"#, r#"{"architecture":"amd64","os":"linux","rootfs":«{»"type":"layers"}}"#]),
    ("diff-id-malformed", &[r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:«z»"]}}"#]),
    ("history-differs", &[
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["$D"]},"history":«[{"empty_layer":true}]»}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"history":«[{"created_by":"x"}]»}"#,
    ]),
    ("created-malformed", &[
        r#"{"architecture":"amd64","os":"linux","created":«"yesterday"»,"rootfs":{"type":"layers","diff_ids":[]}}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{"org.opencontainers.image.created":«"2025-02-30T00:00:00Z"»}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"history":[{"created":«"2025"»,"empty_layer":true}]}"#,
    ]),
    ("env-malformed", &[
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Env":["A=b",«"PATH"»]}}"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Env":[«"=x"»]}}"#,
    ]),
    ("secret-in-config", &[
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Env":["«DB_PASSWORD»=hunter2"]}}"#,
        // Docker's classic builder writes build arguments into the history.
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"history":[{"created_by":"|1 «NPM_TOKEN»=abc /bin/sh -c npm ci","empty_layer":true}]}"#,
    ]),

    // ---- annotations, and the small documents
    ("annotations-not-strings", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{"a":«1»}}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[{"annotations":{"a":«null»}}]}"#,
    ]),
    ("annotation-not-digest", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{"org.opencontainers.image.base.digest":«""»}}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{"org.opencontainers.image.base.digest":«"latest"»}}"#,
    ]),
    ("annotation-key-empty", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{«""»:"a"}}"#]),
    ("annotation-key-reserved", &[r#"{"schemaVersion":2,"mediaType":"$MANIFEST","layers":[],"annotations":{«"org.opencontainers.image.creatd"»:"a"}}"#]),
    ("layout-version", &[r#"{"imageLayoutVersion":«null»}"#, r#"{"imageLayoutVersion":«""»}"#, r#"{"imageLayoutVersion":«"2.0.0"»}"#]),
    ("statement-type-unknown", &[r#"{"_type":«"https://in-toto.io/Statement/v2"»,"predicateType":"a","subject":[{}]}"#]),
    ("statement-without-subject", &[r#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"a","subject":«null»}"#, r#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"a","subject":«[]»}"#]),
];

#[test]
fn each_code_stands_where_it_is_marked() {
    let mut wrong = Vec::new();
    for (code, documents) in CASES {
        for text in *documents {
            let marked = marked(text);
            let found = findings_of(&marked.bytes);
            match found.iter().find(|finding| finding.code == *code) {
                None => wrong.push(format!("{code} is not among {found:#?} of {text}")),
                Some(finding) if finding.span != marked.span => {
                    let place = finding.span.map(|span| String::from_utf8_lossy(span.of(&marked.bytes)));
                    wrong.push(format!("{code} is at {place:?} of {text}: {}", finding.message));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Cases that no text can show.
fn other_cases() -> Vec<(&'static str, Vec<Finding>)> {
    let mut large = expand(r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[]"#);
    large.push_str(&" ".repeat(limits::MANIFEST_BYTES));
    large.push('}');
    let layers = vec![r#"{"mediaType":"$LAYER","size":7,"digest":"$D"}"#; 126].join(",");
    let layers = expand(&format!(r#"{{"config":{{"mediaType":"$CONFIG"}},"layers":[{layers}]}}"#));
    let data = format!(
        r#"{{"config":{{"size":1500000,"digest":"$D","data":"{}"}},"layers":[]}}"#,
        "AAAA".repeat(500_000)
    );
    let keys: Vec<String> = (0..10_001).map(|at| format!(r#""k{at}":"""#)).collect();
    let part = format!(r#"{{"schemaVersion":2,"manifests":[],"annotations":{{{}}}}}"#, keys.join(","));
    // Nothing of 4 GiB is made for a test: this is what reading says of it.
    let problem = Problem { span: Span::default(), kind: ProblemKind::TooLarge };
    let reading = Reading { problems: vec![problem], ..Reading::default() };
    vec![
        ("not-utf8", findings_of(b"{\"a\":\"\xff\"}")),
        ("utf-16", findings_of(b"\xff\xfe{\0}\0")),
        ("byte-order-mark", findings_of(b"\xef\xbb\xbf{}")),
        ("too-deep", findings_of("[".repeat(1000).as_bytes())),
        ("too-large", of_document(b"", &reading, &Document::read(None))),
        ("more-problems", findings_of(format!("[{}", "01,".repeat(5000)).as_bytes())),
        ("binary-file", findings_of(b"\x1f\x8b\x08\0\0\0\0\0")),
        ("manifest-too-large", findings_of(large.as_bytes())),
        ("part-too-large", findings_of(part.as_bytes())),
        ("layers-too-many", findings_of(layers.as_bytes())),
        ("data-not-checked", findings_of(expand(&data).as_bytes())),
    ]
}

#[test]
fn what_no_text_can_show_is_found() {
    for (code, found) in other_cases() {
        assert!(found.iter().any(|finding| finding.code == code), "{code} is not among {found:#?}");
    }
}

/// The codes that some case produces.
pub fn produced() -> BTreeSet<&'static str> {
    let other = other_cases();
    CASES.iter().map(|(code, _)| *code).chain(other.iter().map(|(code, _)| *code)).collect()
}

#[test]
fn a_good_document_has_nothing_worse_than_a_note() {
    for text in [
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"$D","size":524,$LINUX},{"mediaType":"$MANIFEST","digest":"$D2","size":524,"platform":{"architecture":"arm64","os":"linux","variant":"v8"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$DOCKERLIST","manifests":[{"mediaType":"$DOCKERMANIFEST","digest":"$D","size":1124,"platform":{"architecture":"amd64","os":"windows","os.version":"10.0.17763.1697"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG","digest":"$D","size":1510},"layers":[{"mediaType":"$LAYER","digest":"$D2","size":977}],"annotations":{"org.opencontainers.image.created":"2025-01-31T12:00:00Z"}}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","artifactType":"application/vnd.example","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"$EMPTY","size":2,"data":"e30="},"layers":[{"mediaType":"text/plain","digest":"$D2","size":977}],"subject":{"mediaType":"$MANIFEST","digest":"$D","size":524}}"#,
        r#"{"architecture":"arm64","os":"linux","variant":"v8","created":"2025-01-31T12:00:00Z","config":{"Env":["PATH=/bin"],"Cmd":["sh"],"Entrypoint":null,"Labels":null},"rootfs":{"type":"layers","diff_ids":["$D"]},"history":[{"created_by":"COPY x y"},{"created_by":"CMD [\"sh\"]","empty_layer":true}]}"#,
        r#"{"imageLayoutVersion":"1.0.0"}"#,
        r#"{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://slsa.dev/provenance/v0.2","subject":[{"name":"x","digest":{"sha256":"11"}}],"predicate":{}}"#,
        // The index of a layout: entries by name, and no media type needed.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"$D","size":524,"annotations":{"org.opencontainers.image.ref.name":"latest"}}]}"#,
        // A zstd twin of an entry is there on purpose.
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"$D","size":524,$LINUX},{"mediaType":"$MANIFEST","digest":"$D2","size":524,$LINUX,"annotations":{"io.github.containers.compression.zstd":"true"}}]}"#,
    ] {
        let found = findings_of(expand(text).as_bytes());
        let worse: Vec<_> = found.iter().filter(|finding| finding.severity > Severity::Note).collect();
        assert!(worse.is_empty(), "{worse:#?} in {text}");
    }
}

#[test]
fn what_may_stand_behind_the_cut_is_not_called_absent() {
    // Each is cut off, and lacks nothing in front of the cut.
    for text in [
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG""#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":["#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","platform":{"#,
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["$D"]},"history":["#,
        r#"{"manifests":[{"annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"$D"}"#,
    ] {
        let found = findings_of(expand(text).as_bytes());
        let wrong: Vec<_> = found.iter().filter(|finding| finding.code != "json-syntax").collect();
        assert!(wrong.is_empty(), "{wrong:#?} in {text}");
    }
    // What is closed in front of the cut is whole, and lacks what it lacks.
    let found = findings_of(expand(r#"{"manifests":[{"mediaType":"$MANIFEST","digest":"$D"},{"#).as_bytes());
    let absent: Vec<_> = found.iter().filter(|finding| finding.code == "size-absent").collect();
    assert_eq!(absent.len(), 1, "{found:#?}");
}

#[test]
fn a_key_in_two_spellings_is_told_once() {
    let found = findings_of(br#"{"manifests":[{"size":7,"Size":8}]}"#);
    assert!(found.iter().any(|finding| finding.code == "duplicate-key-by-case"));
    assert!(found.iter().all(|finding| finding.code != "key-letter-case"), "{found:#?}");
}

#[test]
fn messages_say_what_and_where() {
    for (text, code, says) in [
        ("{\n  \"a\": undefined\n}", "json-syntax", "Line 2, column 8: "),
        (r#"{"layers":[{"digest":"sha256:11g"}]}"#, "digest-malformed", "It is character 10 of 10."),
        (r#"{"errors":[{"code":"UNAUTHORIZED","message":"no"}]}"#, "registry-error", "“UNAUTHORIZED” “no”"),
        // What can't be seen is shown as an escape.
        ("{\"mediaType\":\"a\u{202e}\",\"manifests\":[]}", "media-type-unknown", "“a\\u{202e}”"),
        (
            r#"{"schemaVersion":1,"fsLayers":[],"history":[],"signatures":[{"protected":"eyJmb3JtYXRMZW5ndGgiOjQ1LCJmb3JtYXRUYWlsIjoiZlEifQ"}]}"#,
            "schema1-signed-digest",
            "46 bytes, sha256:5b41321bd508a125702d2d43cdba2bd2df5bda46524f14b54dd712a32d56eead",
        ),
    ] {
        let found = findings_of(text.as_bytes());
        let finding = found.iter().find(|finding| finding.code == code).unwrap();
        assert!(finding.message.contains(says), "{}", finding.message);
    }
}

#[test]
fn a_secret_is_never_repeated() {
    let text = r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{"Env":["DB_PASSWORD=hunter2"]}}"#;
    let found = findings_of(text.as_bytes());
    assert!(found.iter().all(|finding| !finding.message.contains("hunter2")));
}

#[test]
fn what_is_listed_is_bounded_and_the_rest_counted() {
    let entries = vec![r#"{"mediaType":"x/y","size":-1,"digest":"latest"}"#; 10_000].join(",");
    let text = expand(&format!(r#"{{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{entries}]}}"#));
    let found = findings_of(text.as_bytes());
    for code in ["size-negative", "digest-malformed", "descriptor-media-type-unknown"] {
        let of_code: Vec<&Finding> = found.iter().filter(|finding| finding.code == code).collect();
        assert_eq!(of_code.len(), limits::FINDINGS_OF_A_KIND + 1, "{code}");
        assert_eq!(of_code.last().unwrap().message, "… and 9900 more of this kind.");
    }
}

#[test]
fn findings_stand_in_the_order_of_the_bytes() {
    for (_, documents) in CASES {
        for text in *documents {
            let found = findings_of(&marked(text).bytes);
            assert!(found.is_sorted_by_key(|finding| finding.span), "{text}");
        }
    }
}

#[test]
fn a_code_in_the_table_is_the_code_of_the_finding() {
    for (_, documents) in CASES {
        for finding in documents.iter().flat_map(|text| findings_of(&marked(text).bytes)) {
            let code = codes::ALL.iter().find(|code| code.id == finding.code).unwrap();
            assert_eq!(code.section, finding.section, "{}", finding.code);
        }
    }
}

#[test]
fn a_required_member_is_null_or_empty_or_absent() {
    for (member, says) in [
        (r#""manifests":null"#, "“manifests” is null; an index must have it"),
        (r#""x":1"#, "“manifests” is absent; an index must have it"),
    ] {
        let found = findings_of(
            expand(&format!(r#"{{"schemaVersion":2,"mediaType":"$INDEX",{member}}}"#)).as_bytes(),
        );
        assert!(found.iter().any(|finding| finding.message.starts_with(says)), "{found:#?}");
        assert_eq!(found.len(), 1, "{found:#?}");
    }
    // Go reads null where an object should be as an empty one, and refuses nothing.
    let found =
        findings_of(expand(r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[null]}"#).as_bytes());
    assert!(found.iter().all(|finding| !finding.message.contains("refuse the whole document")), "{found:#?}");
}

#[test]
fn one_manifest_for_several_platforms_is_a_warning_where_no_host_runs_both() {
    let entry = |architecture: &str, more: &str| {
        format!(
            r#"{{"mediaType":"$MANIFEST","size":7,"digest":"$D","platform":{{"os":"linux","architecture":"{architecture}"{more}}}}}"#
        )
    };
    let variant = |variant: &str| format!(r#","variant":"{variant}""#);
    let artifact = |entry: String| entry.replace(r#""size":7"#, r#""size":7,"artifactType":"a/b""#);
    for (entries, expected) in [
        ([entry("arm", &variant("v6")), entry("arm", &variant("v7"))], Some(Severity::Note)),
        ([entry("arm", &variant("v7")), entry("arm64", "")], Some(Severity::Note)),
        ([entry("386", ""), entry("amd64", "")], Some(Severity::Note)),
        ([entry("amd64", ""), entry("amd64", &variant("v3"))], Some(Severity::Note)),
        ([entry("amd64", ""), entry("arm64", "")], Some(Severity::Warning)),
        ([entry("arm64", ""), entry("riscv64", "")], Some(Severity::Warning)),
        ([artifact(entry("amd64", "")), artifact(entry("arm64", ""))], None),
        ([entry("amd64", ""), entry("unknown", "").replace("linux", "unknown")], None),
    ] {
        let index =
            format!(r#"{{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{}]}}"#, entries.join(","));
        let found = findings_of(expand(&index).as_bytes());
        let told = found.iter().find(|finding| finding.code == "digest-repeated");
        assert_eq!(told.map(|finding| finding.severity), expected, "{index}");
        let blames = told.is_some_and(|finding| finding.message.contains("won't run"));
        assert_eq!(blames, expected == Some(Severity::Warning), "{told:?}");
    }
}
