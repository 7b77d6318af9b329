//! What one document has to say of another.

use std::collections::BTreeSet;
use std::rc::Rc;

use bayplan::archive::codec::Codec;
use bayplan::archive::marks::Marks;
use bayplan::findings::{Finding, Severity, codes};
use bayplan::image::digest::{Digest, HashAlgorithm};
use bayplan::inspect::cross::{self, Crossed, Within};
use bayplan::inspect::{Blobs, HeldLayer, LayerState, NodeId, Origin, Proof, Tree};
use bayplan::limits;
use bayplan::verify::hash::digest_of;
use bayplan::verify::{Pin, Verification, Word};

use crate::marked::marked;

/// Documents that are here together.
struct Desk {
    blobs: Blobs,
    tree: Tree,
}

impl Desk {
    fn with(documents: Vec<(Vec<u8>, Origin)>) -> Self {
        let mut blobs = Blobs::default();
        for (bytes, origin) in documents {
            blobs.add(bytes.into(), origin);
        }
        Self::hashed(blobs)
    }

    fn hashed(mut blobs: Blobs) -> Self {
        for (id, algorithm) in blobs.due() {
            blobs.hash(id, algorithm);
        }
        let tree = Tree::build(&blobs);
        Self { blobs, tree }
    }

    fn all(&self) -> Vec<(NodeId, Crossed)> {
        cross::all(&self.blobs, &self.tree).collect()
    }

    /// The text that the first finding of `code` points to.
    fn place(&self, code: &str) -> Option<(Crossed, Option<String>)> {
        let (id, crossed) = self.all().into_iter().find(|(_, crossed)| crossed.finding.code == code)?;
        let node = self.tree.get(id).unwrap();
        let blob = match crossed.within {
            Within::Own => node.blob,
            Within::Holder => node.holder.and_then(|holder| self.tree.get(holder).unwrap().blob),
        };
        let bytes =
            blob.map_or_else(|| Rc::from(&b""[..]), |blob| Rc::clone(&self.blobs.get(blob).unwrap().bytes));
        let text = crossed.finding.span.map(|span| String::from_utf8_lossy(span.of(&bytes)).into_owned());
        Some((crossed, text))
    }
}

fn sha256(bytes: &[u8]) -> String {
    digest_of(HashAlgorithm::Sha256, bytes).to_string()
}

/// A document with its digest and size in place of `@digest` and `@size` in the next one, and so on: the
/// last is the outermost. Marks are those of the expected place.
fn chain(documents: &[&str]) -> (Vec<(Vec<u8>, Origin)>, Option<String>) {
    let mut made: Vec<(Vec<u8>, Origin)> = Vec::new();
    let mut place = None;
    for text in documents {
        let below = made.last().map(|(bytes, _)| bytes.clone()).unwrap_or_default();
        let text = text.replace("@digest", &sha256(&below)).replace("@size", &below.len().to_string());
        let marked = marked(&text);
        if let Some(span) = marked.span {
            place = Some(String::from_utf8_lossy(span.of(&marked.bytes)).into_owned());
        }
        made.push((marked.bytes, Origin::File("x.json".into())));
    }
    (made, place)
}

const CONFIG: &str = r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["$D"]}}"#;
const MANIFEST: &str = r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG","digest":"@digest","size":@size},"layers":[{"mediaType":"$LAYER","digest":"$D","size":7}]}"#;
const INDEX: &str = r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,$LINUX}]}"#;

