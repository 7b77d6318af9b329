//! Documents as real tools write them: what is found in them, and that nothing else is.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use bayplan::findings::{Finding, Severity};
use bayplan::inspect::cross::{self, Within};
use bayplan::inspect::{Blob, Blobs, Origin, Tree};
use bayplan::json::{Span, Value};

use crate::marked::findings_of;

fn read(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn codes(found: &[Finding]) -> Vec<&str> {
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_document_has_its_findings_and_no_others() {
    for (file, expected) in [
        ("artifact-manifest.json", &[][..]),
        ("artifact-manifest-helm.json", &[]),
        ("artifact-manifest-notation.json", &[]),
        ("artifact-manifest-rc.json", &["artifact-manifest-dropped"]),
        ("attestation-manifest.json", &[]),
        ("attestation-manifest-artifact.json", &[]),
        ("cosign-signature.json", &[]),
        ("docker-config.json", &[]),
        ("docker-list.json", &[]),
        ("docker-manifest.json", &[]),
        ("docker-manifest-inspect.json", &[]),
        ("docker-save-manifest.json", &["tool-output"]),
        ("empty.txt", &["json-empty"]),
        ("imagetools-inspect.txt", &["imagetools-text", "json-syntax"]),
        ("in-toto-statement.json", &[]),
        ("in-toto-statement-0.1.json", &[]),
        ("layer.tar.gz", &["binary-file"]),
        ("manifest-inspect-verbose.json", &["manifest-inspect-verbose"]),
        ("manifest-inspect-verbose-one.json", &["manifest-inspect-verbose"]),
        ("oci-config.json", &[]),
        ("oci-index.json", &[]),
        ("oci-index-buildah.json", &[]),
        ("oci-index-layout.json", &["media-type-absent"]),
        ("oci-index-referrers.json", &["index-empty"]),
        ("oci-layout.json", &[]),
        ("oci-manifest.json", &[]),
        ("oci-manifest-umoci.json", &["media-type-absent"]),
        ("registry-error.html", &["html-page", "json-syntax"]),
        ("registry-error.json", &["registry-error"]),
        ("schema1.json", &["schema1-retired"]),
        ("schema1-signed.json", &["schema1-retired", "schema1-signed-digest"]),
        ("schema1-signed-compact.json", &["schema1-retired", "schema1-signed-digest"]),
        ("skopeo-inspect.json", &["tool-output"]),
        ("tags-list.json", &["registry-answer"]),
        ("truncated.json", &["json-syntax"]),
    ] {
        let found = findings_of(&read(&format!("tests/fixtures/documents/{file}")));
        assert_eq!(codes(&found), expected, "{file}: {found:#?}");
    }
}

/// All documents of an example, put together.
fn open(id: &str) -> (Blobs, Tree) {
    let list: serde_json::Value = serde_json::from_slice(&read("static/examples/index.json")).unwrap();
    let example = list.as_array().unwrap().iter().find(|example| example["id"] == id).unwrap();
    let mut blobs = Blobs::default();
    for file in example["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        blobs.add(read(&format!("static/examples/{path}")).into(), Origin::Example(path.to_owned()));
    }
    for (blob, algorithm) in blobs.due() {
        blobs.hash(blob, algorithm);
    }
    let tree = Tree::build(&blobs);
    (blobs, tree)
}

#[test]
fn whole_images_have_nothing_worse_than_a_note() {
    for id in ["multi-arch", "attestations", "windows-and-linux"] {
        let (blobs, tree) = open(id);
        let alone = blobs.iter().flat_map(|(_, blob)| blob.findings.to_vec());
        let crossed = cross::all(&blobs, &tree).map(|(_, crossed)| crossed.finding);
        let worse: Vec<_> = alone.chain(crossed).filter(|found| found.severity > Severity::Note).collect();
        assert!(worse.is_empty(), "{id}: {worse:#?}");
    }
}

#[test]
fn the_samples_of_the_article_are_told_by_their_digests() {
    for (file, count) in [("manifest.json", 2), ("manifest-list.json", 3)] {
        let found = findings_of(&read(&format!("static/examples/azure-article/{file}")));
        assert_eq!(codes(&found), vec!["documentation-sample"; count], "{file}");
    }
}

/// The codes by one of which each fault of the fixtures must be found; none where a document alone, or what
/// is here, can't tell it.
fn codes_of(fault: &str) -> &'static [&'static str] {
    match fault {
        "platform-disagrees" => &["platform-config-differs"],
        "size-mismatch" => &["size-mismatch"],
        "malformed-digest" => &["digest-malformed"],
        "duplicate-key" => &["duplicate-key"],
        "duplicate-key-by-case" => &["duplicate-key-by-case"],
        "no-platform" => &["platform-absent"],
        "nested-index" => &["index-nested"],
        "media-type-at-odds" => &["media-type-differs-from-descriptor"],
        "embedded-data-mismatch" => &["data-digest-differs"],
        "size-negative" => &["size-negative"],
        "size-beyond-int64" => &["size-too-large"],
        "unsupported-algorithm" => &["digest-unsupported"],
        "same-platform-twice" => &["platform-duplicate"],
        "hostile-text" => &["bidi-override", "control-character", "invisible-character"],
        "url-not-http" => &["url-scheme"],
        "history-longer" => &["history-differs"],
        "diff-ids-differ" => &["layers-diff-ids-differ"],
        "ambiguous" => &["ambiguous-document"],
        // Nothing names these bytes: they are simply not there. The tree and the explanation tell it.
        "digest-mismatch" => &[],
        // Markup in a text is text.
        "markup" => &[],
        other => panic!("no code for {other}"),
    }
}

/// The place of an RFC 6901 pointer. Its key with it, as some findings point to that.
fn place(root: Value<'_>, pointer: &str) -> Span {
    let mut at = root;
    let mut span = root.span();
    for step in pointer.split('/').skip(1) {
        match step.parse::<usize>() {
            Ok(index) => {
                at = at.items().nth(index).unwrap();
                span = at.span();
            }
            Err(_) => {
                let member = at.members().filter(|member| member.name() == step).last().unwrap();
                span = member.span();
                at = member.value;
            }
        }
    }
    span
}

#[test]
fn each_fault_of_the_example_is_found_in_its_place() {
    let (blobs, tree) = open("faults");
    let of = |file: &str| -> Option<&Blob> {
        let path = format!("faults/{file}");
        blobs.iter().map(|(_, blob)| blob).find(|blob| blob.origin == Origin::Example(path.clone()))
    };
    // Each finding with the bytes that it points into.
    let mut all: Vec<(Finding, Rc<[u8]>)> = Vec::new();
    for (_, blob) in blobs.iter() {
        all.extend(blob.findings.iter().map(|finding| (finding.clone(), Rc::clone(&blob.bytes))));
    }
    for (id, crossed) in cross::all(&blobs, &tree) {
        let node = tree.get(id).unwrap();
        let node = match crossed.within {
            Within::Own => node,
            Within::Holder => tree.get(node.holder.unwrap()).unwrap(),
        };
        all.push((crossed.finding, Rc::clone(&blobs.get(node.blob.unwrap()).unwrap().bytes)));
    }
    let faults: serde_json::Value = serde_json::from_slice(&read("tests/fixtures/faults.json")).unwrap();
    for fault in faults.as_array().unwrap() {
        let codes = codes_of(fault["fault"].as_str().unwrap());
        let blob = of(fault["file"].as_str().unwrap()).unwrap();
        let place = place(blob.root().unwrap(), fault["pointer"].as_str().unwrap());
        let inside = |span: Span| place.start <= span.start && span.end <= place.end;
        let found = all.iter().any(|(finding, bytes)| {
            // These point to the other side of what disagrees, or to the bracket of what lacks something.
            let elsewhere = ["layers-diff-ids-differ", "platform-absent", "ambiguous-document"];
            let there = *bytes == blob.bytes && finding.span.is_some_and(inside);
            codes.contains(&finding.code) && (there || elsewhere.contains(&finding.code))
        });
        assert!(codes.is_empty() || found, "{fault}");
    }
}
