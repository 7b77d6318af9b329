//! Archives, listed as a worker does it, and judged as the page does it.

use std::collections::BTreeSet;

use bayplan::archive::codec::{Codec, CodecError, Fault};
use bayplan::archive::contents::{Contents, Indexer};
use bayplan::archive::inventory::{Format, Inventory, inventory};
use bayplan::findings::Severity;
use bayplan::findings::archive::{of_absent_blob, of_absent_layer, of_archive};

use crate::layer::entry;

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The archive of these files, and the zeros after it.
fn archive(files: &[(&str, &str)], zeros: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> =
        files.iter().flat_map(|(path, content)| entry(path.as_bytes(), b'0', content.as_bytes())).collect();
    bytes.resize(bytes.len() + zeros, 0);
    bytes
}

fn contents(bytes: &[u8], error: Option<CodecError>) -> Contents {
    let mut indexer = Indexer::new();
    bytes.chunks(700).for_each(|piece| indexer.push(piece));
    let codec = if error.is_some() { Codec::Gzip } else { Codec::Plain };
    let contents = indexer.finish(codec, bytes.len() as u64, error);
    assert!(Contents::from_bytes(&contents.to_bytes()).as_ref() == Some(&contents), "it changes on its way");
    contents
}

/// What is found, in which archive, and how unpacking it ended.
type Case = (&'static [&'static str], Format, Vec<u8>, Option<CodecError>);

fn cases() -> Vec<Case> {
    let blob = format!("blobs/sha256/{HASH}");
    let index = r#"{"schemaVersion":2,"manifests":[]}"#;
    let config = format!("{HASH}.json");
    let saved = format!(r#"[{{"Config":"{config}","RepoTags":["a:1"],"Layers":["x/layer.tar"]}}]"#);
    let fault = |fault| Some(CodecError { fault, at: 100, written: 1000 });
    let layout = archive(&[("oci-layout", "{}"), ("index.json", index), (&blob, "{}")], 1024);
    let mut broken = layout.clone();
    broken[1024 + 148] ^= 1;
    let inside = archive(&[("a/b/oci-layout", "{}"), ("a/b/index.json", index), ("__MACOSX/._x", "x")], 1024);
    let id = "f6808a3e";
    let (first, json) = (format!("{id}/layer.tar"), format!("{id}/json"));
    let names = format!(r#"{{"a":{{"1":"{id}"}}}}"#);
    let described = format!(r#"{{"id":"{id}"}}"#);
    let by_id = [(first.as_str(), "tar"), (&json, &described)];
    let named = [by_id[0], by_id[1], ("repositories", &names)];
    vec![
        (&[], Format::OciLayout, layout.clone(), None),
        (&[], Format::OciLayout, layout[..layout.len() - 1024].to_vec(), None),
        (&["archive-cut-short"], Format::OciLayout, layout[..layout.len() - 1024 - 511].to_vec(), None),
        (&["archive-cut-short"], Format::OciLayout, layout.clone(), fault(Fault::CutOff)),
        (&["archive-damaged"], Format::OciLayout, layout, fault(Fault::Checksum)),
        (&["archive-damaged"], Format::OciLayout, broken, None),
        (&["archive-cut-short"], Format::Part, archive(&[(&blob, "{}")], 0), None),
        (&["archive-index-absent"], Format::Part, archive(&[(&blob, "{}")], 1024), None),
        (
            &["archive-index-absent"],
            Format::OciLayout,
            archive(&[(&blob, "{}"), ("oci-layout", "{}")], 1024),
            None,
        ),
        (
            &["archive-cut-short"],
            Format::Part,
            archive(&[("x/VERSION", "1.0"), ("x/layer.tar", "tar")], 0),
            None,
        ),
        (&[], Format::DockerSave, archive(&[(&config, "{}"), ("manifest.json", &saved)], 1024), None),
        (&["archive-config-absent"], Format::DockerSave, archive(&[("manifest.json", &saved)], 1024), None),
        (&["archive-in-folder"], Format::OciLayout, inside, None),
        (&[], Format::First, archive(&named, 1024), None),
        (&[], Format::First, archive(&by_id, 1024), None),
        (&["archive-cut-short"], Format::First, archive(&by_id, 0), None),
        (&[], Format::Other, archive(&[("app/index.json", "{}"), ("app/manifest.json", "{}")], 1024), None),
        (&[], Format::Other, archive(&[("etc/passwd", "root")], 0), None),
    ]
}

/// The codes that some case produces.
pub fn produced() -> BTreeSet<&'static str> {
    let mut codes: BTreeSet<_> = cases().into_iter().flat_map(|(codes, ..)| codes).copied().collect();
    codes.insert(of_absent_layer("a.tar", "x/layer.tar").code);
    codes.insert(of_absent_blob("a.tar", "layer").code);
    codes.extend([
        "archive-zeros-after-end",
        "archive-list-unread",
        "archive-link-broken",
        "archive-blob-linked",
    ]);
    codes.insert("archive-file-repeated");
    codes
}

#[test]
fn each_archive_is_what_it_is_and_has_its_findings() {
    for (at, (codes, format, bytes, error)) in cases().into_iter().enumerate() {
        let contents = contents(&bytes, error);
        let found = inventory(&contents);
        assert_eq!(found.format, format, "case {at}");
        if format != Format::Other {
            let findings = of_archive("image.tar", &contents, &found);
            let found: Vec<_> = findings.iter().map(|finding| finding.code).collect();
            assert_eq!(found, codes, "case {at}: {findings:?}");
        }
    }
}

#[test]
fn an_absent_layer_is_named() {
    for (path, words) in
        [("", "by an empty path"), ("x/layer.tar", "“x/layer.tar” is no file in it, nor a link to one")]
    {
        let finding = of_absent_layer("a.tar", path);
        assert!(finding.message.contains(words), "{}", finding.message);
    }
}

#[test]
fn zeros_after_gzips_end_are_told_by_who_fails_on_them() {
    for (format, expected) in [
        (Format::DockerSave, Some(Severity::Warning)),
        (Format::Both, Some(Severity::Warning)),
        (Format::OciLayout, Some(Severity::Note)),
    ] {
        let (_, _, bytes, _) = cases().remove(0);
        let contents = Contents { padding: 500, ..contents(&bytes, None) };
        let found = Inventory { format, ..inventory(&contents) };
        let said = of_archive("x.tar.gz", &contents, &found);
        let said = said.iter().find(|finding| finding.code == "archive-zeros-after-end");
        assert_eq!(said.map(|finding| finding.severity), expected, "{format:?}");
        assert!(said.unwrap().message.starts_with("500 zero bytes come after"), "{said:?}");
    }
}
