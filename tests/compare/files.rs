//! The files of two images, out of archives.

use std::fs;
use std::slice::from_ref;
use std::sync::atomic::{AtomicUsize, Ordering};

use bayplan::compare::{Kind, Listing};
use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::session::{ComparisonMsg, LinkMsg, Msg};
use bayplan::verify::hash::digest_of;
use serde_json::{Value, json};

use crate::page::{compare, report, told};
use crate::tar::{ended, entry, entry_of};

/// Folders that were made.
static FOLDERS: AtomicUsize = AtomicUsize::new(0);

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
    report(&mut shown(first, second, None))["comparison"].clone()
}

/// The comparison of two archives, all layers read, with this file of both.
fn opened(first: &[Vec<u8>], second: &[Vec<u8>], path: &str) -> Value {
    report(&mut shown(first, second, Some(path)))["comparison"]["file"].clone()
}

fn shown(first: &[Vec<u8>], second: &[Vec<u8>], path: Option<&str>) -> Headless {
    let folder = std::env::temp_dir().join(format!(
        "bayplan-compare-{}-{}",
        std::process::id(),
        FOLDERS.fetch_add(1, Ordering::Relaxed)
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
    if let Some(path) = path {
        page.send(Msg::Comparison(ComparisonMsg::File(Some(path.to_owned()))));
    }
    fs::remove_dir_all(&folder).unwrap();
    page
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

#[test]
fn one_file_of_both_line_by_line() {
    let first = ended([entry("etc/os", b"NAME=a\nVERSION=1\n"), entry("etc/old", b"gone\n")].concat());
    let second = ended(entry("etc/os", b"NAME=a\nVERSION=22\n"));
    let file = opened(from_ref(&first), from_ref(&second), "etc/os");
    assert_eq!(file["rows"], json!([" NAME=a", "\u{2212}VERSION=1", "+VERSION=22"]));
    assert_eq!(file["summary"], "1 line removed, 1 added, of 2 and 2 lines.");
    let digest = |text: &[u8]| digest_of(HashAlgorithm::Sha256, text).to_string();
    assert_eq!(file["firstDigest"], digest(b"NAME=a\nVERSION=1\n"), "of all its bytes, as they were hashed");

    let file = opened(&[first], &[second], "etc/old");
    assert_eq!((&file["rows"], &file["secondDigest"]), (&json!(["\u{2212}gone"]), &Value::Null));
}

#[test]
fn bytes_that_are_the_same_are_said_to_be() {
    let layer = |other: &[u8], time: &[u8]| {
        let mut file = entry("app", b"same bytes");
        file[136..148].copy_from_slice(time);
        let sum: u32 =
            file[..148].iter().chain(b"        ").chain(&file[156..512]).map(|byte| u32::from(*byte)).sum();
        file[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        ended([file, entry("other", other)].concat())
    };
    let (first, second) = (layer(b"1", b"00000000001\0"), layer(b"22", b"00000000002\0"));
    let file = opened(from_ref(&first), from_ref(&second), "app");
    assert!(file["summary"].as_str().unwrap().starts_with("The bytes are the same"), "{file}");
    let rows = rows(&beside(&[first], &[second]));
    assert_eq!(rows[0], "changed app only the time, of what is stated; bytes not compared");
}

#[test]
fn what_is_no_text_is_compared_at_the_same_places() {
    let bytes: Vec<u8> = (0..=255).collect();
    let mut other = bytes.clone();
    other[20] = 0;
    other.push(1);
    let file = opened(&[ended(entry("bin", &bytes))], &[ended(entry("bin", &other))], "bin");
    assert!(file["summary"].as_str().unwrap().contains("Bytes are compared at the same places"), "{file}");
    let rows: Vec<&str> = file["rows"].as_array().unwrap().iter().map(|row| row.as_str().unwrap()).collect();
    assert!(
        rows.contains(&"\u{2212}10 11 12 13 14 15 16 17  18 19 1a 1b 1c 1d 1e 1f ················"),
        "{rows:?}"
    );
}

#[test]
fn a_hard_link_has_the_content_of_what_it_links_to() {
    let first = ended([entry("a", b"one\n"), entry_of(b"b", b'1', b"a", b"")].concat());
    let second = ended([entry("a", b"two\n"), entry("b", b"two\n")].concat());
    let file = opened(&[first], &[second], "b");
    assert_eq!(file["rows"], json!(["\u{2212}one", "+two"]));
}

#[test]
fn the_file_is_in_the_address() {
    let first = ended(entry("a&b", b"1"));
    let second = ended([entry("a&b", b"22"), entry("c", b"")].concat());
    let mut page = shown(&[first], &[second], Some("a&b"));
    assert!(
        page.fragment.contains("file=a%2526b") || page.fragment.contains("file=a%26b"),
        "{}",
        page.fragment
    );
    let fragment = page.fragment.clone();
    page.send(Msg::Comparison(ComparisonMsg::File(None)));
    assert!(page.model.file_beside.is_none() && !page.fragment.contains("file="), "{}", page.fragment);
    page.send(Msg::Link(LinkMsg::Navigated(fragment)));
    assert_eq!(page.model.file_beside.as_ref().unwrap().difference.path, "a&b", "back shows it again");
}

#[test]
fn files_are_filtered_by_what_became_of_them_and_by_directory() {
    let first = ended([entry("etc/a", b"1"), entry("usr/b", b"1"), entry("usr/gone", b"1234")].concat());
    let second = ended([entry("etc/a", b"22"), entry("usr/b", b"333"), entry("etc/new", b"")].concat());
    let mut page = shown(&[first], &[second], None);
    let listed = |page: &Headless| -> Vec<String> {
        let found = page.model.file_comparison.as_ref().unwrap().differences.clone().unwrap();
        page.model.file_list.places.iter().map(|at| found.rows[*at as usize].path.clone()).collect()
    };
    assert_eq!(listed(&page), ["etc/a", "etc/new", "usr/b", "usr/gone"]);
    let list = |page: &mut Headless, listing: Listing| {
        page.send(Msg::Comparison(ComparisonMsg::List(listing)));
        listed(page)
    };
    let by_size = Listing { by_size: true, ..Listing::default() };
    assert_eq!(list(&mut page, by_size), ["usr/gone", "usr/b", "etc/a", "etc/new"]);
    let changed = Listing { kind: Some(Kind::Changed), ..Listing::default() };
    assert_eq!(list(&mut page, changed), ["etc/a", "usr/b"]);
    let below = Listing { filter: "/usr/".to_owned(), ..Listing::default() };
    assert_eq!(list(&mut page, below), ["usr/b", "usr/gone"]);
    let within = Listing { filter: "r/".to_owned(), ..Listing::default() };
    assert_eq!(list(&mut page, within), ["usr/b", "usr/gone"]);
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