/// A code, and documents from the innermost to the outermost, each naming the one before it.
#[rustfmt::skip]
pub const CASES: &[(&str, &[&str])] = &[
    ("media-type-differs-from-descriptor", &[
        MANIFEST,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"$DOCKERMANIFEST"»,"digest":"@digest","size":@size}]}"#,
    ]),
    ("content-differs-from-descriptor", &[
        CONFIG,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":«"$MANIFEST"»,"digest":"@digest","size":@size}]}"#,
    ]),
    ("content-differs-from-descriptor", &[
        "not JSON",
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":«"$CONFIG"»,"digest":"@digest","size":@size},"layers":[]}"#,
    ]),
    ("artifact-type-differs", &[
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","artifactType":"a/b","config":{},"layers":[]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"artifactType":«"c/d"»}]}"#,
    ]),
    ("size-mismatch", &[
        CONFIG,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG","digest":"@digest","size":«7»},"layers":[]}"#,
    ]),
    ("not-verifiable", &[
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":«"md5:00"»,"size":7}]}"#,
    ]),
    ("platform-config-differs", &[
        CONFIG, MANIFEST,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{"os":"linux","architecture":«"arm64"»}}]}"#,
    ]),
    ("platform-config-differs", &[
        CONFIG, MANIFEST,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{"os":«"windows"»,"architecture":"amd64"}}]}"#,
    ]),
    ("platform-variant-differs", &[
        r#"{"architecture":"arm","os":"linux","variant":"v7","rootfs":{"type":"layers","diff_ids":["$D"]}}"#, MANIFEST,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{"os":"linux","architecture":"arm","variant":«"v6"»}}]}"#,
    ]),
    ("platform-variant-not-in-config", &[
        CONFIG, MANIFEST,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{"os":"linux","architecture":"amd64","variant":«"v3"»}}]}"#,
    ]),
    ("os-version-differs", &[
        r#"{"architecture":"amd64","os":"windows","os.version":"10.0.17763.1","rootfs":{"type":"layers","diff_ids":["$D"]}}"#, MANIFEST,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{"os":"windows","architecture":"amd64","os.version":«"10.0.20348.1"»}}]}"#,
    ]),
    ("layers-diff-ids-differ", &[
        CONFIG,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG","digest":"@digest","size":@size},"layers":«[]»}"#,
    ]),
    ("history-layers-differ", &[
        r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["$D"]},"history":[{"created_by":"x"}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{"mediaType":"$CONFIG","digest":"@digest","size":@size},"layers":«[]»}"#,
    ]),
    ("statement-subject-differs", &[
        r#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","subject":«[{"name":"x","digest":{"sha256":"11"}}]»}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":[{"mediaType":"application/vnd.in-toto+json","digest":"@digest","size":@size,"annotations":{"in-toto.io/predicate-type":"https://slsa.dev/provenance/v1"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"$D","size":7,$LINUX},{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"$D"}}]}"#,
    ]),
    ("statement-subject-not-compared", &[
        r#"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","subject":«[{"name":"x","digest":{"gitCommit":"11"}}]»}"#,
        r#"{"schemaVersion":2,"mediaType":"$MANIFEST","config":{},"layers":[{"mediaType":"application/vnd.in-toto+json","digest":"@digest","size":@size,"annotations":{"in-toto.io/predicate-type":"https://slsa.dev/provenance/v1"}}]}"#,
        r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"$D","size":7,$LINUX},{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"$D"}}]}"#,
    ]),
    ("nothing-to-compare", &[CONFIG]),
];

