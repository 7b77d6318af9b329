//! Whether bytes are those that were meant: what an artifact holds, a digest beside a wrong size, what a manifest
//! that nobody named names, and whom a statement is about.

use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::session::{LayersMsg, Msg};
use bayplan::verify::hash::digest_of;
use bayplan::view::detail::verified;

use crate::bounds::with_file;
use crate::desk::{OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST, descriptor, dropped, said, sentence};
use crate::pack::Tar;

/// The page with a layout of these blobs, whose layers are read.
fn layout(name: &str, index: &str, blobs: &[&[u8]]) -> Headless {
    let mut tar = Tar::new();
    for bytes in blobs {
        let path = format!("blobs/{}", digest_of(HashAlgorithm::Sha256, bytes).to_string().replace(':', "/"));
        tar = tar.entry(&path, b'0', 0o644, "", bytes);
    }
    let marker = r#"{"imageLayoutVersion":"1.0.0"}"#;
    let mut page = with_file(name, &tar.file("oci-layout", marker).file("index.json", index).end());
    page.send(Msg::Layers(LayersMsg::Open(page.model.selected.unwrap())));
    page
}

/// An image or an artifact with one layer, and its size where it is stated wrong.
fn of_layers(config: (&str, &str), media_type: &str, layer: &[u8], size: usize) -> String {
    format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[{{"mediaType":"{media_type}","digest":"{}","size":{size}}}]}}"#,
        descriptor(config.0, config.1),
        digest_of(HashAlgorithm::Sha256, layer)
    )
}

fn index(manifests: &[&str]) -> String {
    let entries: Vec<String> =
        manifests.iter().map(|manifest| format!("{{{}}}", descriptor(OCI_MANIFEST, manifest))).collect();
    format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(","))
}

#[test]
fn what_an_artifact_has_is_no_broken_tar() {
    const EMPTY: &str = "application/vnd.oci.empty.v1+json";
    let whole = Tar::new().file("a", "x").end();
    for (name, media_type, layer, expected) in [
        ("text", "text/plain", &b"hello world\n"[..], vec![]),
        ("default", "application/vnd.oci.image.layer.v1.tar", b"hello world\n", vec![]),
        ("zipped", OCI_LAYER, b"hello world\n", vec![]),
        ("byte", "application/vnd.acme.thing.data", b"x", vec![]),
        ("zeros", "application/vnd.acme.thing.data", &[0; 600], vec![]),
        ("none", "application/vnd.acme.thing.data", b"", vec![]),
        // What begins as a tar is judged as one.
        ("cut", "application/vnd.acme.thing.tar", &whole[..512], vec!["error layer-truncated"]),
    ] {
        let manifest = of_layers((EMPTY, "{}"), media_type, layer, layer.len());
        let named = r#""artifactType":"application/vnd.acme.thing.v1","config""#;
        let manifest = manifest.replace("\"config\"", named);
        let page = layout(&format!("{name}.tar"), &index(&[&manifest]), &[b"{}", manifest.as_bytes(), layer]);
        assert_eq!(said(&page.model), expected, "{name}");
    }
    // An image's layer that is cut short is broken.
    let layer = "application/vnd.oci.image.layer.v1.tar";
    let manifest = of_layers((OCI_CONFIG, CONFIG), layer, b"etc/pass", 8);
    let page = layout(
        "short-image.tar",
        &index(&[&manifest]),
        &[CONFIG.as_bytes(), manifest.as_bytes(), b"etc/pass"],
    );
    assert!(said(&page.model).contains(&"error layer-truncated".to_owned()), "{:?}", said(&page.model));
}

const CONFIG: &str = r#"{"architecture":"amd64","os":"linux"}"#;

/// What is said of the state of the last node.
fn last_state(page: &Headless) -> String {
    let inspection = &page.model.inspection;
    let (_, node) = inspection.tree.iter().last().unwrap();
    verified(inspection, node)
}

#[test]
fn a_right_digest_beside_a_wrong_size_is_told() {
    let layer = Tar::new().file("a", "x").end();
    let of = |size| of_layers((OCI_CONFIG, CONFIG), "application/vnd.oci.image.layer.v1.tar", &layer, size);
    let (right, wrong) = (of(layer.len()), of(5));
    let blobs = [CONFIG.as_bytes(), right.as_bytes(), wrong.as_bytes(), &layer];
    let page = layout("sizes.tar", &index(&[&right, &wrong]), &blobs);
    let told = last_state(&page);
    assert!(told.contains("The digest is right, so the size is wrong where it is stated."), "{told}");
    let (_, told) = sentence(&page.model, "size-mismatch").unwrap();
    assert!(told.contains("the digest is right") && !told.contains("Fetch them again"), "{told}");
    let (_, told) = sentence(&page.model, "digest-two-sizes").unwrap();
    assert!(told.contains("manifest of entry 2 says 5 bytes") && told.contains("that of entry 1"), "{told}");
}

