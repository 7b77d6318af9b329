//! The files of two images, out of archives.

use std::fs;

use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::session::{ComparisonMsg, Msg};
use bayplan::verify::hash::digest_of;
use serde_json::{Value, json};

use crate::page::{compare, report, told};
use crate::tar::{ended, entry, entry_of};

/// An archive with the layout of one image of these layers.
fn archive(layers: &[Vec<u8>]) -> Vec<u8> {
    let digest = |bytes: &[u8]| digest_of(HashAlgorithm::Sha256, bytes).to_string();
    let config = json!({
        "architecture": "amd64", "os": "linux", "config": {},
        "rootfs": {"type": "layers", "diff_ids": layers.iter().map(|layer| digest(layer)).collect::<Vec<_>>()}
    });
    let config = config.to_string();
    let descriptor = |kind: &str, bytes: &[u8]| json!({"mediaType": format!("application/vnd.oci.image.{kind}"), "digest": digest(bytes), "size": bytes.len()});
    let manifest = json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": descriptor("config.v1+json", config.as_bytes()),
        "layers": layers.iter().map(|layer| descriptor("layer.v1.tar", layer)).collect::<Vec<_>>()
    });
    let manifest = manifest.to_string();
    let index =
        json!({"schemaVersion": 2, "manifests": [descriptor("manifest.v1+json", manifest.as_bytes())]});
    let mut files = vec![
        entry("oci-layout", b"{\"imageLayoutVersion\":\"1.0.0\"}"),
        entry("index.json", index.to_string().as_bytes()),
    ];
    let blobs = [config.as_bytes(), manifest.as_bytes()];
    for blob in blobs.into_iter().chain(layers.iter().map(Vec::as_slice)) {
        files.push(entry(&format!("blobs/sha256/{}", digest(blob).trim_start_matches("sha256:")), blob));
    }
    ended(files.concat())
}

/// The comparison of two archives, all layers read.
fn beside(first: &[Vec<u8>], second: &[Vec<u8>]) -> Value {
    let folder = std::env::temp_dir().join(format!(
        "bayplan-compare-{}-{}",
        std::process::id(),
        first.concat().len() * 31 + second.concat().len()
    ));
    fs::create_dir_all(&folder).unwrap();
    let paths = [folder.join("a.tar"), folder.join("b.tar")];
    for (path, layers) in paths.iter().zip([first, second]) {
        fs::write(path, archive(layers)).unwrap();
    }
    let mut page = Headless::default();
    page.drop_paths(&paths).unwrap();
    let tree = &page.model.inspection.tree;
    let images: Vec<_> = tree.roots().iter().map(|root| tree.meant(*root)).collect();
    compare(&mut page, images[0], images[1]);
    page.send(Msg::Comparison(ComparisonMsg::Open));
    fs::remove_dir_all(&folder).unwrap();
    report(&mut page)["comparison"].clone()
}

fn rows(comparison: &Value) -> Vec<String> {
    told(&comparison["files"]["rows"], &["kind", "path", "what"])
}

#[test]
fn files_that_came_went_and_changed() {
    let base = ended([entry("etc/os", b"one"), entry("etc/gone", b"x"), entry("bin/same", b"same")].concat());
    let first = ended([entry("app/a", b"12345"), entry_of(b"app/l", b'2', b"a", b"")].concat());
    let second = ended(
        [
            entry("app/a", b"123"),
            entry("app/new", b"n"),
            entry("etc/.wh.gone", b""),
            entry_of(b"app/l", b'2', b"b", b""),
        ]
        .concat(),
    );
    let comparison = beside(&[base.clone(), first], &[base, second]);
    assert_eq!(
        rows(&comparison),
        ["changed app/a size", "changed app/l link", "added app/new -", "removed etc/gone -"]
    );
    let files = &comparison["files"];
    assert_eq!((&files["same"], &files["unproved"]), (&json!(2), &json!(0)), "{files}");
    assert_eq!((&files["added"], &files["removed"], &files["changed"]), (&json!(1), &json!(1), &json!(2)));
}

#[test]
fn bytes_out_of_other_layers_are_not_said_to_be_the_same() {
    let first = ended([entry("a", b"one"), entry("b", b"x")].concat());
    let second = ended([entry("a", b"two"), entry("c", b"x")].concat());
    let comparison = beside(&[first], &[second]);
    assert_eq!(rows(&comparison), ["removed b -", "added c -"]);
    assert_eq!(comparison["files"]["unproved"], 1);
    assert!(comparison["files"]["summary"].as_str().unwrap().contains("their bytes were not compared"));
}

/// Many files on each side: twice as many take about twice as long.
#[test]
fn many_files_take_no_longer_than_they_are_many() {
    let layer = |count: usize, content: &[u8]| {
        let files: Vec<Vec<u8>> =
            (0..count).map(|at| entry(&format!("usr/{}/{at}", at % 300), content)).collect();
        ended(files.concat())
    };
    let time = |count: usize| {
        let begun = std::time::Instant::now();
        let comparison = beside(&[layer(count, b"a")], &[layer(count, b"bc")]);
        let changed = comparison["files"]["changed"].as_u64().unwrap();
        assert_eq!(changed, count as u64);
        begun.elapsed()
    };
    let _ = time(1000);
    let (short, long) = (time(5_000), time(20_000));
    assert!(long < short * 12, "{short:?} for a quarter of what takes {long:?}");
}