#[test]
fn each_code_stands_where_it_is_marked() {
    let mut wrong = Vec::new();
    for (code, documents) in CASES {
        let (made, place) = chain(documents);
        let desk = Desk::with(made);
        match desk.place(code) {
            None => wrong.push(format!("{code} is not among {:#?} of {documents:?}", desk.all())),
            Some((crossed, at)) if at != place => {
                wrong.push(format!("{code} is at {at:?}, not at {place:?}: {}", crossed.finding.message));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A pasted document with a pin that it does not have.
fn mispinned(text: &str, pin: &str) -> Desk {
    let mut blobs = Blobs::default();
    let id = blobs.add(marked(text).bytes.into(), Origin::Paste);
    blobs.pin(id, Pin { digest: Digest::parse(pin).unwrap(), word: Word::Visitor });
    Desk::hashed(blobs)
}

/// A file whose name in a layout is not its digest, and the index that names it.
fn misnamed() -> Desk {
    let claimed = "3".repeat(64);
    let index = r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":«"$D3"»,"size":2}]}"#;
    Desk::with(vec![
        (b"{}".to_vec(), Origin::File(format!("x/blobs/sha256/{claimed}"))),
        (marked(index).bytes, Origin::File("x/index.json".into())),
    ])
}

#[test]
fn what_a_registry_calls_a_manifest_is_held_to_the_bytes() {
    for (text, served, told, reason) in [
        (INDEX, "text/html", true, "a web page"),
        (INDEX, "", true, "nothing"),
        (INDEX, "application/vnd.oci.image.manifest.v1+json", true, "another kind"),
        (INDEX, "application/vnd.oci.image.index.v1+json", false, "what it is"),
        (INDEX, "application/vnd.docker.distribution.manifest.list.v2+json", false, "Docker's word for it"),
        (CONFIG, "application/octet-stream", false, "a config, which has no name of its own there"),
    ] {
        let mut blobs = Blobs::default();
        let origin = Origin::Registry("registry.example/a:1".parse().unwrap());
        let text = text.replace("@digest", "$D").replace("@size", "524");
        let id = blobs.add(marked(&text).bytes.into(), origin);
        blobs.served(id, served);
        let found = Desk::hashed(blobs).place("content-type-differs");
        assert_eq!(found.is_some(), told, "{reason}");
    }
}

/// The codes that some case produces.
pub fn produced() -> BTreeSet<&'static str> {
    CASES
        .iter()
        .map(|(code, _)| *code)
        .chain([
            "diff-id-mismatch",
            "digest-mismatch",
            "layer-changed",
            "platforms-same-files",
            "pasted",
            "layer-compression-differs",
            "content-type-differs",
            "content-digest-differs",
            "entries-not-compared",
        ])
        .collect()
}

#[test]
fn an_index_of_many_images_says_how_many_are_compared() {
    let manifest = r#"{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json"},"layers":[]}"#;
    let media_type = "application/vnd.oci.image.manifest.v1+json";
    for (entries, is_told) in [(1000, false), (1001, true)] {
        let entry = |at: usize| {
            let digest = sha256(manifest.as_bytes());
            let size = manifest.len();
            format!(
                r#"{{"mediaType":"{media_type}","digest":"{digest}","size":{size},"platform":{{"os":"linux","architecture":"a{at}"}}}}"#
            )
        };
        let entries: Vec<String> = (0..entries).map(entry).collect();
        let index = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","));
        let origin = |name: &str| Origin::File(name.to_owned());
        let desk = Desk::with(vec![
            (manifest.as_bytes().to_vec(), origin("manifest.json")),
            (index.into_bytes(), origin("index.json.txt")),
        ]);
        assert_eq!(desk.place("entries-not-compared").is_some(), is_told);
    }
}

#[test]
fn a_digest_that_is_not_the_stated_one_is_told_where_it_is_stated() {
    let desk = misnamed();
    let (crossed, at) = desk.place("digest-mismatch").unwrap();
    assert_eq!(at, Some(format!("\"sha256:{}\"", "3".repeat(64))));
    assert_eq!(crossed.within, Within::Holder);
}

/// A manifest of one layer of this media type, and the layer as it was read. Its diff ID in the config is ones.
fn with_layer(media_type: &str, change: impl FnOnce(&mut Proof)) -> Desk {
    let (stated, digest) = (format!("sha256:{}", "1".repeat(64)), format!("sha256:{}", "2".repeat(64)));
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{stated}"]}}}}"#
    );
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":{}}},"layers":[{{"mediaType":"{media_type}","digest":"{digest}","size":7}}]}}"#,
        sha256(config.as_bytes()),
        config.len()
    );
    with_read_layer(&[&config, &manifest], &digest, &stated, change)
}