#[test]
fn what_agrees_with_another_manifest_than_the_one_meant_says_so() {
    let layer = Tar::new().file("a", "x").end();
    let manifest =
        of_layers((OCI_CONFIG, CONFIG), "application/vnd.oci.image.layer.v1.tar", &layer, layer.len());
    let named = manifest.replace("\"schemaVersion\":2", "\"schemaVersion\":3");
    let path =
        format!("blobs/{}", digest_of(HashAlgorithm::Sha256, named.as_bytes()).to_string().replace(':', "/"));
    let digest = |bytes: &[u8]| digest_of(HashAlgorithm::Sha256, bytes).to_string().replace(':', "/");
    let tar = Tar::new()
        .file("oci-layout", r#"{"imageLayoutVersion":"1.0.0"}"#)
        .file("index.json", &index(&[&named]))
        .file(&path, &manifest)
        .file(&format!("blobs/{}", digest(CONFIG.as_bytes())), CONFIG)
        .entry(&format!("blobs/{}", digest(&layer)), b'0', 0o644, "", &layer);
    let mut page = with_file("other-manifest.tar", &tar.end());
    page.send(Msg::Layers(LayersMsg::Open(page.model.selected.unwrap())));
    let told = last_state(&page);
    assert!(
        told.contains("agree with the descriptor in the manifest. But that manifest is not the one"),
        "{told}"
    );
}

#[test]
fn a_statement_is_compared_by_any_algorithm_that_its_subject_names() {
    let image = of_layers((OCI_CONFIG, CONFIG), OCI_LAYER, b"x", 1);
    let (short, long) = (
        digest_of(HashAlgorithm::Sha256, image.as_bytes()),
        digest_of(HashAlgorithm::Sha512, image.as_bytes()),
    );
    let zeros = "0".repeat(128);
    for (digests, expected) in [
        (format!(r#""sha512":"{}""#, long.encoded()), None),
        (format!(r#""sha256":"{}","sha512":"{}""#, short.encoded(), long.encoded()), None),
        (format!(r#""sha512":"{zeros}""#), Some("its subject is another")),
        (format!(r#""sha256":"{}","sha512":"{zeros}""#, short.encoded()), Some("can\u{2019}t both be right")),
        (r#""gitCommit":"11""#.to_owned(), Some("can\u{2019}t be compared")),
    ] {
        let statement = format!(
            r#"{{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","subject":[{{"name":"x","digest":{{{digests}}}}}]}}"#
        );
        let attestation = format!(
            r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[{{{}}}]}}"#,
            descriptor(OCI_CONFIG, CONFIG),
            descriptor("application/vnd.in-toto+json", &statement)
        );
        let index = format!(
            r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{{{}}},{{{},"annotations":{{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{short}"}}}}]}}"#,
            descriptor(OCI_MANIFEST, &image),
            descriptor(OCI_MANIFEST, &attestation)
        );
        let files =
            [("i.json", &*index), ("m.json", &image), ("a.json", &attestation), ("s.json", &statement)];
        let model = dropped(&files);
        let told = ["statement-subject-differs", "statement-subject-not-compared"]
            .into_iter()
            .find_map(|code| sentence(&model, code));
        match (expected, &told) {
            (None, None) => {}
            (Some(expected), Some((_, told))) if told.contains(expected) => {}
            _ => panic!("{digests}: {told:?}"),
        }
    }
}

#[test]
fn what_only_a_wrong_manifest_names_does_not_count_as_verified() {
    let manifest = of_layers((OCI_CONFIG, CONFIG), OCI_LAYER, b"x", 1);
    let spaced = manifest.replace(",\"layers", ", \"layers");
    let index = index(&[&manifest]);
    let model = dropped(&[
        ("index.json", &index),
        (
            &format!(
                "blobs/{}",
                digest_of(HashAlgorithm::Sha256, manifest.as_bytes()).to_string().replace(':', "/")
            ),
            &spaced,
        ),
        ("config.json", CONFIG),
    ]);
    let (blobs, tree) = (&model.inspection.blobs, &model.inspection.tree);
    let of = |at: usize| {
        let root = tree.roots()[at];
        let totals = bayplan::inspect::totals(blobs, tree, root);
        (totals.verified, totals.mismatched, totals.unvouched, totals.platforms)
    };
    assert_eq!(of(0), (0, 1, 1, 1), "the config agrees with a manifest that nobody named");
    let summary = bayplan::view::summary(&model.inspection, tree.roots()[0]).unwrap();
    let words = bayplan::view::proved(&summary.totals);
    assert_eq!(words, "0 of 4 blobs verified, 1 mismatch, 1 named by a wrong document alone");
}
