//! What descriptors embed in `data` and is no document: it is held to its descriptor, and read where it is a layer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::session::{Arrival, DocumentsMsg, LayersMsg, Msg};
use bayplan::verify::hash::digest_of;
use bayplan::view::detail;

use crate::desk::{OCI_CONFIG, OCI_MANIFEST, descriptor, said};
use crate::pack::Tar;

const CONFIG: &str = r#"{"architecture":"amd64","os":"linux"}"#;
const TAR: &str = "application/vnd.oci.image.layer.v1.tar";

/// A manifest with these layers, each by its media type, its data, and the bytes that the descriptor is of.
fn manifest(layers: &[(&str, &[u8], &[u8])]) -> String {
    let layer = |(media_type, data, meant): &(&str, &[u8], &[u8])| {
        let digest = digest_of(HashAlgorithm::Sha256, meant);
        format!(
            r#"{{"mediaType":"{media_type}","digest":"{digest}","size":{},"data":"{}"}}"#,
            meant.len(),
            STANDARD.encode(data)
        )
    };
    let layers: Vec<String> = layers.iter().map(layer).collect();
    format!(
        r#"{{"schemaVersion":2,"mediaType":"{OCI_MANIFEST}","config":{{{},"data":"{}"}},"layers":[{}]}}"#,
        descriptor(OCI_CONFIG, CONFIG),
        STANDARD.encode(CONFIG),
        layers.join(",")
    )
}

fn pasted(text: &str) -> Headless {
    let mut page = Headless::default();
    let arrival = Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None }));
    page
}

fn states(page: &Headless) -> Vec<&'static str> {
    page.model.inspection.tree.iter().map(|(_, node)| node.state.word()).collect()
}

#[test]
fn a_layer_in_its_descriptor_is_read_as_a_layer() {
    let tar = Tar::new().file("etc/motd", "hi\n").end();
    let page = pasted(&manifest(&[(TAR, &tar, &tar), (TAR, &tar, &tar)]));
    assert_eq!(states(&page), ["nothing to compare with", "verified", "verified", "verified"]);
    assert!(said(&page.model).iter().all(|said| !said.contains("binary-file") && !said.contains("json")));
    let inspection = &page.model.inspection;
    let (id, node) = inspection.tree.iter().last().unwrap();
    let files = page.model.layers.files(node.layer.unwrap()).unwrap();
    assert!(files.iter().any(|(_, file)| file.path == b"etc/motd"));
    let facts = detail::layer_facts(inspection, id);
    assert_eq!(facts.place.as_deref(), Some("The data of its descriptor, read where it lies."));
}

#[test]
fn what_an_artifact_embeds_is_judged_as_no_document() {
    for (media_type, data) in
        [("text/plain", &b"hello"[..]), (TAR, b"\0\x01\xff"), ("application/x", b"\x89PNG\r\n\x1a\n")]
    {
        let manifest = manifest(&[(media_type, data, data)]);
        let page = pasted(&manifest);
        assert_eq!(states(&page).last(), Some(&"verified"), "{media_type}");
        let said = said(&page.model);
        let as_document = ["json-syntax", "not-utf8", "binary-file"];
        assert!(!said.iter().any(|said| as_document.iter().any(|code| said.ends_with(code))), "{said:?}");
    }
}

#[test]
fn what_is_not_the_blob_that_the_descriptor_names_is_not_used() {
    let tar = Tar::new().file("a", "b").end();
    for meant in [&b"other"[..], &[0; 2048]] {
        let page = pasted(&manifest(&[(TAR, &tar, meant)]));
        assert_eq!(states(&page).last(), Some(&"not loaded"));
        let said = said(&page.model);
        assert!(said.iter().any(|said| said.starts_with("error data-")), "{said:?}");
        assert!(page.model.inspection.blobs.layers.is_empty());
    }
}

#[test]
fn a_late_answer_for_an_embedded_layer_lands_nowhere() {
    use bayplan::layers::FileId;
    use bayplan::session::{Effect, Model, update};
    let tar = Tar::new().file("a", "b").end();
    let arrival = |text: String| Arrival { bytes: text.into_bytes().into(), origin: Origin::Paste };
    let mut model = Model::default();
    let arrivals = vec![arrival(manifest(&[(TAR, &tar, &tar)]))];
    let effects = update(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    let layer = effects.iter().find_map(|effect| match effect {
        Effect::HoldEmbedded { layer, bytes } if **bytes == *tar => Some(*layer),
        _ => None,
    });
    update(&mut model, Msg::Documents(DocumentsMsg::Clear));
    assert!(
        update(&mut model, Msg::Layers(LayersMsg::EmbeddedHeld { layer: layer.unwrap(), file: FileId(0) }))
            .is_empty()
    );
}