/// These documents, and the layer with this digest, which was read and unpacks to this diff ID.
fn with_read_layer(documents: &[&str], digest: &str, diff_id: &str, change: impl FnOnce(&mut Proof)) -> Desk {
    let mut blobs = Blobs::default();
    for document in documents {
        blobs.add(document.as_bytes().into(), Origin::File("x.json".into()));
    }
    let digest = Digest::parse(digest).unwrap();
    let mut proof = Proof {
        digest: digest.clone(),
        size: 7,
        diff_id: Digest::parse(diff_id).unwrap(),
        codec: Codec::Gzip,
        is_tar: true,
        whole: true,
        unpacked: 9,
        files: 0,
        marks: Marks::of(b""),
        built: Rc::from([]),
        findings: Rc::from([]),
    };
    change(&mut proof);
    let layer = HeldLayer {
        name: "x".into(),
        size: 7,
        claim: Some(Pin { digest, word: Word::Name }),
        pin: None,
        remote: false,
        foreign: None,
        state: LayerState::Waiting,
    };
    let id = blobs.layers.add(layer);
    blobs.layers.set_state(id, LayerState::Read(Rc::new(proof)));
    Desk::hashed(blobs)
}

#[test]
fn of_platforms_with_the_same_files_the_programs_decide_once_they_are_known() {
    let (layer, diff_id) = (format!("sha256:{}", "2".repeat(64)), format!("sha256:{}", "1".repeat(64)));
    let descriptor = |media_type: &str, text: &str| {
        format!(r#""mediaType":"{media_type}","digest":"{}","size":{}"#, sha256(text.as_bytes()), text.len())
    };
    let image = |architecture: &str| {
        let config = format!(
            r#"{{"architecture":"{architecture}","os":"linux","rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}}}}"#
        );
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{{}}},"layers":[{{"mediaType":"{GZIP}","digest":"{layer}","size":7}}]}}"#,
            descriptor("application/vnd.oci.image.config.v1+json", &config)
        );
        (config, manifest)
    };
    let (amd, arm) = (image("amd64"), image("arm64"));
    let entry = |architecture: &str, manifest: &str| {
        let manifest = descriptor("application/vnd.oci.image.manifest.v1+json", manifest);
        format!(r#"{{{manifest},"platform":{{"os":"linux","architecture":"{architecture}"}}}}"#)
    };
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{},{}]}}"#,
        entry("amd64", &amd.1),
        entry("arm64", &arm.1)
    );
    let documents = [&*index, &amd.0, &amd.1, &arm.0, &arm.1];
    // It holds data alone, or what programs it has is said of the layer.
    let desk = with_read_layer(&documents, &layer, &diff_id, |_| {});
    assert!(desk.place("platforms-same-files").is_none());
    // What broke off may hold programs.
    let desk = with_read_layer(&documents, &layer, &diff_id, |proof| proof.whole = false);
    assert!(desk.place("platforms-same-files").is_some());
}

const GZIP: &str = "application/vnd.oci.image.layer.v1.tar+gzip";

#[test]
fn a_layer_that_unpacks_to_something_else_is_told() {
    let other = Digest::parse(&format!("sha256:{}", "2".repeat(64))).unwrap();
    for (media_type, differs, whole, told) in [
        (GZIP, false, true, false),
        (GZIP, true, true, true),
        (GZIP, true, false, false),
        ("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", true, true, false),
    ] {
        let desk = with_layer(media_type, |proof| {
            proof.whole = whole;
            if differs {
                proof.diff_id = other.clone();
            }
        });
        assert_eq!(desk.place("diff-id-mismatch").is_some(), told, "{media_type} {differs} {whole}");
    }
}

#[test]
fn a_layer_that_changed_since_it_was_proved_is_told() {
    let desk = with_layer(GZIP, |_| {});
    assert!(desk.place("layer-changed").is_none());
    let mut blobs = desk.blobs.clone();
    let (id, layer) = blobs.layers.iter().next().unwrap();
    let proof = layer.proof().unwrap().clone();
    let digest = proof.digest.clone();
    blobs.layers.set_state(id, LayerState::Changed(proof));
    let desk = Desk::hashed(blobs);
    assert_eq!(desk.place("layer-changed").unwrap().1, Some(format!("\"{digest}\"")));
}

