//! Layers that are packed as no specification says.

use bayplan::image::digest::HashAlgorithm;
use bayplan::session::{LayersMsg, Model, Msg};
use bayplan::verify::hash::digest_of;

use crate::bounds::with_file;
use crate::desk::{OCI_CONFIG, OCI_LAYER, OCI_MANIFEST, descriptor, said, sentence};
use crate::pack::Tar;

/// What is said of an image with this layer.
fn of_layer(name: &str, layer: &[u8]) -> Vec<String> {
    said(&opened(name, layer, OCI_LAYER, &["config", "manifest", "layer"]))
}

/// An archive of an image with this layer, which has these of its files; its layers are read.
fn opened(name: &str, layer: &[u8], layer_type: &str, files: &[&str]) -> Model {
    let digest = |bytes: &[u8]| digest_of(HashAlgorithm::Sha256, bytes).to_string();
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{}"]}}}}"#,
        digest(b"what it unpacks to")
    );
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{}}},"layers":[{{"mediaType":"{layer_type}","digest":"{}","size":{}}}]}}"#,
        descriptor(OCI_CONFIG, &config),
        digest(layer),
        layer.len()
    );
    let index = format!(r#"{{"schemaVersion":2,"manifests":[{{{}}}]}}"#, descriptor(OCI_MANIFEST, &manifest));
    let mut tar = Tar::new();
    let all = [("config", config.as_bytes()), ("manifest", manifest.as_bytes()), ("layer", layer)];
    for (_, bytes) in all.into_iter().filter(|(file, _)| files.contains(file)) {
        let path = format!("blobs/{}", digest(bytes).replace(':', "/"));
        tar = tar.entry(&path, b'0', 0o644, "", bytes);
    }
    let marker = r#"{"imageLayoutVersion":"1.0.0"}"#;
    let mut page = with_file(name, &tar.file("oci-layout", marker).file("index.json", &index).end());
    page.send(Msg::Layers(LayersMsg::Open(page.model.selected.unwrap())));
    page.model
}

#[test]
fn what_is_not_unpacked_here_has_no_diff_id_to_compare() {
    for (name, length) in [("short.tar", 100), ("long.tar", 3000)] {
        let mut layer = b"\xfd7zXZ\0".to_vec();
        layer.resize(length, 7);
        assert_eq!(of_layer(name, &layer), ["error layer-compression-unknown"], "{length} bytes");
    }
    let tar = Tar::new().file("a", "x").end();
    assert_eq!(of_layer("plain.tar", &tar), ["error diff-id-mismatch", "warning layer-compression-differs"]);
}

#[test]
fn nor_has_it_one_in_an_archive_of_docker_save() {
    let mut layer = b"\xfd7zXZ\0".to_vec();
    layer.resize(3000, 7);
    let diff_id = digest_of(HashAlgorithm::Sha256, b"what it unpacks to");
    let config = format!(
        r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}}}}"#
    );
    let list = r#"[{"Config":"config.json","RepoTags":["a:1"],"Layers":["layer.tar"]}]"#;
    let tar = Tar::new().file("config.json", &config).entry("layer.tar", b'0', 0o644, "", &layer);
    let mut page = with_file("saved.tar", &tar.file("manifest.json", list).end());
    page.send(Msg::Layers(LayersMsg::Open(page.model.selected.unwrap())));
    assert_eq!(said(&page.model), ["error layer-compression-unknown"]);
    let tree = &page.model.inspection.tree;
    let (_, layer) = tree.iter().nth(1).unwrap();
    assert_eq!((layer.state.word(), layer.compared.word()), ("nothing to compare with", None));
}

#[test]
fn what_the_archive_of_a_layout_lacks_is_told() {
    let tar = Tar::new().file("a", "x").end();
    let lacks = |name: &str, layer_type: &str, files: &[&str]| opened(name, &tar, layer_type, files);
    let plain = "application/vnd.oci.image.layer.v1.tar";
    for (files, what) in
        [(["manifest", "layer"], "names this config"), (["manifest", "config"], "names this layer")]
    {
        let model = lacks("lacks.tar", plain, &files);
        assert_eq!(said(&model), ["warning archive-blob-absent"], "{files:?}");
        let (_, told) = sentence(&model, "archive-blob-absent").unwrap();
        assert!(told.contains(what) && told.contains("lacks.tar"), "{told}");
    }
    // Manifests of other platforms are left out on purpose, and so are layers that nobody may pass on.
    let foreign = "application/vnd.oci.image.layer.nondistributable.v1.tar";
    for (files, layer_type) in [(&["config"][..], plain), (&["config", "manifest"], foreign)] {
        assert!(
            !said(&lacks("other.tar", layer_type, files)).contains(&"warning archive-blob-absent".to_owned())
        );
    }
}
