//! Archives and layers.

use std::path::Path;

use bayplan::headless::Headless;
use bayplan::session::{LayersMsg, Msg, SelectMsg, Tab};
use serde_json::Value;

use crate::report::{findings, inspect, layer, node};

/// The findings that are more than a note: code, severity, and the node that they are said of.
fn told(report: &Value) -> Vec<(&str, &str, &str)> {
    let told = findings(report).into_iter().filter(|finding| finding["severity"] != "note");
    let text = |finding: &'_ Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    told.map(|finding| {
        let of = |key: &str| finding[key].as_str().unwrap_or_default();
        assert!(!text(finding, "message").is_empty());
        (of("code"), of("severity"), of("node"))
    })
    .collect()
}

fn roots(report: &Value) -> Vec<&str> {
    let nodes = report["tree"].as_array().unwrap().iter();
    nodes.filter(|node| node["role"] == "root").map(|node| node["name"].as_str().unwrap()).collect()
}

#[test]
fn layers_of_archives_are_read() {
    for (case, path) in [
        ("25-buildx-oci-tar", "0.0.0.l0"),
        ("27-docker-archive-symlink", "0.l0"),
        ("28c-oci-archive-in-folder", "0.0.l0"),
        ("29-docker-archive-gz-layers", "0.l0"),
        ("37-wh-alone", "0.0.l1"),
        ("62b-v7-archive", "0.0.l0"),
        ("72-empty-layer-path", "0.l1"),
    ] {
        let report = inspect(case);
        assert_eq!(node(&report, path)["state"], "verified", "{case}");
        assert_eq!(layer(&report, path)["reading"], "read", "{case}");
    }
}

#[test]
fn what_is_wrong_is_said_where_it_is_and_nothing_else() {
    for (case, expected) in [
        ("27-docker-archive-symlink", None),
        ("28c-oci-archive-in-folder", None),
        ("29-docker-archive-gz-layers", None),
        ("32e-hardlink-before-target", Some(("layer-link-early", "error", "0.0.l0"))),
        ("35-gzip-trailing-zeros", Some(("layer-zeros-after-end", "error", "0.0.l0"))),
        ("37-wh-alone", Some(("layer-deletion-invalid", "error", "0.0.l1"))),
        ("38-aufs-leftovers", None),
        ("42-empty-filename", Some(("layer-path-empty", "warning", "0.0.l0"))),
        ("42e-file-as-parent", Some(("layer-parent-not-directory", "error", "0.0.l0"))),
        ("61-archive-xz", Some(("binary-file", "warning", "0"))),
        ("62b-v7-archive", None),
        ("63-truncated-archive", Some(("archive-cut-short", "error", "0"))),
        ("65b-tar-type-gzip-bytes", Some(("layer-compression-differs", "warning", "0.0.l0"))),
        ("71-docker-save-v1", Some(("docker-first-format", "warning", "0"))),
        ("72-empty-layer-path", Some(("archive-layer-absent", "error", "0.l0"))),
    ] {
        assert_eq!(told(&inspect(case)), Vec::from_iter(expected), "{case}");
    }
}

#[test]
fn an_archives_own_files_are_part_of_it() {
    for (case, expected) in [
        ("27-docker-archive-symlink", "hello-world:latest"),
        ("28c-oci-archive-in-folder", "OCI layout"),
        ("29-docker-archive-gz-layers", "a:1"),
        ("61-archive-xz", "xz file"),
        ("71-docker-save-v1", "library/centos:6"),
        ("72-empty-layer-path", "a:1"),
    ] {
        assert_eq!(roots(&inspect(case)), [expected], "{case}");
    }
}

#[test]
fn the_sentences_say_what_to_do() {
    for (case, code, words) in [
        ("28c-oci-archive-in-folder", "archive-in-folder", "“test”"),
        ("35-gzip-trailing-zeros", "layer-zeros-after-end", "gzip: invalid header"),
        ("37-wh-alone", "layer-deletion-invalid", "invalid whiteout name"),
        ("38-aufs-leftovers", "layer-aufs-leftovers", "no part of the image"),
        ("61-archive-xz", "binary-file", "xz -dc image.tar.xz > image.tar"),
        ("63-truncated-archive", "archive-cut-short", "This archive is cut short"),
        ("65b-tar-type-gzip-bytes", "layer-compression-differs", "layer.v1.tar+gzip"),
        ("72-empty-layer-path", "archive-layer-absent", "empty path"),
    ] {
        let report = inspect(case);
        let message = crate::report::finding(&report, code)["message"].as_str().unwrap().to_owned();
        assert!(message.contains(words), "{case}: {message}");
    }
}

#[test]
fn a_config_named_by_its_digest_is_checked_against_it() {
    let report = inspect("29-docker-archive-gz-layers");
    assert_eq!(node(&report, "0")["comparedWith"], "name");
}

#[test]
fn layers_of_dockers_first_format_are_stacked_by_their_parents() {
    let report = inspect("71-docker-save-v1");
    for path in ["0.l0", "0.l1"] {
        assert_eq!(layer(&report, path)["reading"], "read");
    }
}

/// The files of a case's image.
fn files(case: &str) -> Vec<String> {
    let mut page = Headless::default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("image.tar");
    page.drop_paths(&[path]).unwrap();
    let tree = &page.model.inspection.tree;
    let manifest = tree.held(tree.roots()[0], bayplan::inspect::Step::Entry(0)).unwrap();
    page.send(Msg::Layers(LayersMsg::Open(manifest)));
    page.send(Msg::Select(SelectMsg::Node(manifest)));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Files)));
    let pane = page.model.files.as_ref().unwrap().shown();
    (0..pane.len()).filter_map(|at| pane.row(at)).map(|row| row.name).collect()
}

#[test]
fn what_clients_skip_is_not_among_the_files() {
    assert_eq!(files("38-aufs-leftovers"), ["etc"]);
    assert_eq!(files("42-empty-filename"), ["a"]);
    assert_eq!(files("37-wh-alone"), ["etc", "keep"]);
}