#[test]
fn a_layer_compressed_otherwise_than_its_media_type_says_is_told_where_that_stands() {
    const PLAIN: &str = "application/vnd.oci.image.layer.v1.tar";
    for (media_type, codec, written) in [
        (PLAIN, Codec::Plain, None),
        (PLAIN, Codec::Gzip, Some("application/vnd.oci.image.layer.v1.tar+gzip")),
        (PLAIN, Codec::Zstd, Some("application/vnd.oci.image.layer.v1.tar+zstd")),
        (GZIP, Codec::Gzip, None),
        (GZIP, Codec::Zstd, Some("application/vnd.oci.image.layer.v1.tar+zstd")),
        (GZIP, Codec::Plain, Some("application/vnd.oci.image.layer.v1.tar”")),
        ("application/vnd.oci.image.layer.v1.tar+zstd", Codec::Gzip, Some(GZIP)),
        (
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            Codec::Gzip,
            Some("nondistributable.v1.tar+gzip"),
        ),
        ("application/vnd.docker.image.rootfs.diff.tar", Codec::Gzip, Some("rootfs.diff.tar.gzip")),
        ("application/vnd.docker.image.rootfs.diff.tar.gzip", Codec::Gzip, None),
        (
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
            Codec::Plain,
            Some("foreign.diff.tar”"),
        ),
        ("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", Codec::Plain, None),
        ("application/vnd.cncf.helm.chart.content.v1.tar+gzip", Codec::Plain, None),
    ] {
        let desk = with_layer(media_type, |proof| proof.codec = codec);
        let Some(written) = written else {
            assert!(desk.place("layer-compression-differs").is_none(), "{media_type} {codec:?}");
            continue;
        };
        let (crossed, at) = desk.place("layer-compression-differs").expect(media_type);
        assert_eq!((crossed.within, at), (Within::Holder, Some(format!("{media_type:?}"))));
        let message = &crossed.finding.message;
        assert!(message.contains(written), "{message}");
        let fails = media_type.starts_with("application/vnd.oci.") && media_type.ends_with("tar");
        assert_eq!(message.contains("invalid tar header"), fails, "{message}");
    }
}

#[test]
fn what_is_no_tar_is_told_of_layers_of_images_alone() {
    for (media_type, told) in [
        (GZIP, true),
        ("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", false),
        ("application/vnd.wasm.content.layer.v1+wasm", false),
    ] {
        let desk = with_layer(media_type, |proof| {
            (proof.codec, proof.is_tar) = (Codec::Plain, false);
            let message = "It is no tar.".to_owned();
            proof.findings = Rc::from([Finding::new(&codes::LAYER_TAR_MALFORMED, None, message)]);
        });
        assert_eq!(desk.place("layer-tar-malformed").is_some(), told, "{media_type}");
    }
}

#[test]
fn a_pin_that_is_not_the_digest_is_told_of_the_document() {
    let desk = mispinned(CONFIG, &format!("sha256:{}", "3".repeat(64)));
    let (crossed, at) = desk.place("digest-mismatch").unwrap();
    assert_eq!((crossed.within, at), (Within::Own, None));
    assert!(crossed.finding.message.contains("the one that you expect"), "{}", crossed.finding.message);
    assert!(desk.place("pasted").is_some());
}

#[test]
fn a_paste_that_verifies_was_not_changed() {
    let bytes = marked(CONFIG).bytes;
    let desk = mispinned(CONFIG, &sha256(&bytes));
    assert!(desk.place("pasted").is_none());
    assert!(desk.place("nothing-to-compare").is_none());
}

