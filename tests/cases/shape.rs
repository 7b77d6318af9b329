//! The shape of the JSON report, as `docs/report.md` has it.

use std::collections::BTreeSet;
use std::fs;

use bayplan::headless::{Headless, answer};
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::registry::{Failure, Outcome, Request};
use bayplan::session::{
    Arrival, ComparisonMsg, DocumentsMsg, DraftMsg, ExportMsg, FetchMsg, LinkMsg, Msg, ReportFormat,
};
use bayplan::verify::hash::digest_of;
use serde_json::Value;

use crate::report::{inspect, inspect_with};

/// Each member that a value has, with where it stands: `tree[] path`.
fn members(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| members(value, &format!("{at}[]"), found)),
        Value::Object(values) => {
            for (key, value) in values {
                found.insert(format!("{at} {key}"));
                let below = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                members(value, &below, found);
            }
        }
        _ => {}
    }
}

/// The members that the page of documentation has.
fn documented() -> BTreeSet<String> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.md")).unwrap();
    let mut section = String::new();
    let mut found = BTreeSet::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.strip_prefix('`').map_or("", |title| title.trim_end_matches('`')).to_owned();
        } else if let Some((member, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`')) {
            assert!(found.insert(format!("{section} {member}")), "{section} {member} is there twice");
        }
    }
    found
}

fn json(request: &Request, body: &str) -> Outcome {
    Outcome::Answer(answer(request, "application/json", body))
}

/// What a link may lead to, what refers to a manifest, and what a tool's output names: no case has these.
fn asked() -> Value {
    let manifest =
        r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}"#;
    let digest = format!("sha256:{}", "0".repeat(64));
    let referrers = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":2}}]}}"#
    );
    let answers = Box::new(move |request: &Request| match request.url.as_str() {
        url if url.contains("/referrers/") => json(request, &referrers),
        url if url.contains("/manifests/1") => json(request, manifest),
        _ => Outcome::Failed(Failure::Opaque),
    });
    let mut page = Headless::new(answers);
    page.paste("registry.example/a:1");
    let root = page.model.inspection.tree.roots()[0];
    page.send(Msg::Fetch(FetchMsg::Referrers(root)));
    page.send(Msg::Link(LinkMsg::Navigated("/ref/elsewhere.example/b:1".to_owned())));
    page.paste(&format!("  imageID: registry.example/c@{digest}"));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
}

/// A build file, and what `az acr` prints.
fn of_azure() -> Value {
    let mut page = Headless::default();
    page.paste("steps:\n- id: one\n  build: -t app -f Dockerfile .\n- push: [app]\n");
    let digest = format!("sha256:{}", "0".repeat(64));
    page.paste(&format!(
        r#"{{"registry":"r.azurecr.io","imageName":"a","manifests":[{{"digest":"{digest}","tags":["1"],"lastUpdateTime":"2026"}}]}}"#
    ));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
}

/// A layout that names two images, of which none is chosen.
fn layout_of_two() -> Value {
    let entry = |digit: &str| {
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:{}","size":7}}"#,
            digit.repeat(64)
        )
    };
    let index = format!(r#"{{"schemaVersion":2,"manifests":[{},{}]}}"#, entry("1"), entry("2"));
    let file = |name: &str, text: &str| Arrival {
        bytes: text.as_bytes().into(),
        origin: Origin::File(name.to_owned()),
    };
    let marker = r#"{"imageLayoutVersion":"1.0.0"}"#;
    let mut page = Headless::default();
    page.send(Msg::Documents(DocumentsMsg::Add {
        arrivals: vec![file("a/index.json", &index), file("a/oci-layout", marker)],
        pin: None,
    }));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
}

/// Two indexes, or two images of them, beside each other.
fn comparison(of_images: bool) -> Value {
    let image = |note: &str| {
        let layer = format!(r#"{{"digest":"sha256:{}","size":1}}"#, "1".repeat(64));
        format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","annotations":{{"org.opencontainers.image.base.digest":"{note}"}},"layers":[{layer}]}}"#
        )
    };
    let images = ["x", "y"].map(image);
    let index = |image: &String| {
        let digest = digest_of(HashAlgorithm::Sha256, image.as_bytes());
        let size = image.len();
        format!(
            r#"{{"schemaVersion":2,"annotations":{{"a":"{digest}"}},"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":{size}}}]}}"#
        )
    };
    let indexes = images.each_ref().map(index);
    let mut page = Headless::default();
    let of_all = if of_images { images.to_vec() } else { [indexes, images].concat() };
    let arrivals = of_all.iter().map(|text| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste });
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.collect(), pin: None }));
    let roots = page.model.inspection.tree.roots().to_vec();
    page.send(Msg::Comparison(ComparisonMsg::Of(roots[0], roots[1])));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
}

/// Two images out of archives beside each other, with all their files.
fn comparison_of_files() -> Value {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut page = Headless::default();
    for case in ["37-wh-alone", "42-empty-filename"] {
        let files = fs::read_dir(folder.join(case)).unwrap().map(|entry| entry.unwrap().path());
        let tars: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "tar")).collect();
        page.drop_paths(&tars).unwrap();
    }
    let tree = &page.model.inspection.tree;
    let images: Vec<_> = tree.roots().iter().map(|root| tree.meant(*root)).collect();
    page.send(Msg::Comparison(ComparisonMsg::Of(images[0], images[1])));
    page.send(Msg::Comparison(ComparisonMsg::Open));
    let differ = page.model.file_comparison.as_ref().and_then(|files| files.differences.clone()).unwrap();
    let file = differ.rows.first().map(|row| row.path.clone());
    page.send(Msg::Comparison(ComparisonMsg::File(file)));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
}

/// Two images beside each other, with a bill of materials of each, and a draft of an index.
fn comparison_of_packages() -> Value {
    let image = |note: &str| {
        format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","annotations":{{"a":"{note}"}},"layers":[]}}"#
        )
    };
    let sbom = |image: &String, version: &str| {
        let digest = digest_of(HashAlgorithm::Sha256, image.as_bytes()).to_string();
        let hex = digest.trim_start_matches("sha256:");
        format!(
            r#"{{"spdxVersion":"SPDX-2.3","documentDescribes":["i"],"packages":[{{"SPDXID":"i","name":"i","checksums":[{{"algorithm":"SHA256","checksumValue":"{hex}"}}]}},{{"name":"p","versionInfo":"{version}"}}]}}"#
        )
    };
    let images = ["x", "y"].map(image);
    let [first, second] = &images;
    let all = [first.clone(), second.clone(), sbom(first, "1"), sbom(second, "2")];
    let mut page = Headless::default();
    let arrivals = all.iter().map(|text| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste });
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.collect(), pin: None }));
    let roots = page.model.inspection.tree.roots().to_vec();
    page.send(Msg::Comparison(ComparisonMsg::Of(roots[0], roots[1])));
    page.send(Msg::Draft(DraftMsg::Take(roots[0])));
    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
    serde_json::from_slice(&page.saved.pop().unwrap().whole()).unwrap()
}

#[test]
fn every_member_is_documented_and_every_documented_one_is_there() {
    let mut found = BTreeSet::new();
    for report in [
        asked(),
        inspect("25-buildx-oci-tar"),
        inspect("57-hub-429"),
        inspect_with("53e-tags-http", &["--tags"]),
        inspect("08b-keys-reordered"),
        inspect_with("09-windows-list-win11", &["--host", "what/is/this/host"]),
        layout_of_two(),
        of_azure(),
        comparison(true),
        comparison(false),
        comparison_of_files(),
        comparison_of_packages(),
        {
            let mut page = Headless::default();
            page.paste(" ");
            page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
            serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap()
        },
    ] {
        members(&report, "", &mut found);
    }
    let documented = documented();
    let undocumented: Vec<_> = found.difference(&documented).collect();
    assert!(undocumented.is_empty(), "docs/report.md lacks {undocumented:#?}");
    let absent: Vec<_> = documented.difference(&found).collect();
    assert!(absent.is_empty(), "no report has {absent:#?}");
}

#[test]
fn the_same_members_are_always_there() {
    let (mut whole, mut empty) = (BTreeSet::new(), BTreeSet::new());
    members(&inspect("27-docker-archive-symlink")["tree"], "", &mut whole);
    members(&inspect("06-config-size-zero")["tree"], "", &mut empty);
    assert_eq!(whole, empty);
}

/// Members that hold one of a few words.
const WORDS: [&str; 12] = [
    "tone",
    "role",
    "kind",
    "state",
    "comparedWith",
    "pinBy",
    "severity",
    "reading",
    "outcome",
    "standing",
    "accord",
    "form",
];

/// The words that a report has in such members.
fn words(value: &Value, at: &str, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| words(value, at, found)),
        Value::Object(values) => {
            for (key, value) in values {
                // What these say in an image and in a choice are sentences.
                let is_word = WORDS.contains(&key.as_str()) && !["images", "choice"].contains(&at);
                if let Some(word) = value.as_str().filter(|_| is_word) {
                    found.insert((key.clone(), word.to_owned()));
                }
                words(value, key, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_word_is_documented() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.md")).unwrap();
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            words(&inspect(entry.file_name().to_str().unwrap()), "", &mut found);
        }
    }
    assert!(found.len() > 30, "{found:?}");
    let absent: Vec<_> = found
        .iter()
        .filter(|(_, word)| !word.starts_with("agrees with ") && !page.contains(&format!("`{word}`")))
        .collect();
    assert!(absent.is_empty(), "docs/report.md lacks {absent:?}");
}
