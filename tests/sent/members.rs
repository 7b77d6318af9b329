//! Single files of an archive: lists that can't be read, links, and what is there twice.

use bayplan::findings::Severity;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::label;
use bayplan::verify::hash::digest_of;

use crate::bounds::{notices, with_file};
use crate::desk::{OCI_CONFIG, OCI_MANIFEST, descriptor, said, sentence};
use crate::pack::Tar;

const MARKER: &str = r#"{"imageLayoutVersion":"1.0.0"}"#;

fn path_of(bytes: &[u8]) -> String {
    format!("blobs/{}", digest_of(HashAlgorithm::Sha256, bytes).to_string().replace(':', "/"))
}

/// A config and a manifest with one layer.
fn image(layer: &[u8]) -> (String, String) {
    let digest = digest_of(HashAlgorithm::Sha256, layer);
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{digest}"]}}}}"#
    );
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{digest}","size":{}}}]}}"#,
        descriptor(OCI_CONFIG, &config),
        layer.len()
    );
    (config, manifest)
}

fn index(manifest: &str) -> String {
    format!(r#"{{"schemaVersion":2,"manifests":[{{{}}}]}}"#, descriptor(OCI_MANIFEST, manifest))
}

#[test]
fn a_list_that_cannot_be_read_is_told_and_what_is_shown_instead() {
    let tar = Tar::new().file("etc/motd", "x").end();
    let text = String::from_utf8_lossy(&tar).into_owned();
    for (name, list, place, shown) in [
        ("cut.tar", r#"[{"Config"#, "Line 1, column", "as if it were one layer"),
        (
            "typed.tar",
            r#"[{"Config":7,"Layers":["layer.tar"]}]"#,
            "names no image",
            "as if it were one layer",
        ),
    ] {
        let archive =
            Tar::new().file("layer.tar", &text).file("config.json", "{}").file("manifest.json", list).end();
        let page = with_file(name, &archive);
        let (severity, message) = sentence(&page.model, "archive-list-unread").unwrap();
        assert_eq!(severity, Severity::Error);
        for words in ["“manifest.json” is in the archive and can't be read", place, shown] {
            assert!(
                message.contains(words) && notices(&page.model).join(" ").contains(words),
                "{words}: {message}"
            );
        }
    }
    // Beside what tells that it is an image: its blobs are shown.
    let (config, manifest) = image(&tar);
    let blobs =
        Tar::new().file(&path_of(config.as_bytes()), &config).file(&path_of(manifest.as_bytes()), &manifest);
    let page = with_file("broken-index.tar", &blobs.file("index.json", "{\"manif").end());
    let message = sentence(&page.model, "archive-list-unread").unwrap().1;
    assert!(message.contains("“index.json” is in") && message.contains("one by one"), "{message}");
    assert_eq!(sentence(&page.model, "archive-index-absent"), None);
    let layer = path_of(config.as_bytes());
    let pipe =
        Tar::new().file(&layer, &config).entry("index.json", b'6', 0o644, "", b"").file("oci-layout", MARKER);
    let message = sentence(&with_file("pipe.tar", &pipe.end()).model, "archive-list-unread").unwrap().1;
    assert!(message.contains("it is a named pipe"), "{message}");
    // Someone's own file of that name, in a layer.
    let own = Tar::new().file("manifest.json", "{\"name\":").file("etc/passwd", "root").end();
    assert_eq!(sentence(&with_file("own.tar", &own).model, "archive-list-unread"), None);
}

#[test]
fn links_to_blobs_are_followed_within_the_archive() {
    let layer = Tar::new().file("etc/motd", "x").end();
    let (config, manifest) = image(&layer);
    let data = Tar::new()
        .entry("data/layer", b'0', 0o644, "", &layer)
        .file("data/config", &config)
        .symlink(&path_of(&layer), "../../data/layer")
        .hard_link(&path_of(config.as_bytes()), "data/config")
        .file(&path_of(manifest.as_bytes()), &manifest)
        .file("contents", &index(&manifest))
        .symlink("index.json", "contents")
        .file("oci-layout", MARKER);
    let page = with_file("linked.tar", &data.end());
    let states: Vec<_> = page.model.inspection.tree.iter().map(|(_, node)| node.state.word()).collect();
    assert_eq!(states, ["nothing to compare with", "verified", "verified", "verified"]);
    assert_eq!(crate::desk::names(&page.model)[0], "OCI layout");
    let (severity, message) = sentence(&page.model, "archive-blob-linked").unwrap();
    assert_eq!(severity, Severity::Note);
    assert!(message.contains("(2 more files are links)"), "{message}");
}

#[test]
fn a_link_that_leads_to_nothing_is_the_cause() {
    let layer = Tar::new().file("etc/motd", "x").end();
    let (config, manifest) = image(&layer);
    for (name, to, words) in [
        ("outside.tar", "../../../etc/passwd", "out of the archive"),
        ("absolute.tar", "/var/lib/blob", "out of the archive"),
        ("nothing.tar", "nowhere", "has nothing there"),
        ("ring.tar", "ring", "go round"),
        ("folder.tar", "../../data", "no file"),
        ("implied.tar", "../../more", "no file"),
    ] {
        let archive = Tar::new()
            .directory("data/")
            .file("more/x", "x")
            .symlink("blobs/sha256/ring", "ring")
            .symlink(&path_of(&layer), to)
            .file(&path_of(config.as_bytes()), &config)
            .file(&path_of(manifest.as_bytes()), &manifest)
            .file("index.json", &index(&manifest))
            .file("oci-layout", MARKER);
        let page = with_file(name, &archive.end());
        let broken: Vec<String> = page
            .model
            .inspection
            .tree
            .iter()
            .flat_map(|(id, _)| bayplan::view::detail::findings(&page.model.inspection, id))
            .filter(|found| found.finding.code == "archive-link-broken")
            .map(|found| found.finding.message)
            .collect();
        assert!(
            broken.iter().any(|it| it.contains(&path_of(&layer)[..40]) && it.contains(words)),
            "{name}: {broken:?}"
        );
        let absent = sentence(&page.model, "archive-blob-absent").unwrap().1;
        assert!(absent.contains("no file in it, nor a link to one"), "{absent}");
    }
}

#[test]
fn old_docker_save_links_a_layer_that_is_there_already() {
    let layer = Tar::new().file("etc/motd", "x").end();
    let digest = digest_of(HashAlgorithm::Sha256, &layer);
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{digest}","{digest}"]}}}}"#
    );
    let list = r#"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["one/layer.tar","two/layer.tar"]}]"#;
    let archive = |link: &str| {
        Tar::new()
            .entry("one/layer.tar", b'0', 0o644, "", &layer)
            .symlink("two/layer.tar", link)
            .file("c.json", &config)
            .file("manifest.json", list)
            .end()
    };
    let page = with_file("saved.tar", &archive("../one/layer.tar"));
    let states: Vec<_> =
        page.model.inspection.tree.iter().skip(1).map(|(_, node)| node.state.word()).collect();
    assert_eq!(states, ["verified", "verified"]);
    let page = with_file("gone.tar", &archive("../three/layer.tar"));
    assert!(sentence(&page.model, "archive-link-broken").unwrap().1.contains("../three/layer.tar"));
    assert!(said(&page.model).contains(&"error archive-layer-absent".to_owned()));
}

#[test]
fn what_is_there_twice_is_told_and_the_last_counts() {
    let layer = Tar::new().file("etc/motd", "x").end();
    let (config, manifest) = image(&layer);
    let other = manifest.replace("amd64", "arm64").replace("\"layers\"", "\"annotations\":{},\"layers\"");
    let blob = |tar: Tar, text: &str| tar.file(&path_of(text.as_bytes()), text);
    let base = || {
        let tar = Tar::new().file("oci-layout", MARKER).entry(&path_of(&layer), b'0', 0o644, "", &layer);
        blob(blob(blob(tar, &config), &manifest), &other)
    };
    let page = with_file(
        "two.tar",
        &base().file("index.json", &index(&manifest)).file("index.json", &index(&other)).end(),
    );
    let (severity, message) = sentence(&page.model, "archive-file-repeated").unwrap();
    assert_eq!(severity, Severity::Warning);
    for words in ["“index.json” is in this archive 2 times", "another than the first", "the last counts"]
    {
        assert!(message.contains(words), "{message}");
    }
    let inspection = &page.model.inspection;
    let root = inspection.tree.roots()[0];
    let index_node = inspection.tree.get(root).unwrap();
    let named = inspection.tree.get(index_node.children[0]).unwrap();
    assert_eq!(named.stated_digest(), Some(&digest_of(HashAlgorithm::Sha256, other.as_bytes())));
    assert!(!label(&inspection.blobs, &inspection.tree, root).name.is_empty());

    // The same again does no harm.
    let page = with_file("same.tar", &blob(base().file("index.json", &index(&manifest)), &config).end());
    let (severity, message) = sentence(&page.model, "archive-file-repeated").unwrap();
    assert!(severity == Severity::Note && message.contains("the same as the first"), "{message}");
}