#[test]
fn a_signed_manifest_is_compared_by_its_payload() {
    let signed = r#"{"schemaVersion":1,"fsLayers":[],"history":[],"signatures":[{"protected":"eyJmb3JtYXRMZW5ndGgiOjQ1LCJmb3JtYXRUYWlsIjoiZlEifQ"}]}"#;
    let payload = r#"{"schemaVersion":1,"fsLayers":[],"history":[]}"#;
    let desk = mispinned(signed, &sha256(payload.as_bytes()));
    assert_eq!(desk.tree.iter().next().unwrap().1.state, Verification::Verified);
    assert!(desk.place("digest-mismatch").is_none());
    let desk = mispinned(signed, &format!("sha256:{}", "3".repeat(64)));
    assert!(desk.place("digest-mismatch").unwrap().0.finding.message.contains("signed payload has"));
    // What nobody signed is not proved by the payload's digest.
    let more = signed.replace(r#""signatures""#, r#""name":"evil","signatures""#);
    let desk = mispinned(&more, &sha256(payload.as_bytes()));
    assert!(desk.place("digest-mismatch").is_some());
}

#[test]
fn the_same_platform_in_other_words_is_the_same() {
    for (config, stated) in [
        (r#""architecture":"arm64","os":"linux""#, r#""architecture":"arm64","os":"linux","variant":"v8""#),
        (r#""architecture":"arm64","os":"linux","variant":"v8""#, r#""architecture":"arm64","os":"linux""#),
        (r#""architecture":"aarch64","os":"linux""#, r#""architecture":"arm64","os":"linux""#),
        (r#""architecture":"amd64","os":"linux""#, r#""architecture":"amd64","os":"linux","variant":"v1""#),
        (r#""architecture":"arm","os":"linux""#, r#""architecture":"arm","os":"linux","variant":"v7""#),
        // A version that one side doesn't state.
        (
            r#""architecture":"amd64","os":"windows""#,
            r#""architecture":"amd64","os":"windows","os.version":"10.0.17763.1""#,
        ),
        // Not stated in the config: that is a finding of the config's own.
        (r#""architecture":"","os":"linux""#, r#""architecture":"arm64","os":"linux""#),
    ] {
        let config = format!(r#"{{{config},"rootfs":{{"type":"layers","diff_ids":["$D"]}}}}"#);
        let index = format!(
            r#"{{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{{{stated}}}}}]}}"#
        );
        let desk = Desk::with(chain(&[&config, MANIFEST, &index]).0);
        let platform: Vec<_> = desk
            .all()
            .into_iter()
            .map(|(_, crossed)| crossed.finding)
            .filter(|finding| finding.code != "nothing-to-compare")
            .collect();
        assert!(platform.is_empty(), "{stated}: {platform:#?}");
    }
}

#[test]
fn another_month_of_the_same_windows_build_is_a_note() {
    let config = r#"{"architecture":"amd64","os":"windows","os.version":"10.0.17763.1","rootfs":{"type":"layers","diff_ids":["$D"]}}"#;
    let index = r#"{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{"mediaType":"$MANIFEST","digest":"@digest","size":@size,"platform":{"os":"windows","architecture":"amd64","os.version":"10.0.17763.2"}}]}"#;
    let desk = Desk::with(chain(&[config, MANIFEST, index]).0);
    assert_eq!(desk.place("os-version-differs").unwrap().0.finding.severity, Severity::Note);
}

#[test]
fn documents_that_agree_have_nothing_but_a_note_of_the_root() {
    let desk = Desk::with(chain(&[CONFIG, MANIFEST, INDEX]).0);
    let codes: Vec<_> = desk.all().into_iter().map(|(_, crossed)| crossed.finding.code).collect();
    assert_eq!(codes, ["nothing-to-compare"]);
}

#[test]
fn what_is_listed_of_a_tree_is_bounded_and_the_rest_counted() {
    let entries = vec![r#"{"mediaType":"$MANIFEST","digest":"md5:00","size":7}"#; 1000].join(",");
    let index = format!(r#"{{"schemaVersion":2,"mediaType":"$INDEX","manifests":[{entries}]}}"#);
    let desk = Desk::with(chain(&[&index]).0);
    let found: Vec<_> =
        desk.all().into_iter().filter(|(_, crossed)| crossed.finding.code == "not-verifiable").collect();
    assert_eq!(found.len(), limits::FINDINGS_OF_A_KIND + 1);
    let (id, last) = found.last().unwrap();
    assert_eq!(last.finding.message, "… and 900 more of this kind.");
    assert_eq!(cross::of_node(&desk.blobs, &desk.tree, *id).len(), 1, "it points to the first unlisted node");
}

#[test]
fn no_node_has_no_findings() {
    let desk = Desk::with(Vec::new());
    assert_eq!(cross::of_node(&desk.blobs, &desk.tree, NodeId(0)), []);
    assert_eq!(desk.all(), []);
}
