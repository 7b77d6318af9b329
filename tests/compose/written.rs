//! The bytes that tools wrote: `buildah/` by Debian's buildah 1.28.2 (`manifest add`, `manifest push --format`), which
//! `skopeo copy --all` kept as they are; `docker/` by Docker's CLI 28.2.2 (`manifest create`, `annotate`, `push`).

use std::fs;
use std::path::Path;

use bayplan::compose::{Draft, Entry, Format, LeftOut, Writer, write};
use bayplan::json::read;

fn recorded(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compose").join(name)).unwrap()
}

/// The entries that a document has, as a draft.
fn draft(bytes: &[u8], writer: Writer, format: Format) -> Draft {
    let reading = read(bytes);
    let root = reading.root(bytes).unwrap();
    let entries = root.get("manifests").unwrap().items().map(|entry| Entry::typed(entry).unwrap()).collect();
    Draft { writer, format, entries, ..Draft::default() }
}

#[test]
fn the_bytes_are_those_that_the_tools_wrote() {
    for (name, writer, format) in [
        ("buildah/oci.json", Writer::Buildah, Format::Oci),
        ("buildah/docker.json", Writer::Buildah, Format::Docker),
        ("docker/oci.json", Writer::DockerManifest, Format::Oci),
        ("docker/docker.json", Writer::DockerManifest, Format::Docker),
    ] {
        let theirs = recorded(name);
        let mut draft = draft(&theirs, writer, format);
        let written = write(&draft);
        assert_eq!(String::from_utf8_lossy(&written.bytes), String::from_utf8_lossy(&theirs), "{name}");
        assert_eq!(written.left_out, [], "{name}");
        draft.entries.reverse();
        let turned = write(&draft);
        let is_by_digest = writer == Writer::DockerManifest;
        assert_eq!(turned.bytes == theirs, is_by_digest, "{name}: Docker orders by digest");
        assert_eq!(turned.left_out.contains(&LeftOut::Order), is_by_digest, "{name}");
    }
}

#[test]
fn buildx_writes_by_the_specification_in_go() {
    let theirs = recorded("buildah/oci.json");
    let mut draft = draft(&theirs, Writer::Buildx, Format::Oci);
    draft.entries.truncate(1);
    draft.annotations = vec![("b".to_owned(), "<2>".to_owned()), ("a".to_owned(), "1".to_owned())];
    let written = write(&draft);
    let expected = r#"{
  "schemaVersion": 2,
  "mediaType": "application/vnd.oci.image.index.v1+json",
  "manifests": [
    {
      "mediaType": "application/vnd.oci.image.manifest.v1+json",
      "digest": "sha256:263fc41e2b9cfc52c3e1c59308e38d7c5b5520464f87a998912114bce16eb704",
      "size": 417,
      "platform": {
        "architecture": "amd64",
        "os": "linux"
      }
    }
  ],
  "annotations": {
    "a": "1",
    "b": "\u003c2\u003e"
  }
}"#;
    assert_eq!(String::from_utf8_lossy(&written.bytes), expected);
    draft.entries[0].media_type = "application/vnd.docker.distribution.manifest.v2+json".to_owned();
    let written = write(&draft);
    assert_eq!(written.left_out, [LeftOut::Format(Format::Docker), LeftOut::Annotations], "all are Docker's");
    assert!(!String::from_utf8_lossy(&written.bytes).contains("annotations"));
}

#[test]
fn what_is_not_written_is_told() {
    let theirs = recorded("buildah/oci.json");
    let annotated = draft(&theirs, Writer::DockerManifest, Format::Oci);
    assert_eq!(write(&annotated).left_out, [LeftOut::Order, LeftOut::EntryAnnotations]);
    let twice = Draft { entries: vec![annotated.entries[0].clone(); 2], ..annotated.clone() };
    assert_eq!(write(&Draft { writer: Writer::Buildah, ..twice }).left_out, [LeftOut::Repeated]);
    let empty = Draft { writer: Writer::Buildx, format: Format::Docker, ..Draft::default() };
    assert!(String::from_utf8_lossy(&write(&empty).bytes).ends_with("\"manifests\": []\n}"));
}

#[test]
fn an_attestation_goes_with_its_image() {
    let theirs = recorded("docker/oci.json");
    let mut draft = draft(&theirs, Writer::Buildx, Format::Oci);
    let of = draft.entries[0].digest.clone();
    let attestation = Entry {
        digest: format!("sha256:{}", "0".repeat(64)),
        annotations: vec![
            ("vnd.docker.reference.type".to_owned(), "attestation-manifest".to_owned()),
            ("vnd.docker.reference.digest".to_owned(), of.clone()),
        ],
        ..draft.entries[0].clone()
    };
    draft.entries.push(attestation);
    draft.move_entry(0, 2);
    let places = |draft: &Draft| {
        let place = |entry: &Entry| entry.digest == of || entry.attests() == Some(&*of);
        draft.entries.iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(places(&draft), [false, false, true, true, false], "it stands after its image");
    draft.remove_entry(2);
    assert_eq!(draft.entries.len(), 3, "both went");
}

#[test]
fn an_image_moves_past_what_attests_it() {
    let entry = |digest: &str, attests: Option<&str>| Entry {
        digest: digest.to_owned(),
        annotations: attests
            .map(|of| {
                vec![
                    ("vnd.docker.reference.type".to_owned(), "attestation-manifest".to_owned()),
                    ("vnd.docker.reference.digest".to_owned(), of.to_owned()),
                ]
            })
            .unwrap_or_default(),
        ..Entry::default()
    };
    let begun = || Draft {
        entries: vec![
            entry("a", None),
            entry("1", Some("a")),
            entry("b", None),
            entry("2", Some("b")),
            entry("3", Some("gone")),
        ],
        ..Draft::default()
    };
    for (from, to, order, reason) in [
        (0, 1, ["b", "2", "a", "1", "3"], "one place down is past its own attestation"),
        (2, 1, ["b", "2", "a", "1", "3"], "one place up is before the whole group above"),
        (4, 0, ["3", "a", "1", "b", "2"], "what attests nothing that is here stands by itself"),
        (1, 2, ["a", "1", "b", "2", "3"], "an attestation stays with its image"),
        (0, 9, ["a", "1", "b", "2", "3"], "there is no such place"),
    ] {
        let mut draft = begun();
        draft.move_entry(from, to);
        let digests: Vec<&str> = draft.entries.iter().map(|entry| &*entry.digest).collect();
        assert_eq!(digests, order, "{reason}");
    }
    assert_eq!(begun().attached(), [false, true, false, true, false]);
}
