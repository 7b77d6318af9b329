//! An index is composed on the page of what is in the tree and of what is typed, opened as a document, and saved.

use bayplan::compose::Writer;
use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::{NodeId, Origin, Role};
use bayplan::session::{Arrival, DocumentsMsg, DraftMsg, Msg};
use bayplan::verify::hash::digest_of;
use bayplan::view::drafting::{drafted, hosts};
use serde_json::{Value, json};

/// A manifest and its config for one architecture.
fn image(architecture: &str) -> [String; 2] {
    let config =
        json!({"architecture": architecture, "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}});
    let config = config.to_string();
    let manifest = json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "layers": [],
        "config": {
            "mediaType": "application/vnd.oci.image.config.v1+json",
            "digest": digest_of(HashAlgorithm::Sha256, config.as_bytes()).to_string(), "size": config.len()
        }
    });
    [manifest.to_string(), config]
}

fn with(documents: &[String]) -> Headless {
    let mut page = Headless::default();
    let arrival = |text: &String| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste };
    let arrivals = documents.iter().map(arrival).collect();
    page.send(Msg::Documents(DocumentsMsg::Add { arrivals, pin: None }));
    page
}

fn roots(page: &Headless) -> Vec<NodeId> {
    page.model.inspection.tree.roots().to_vec()
}

fn draft(page: &mut Headless, msg: DraftMsg) {
    page.send(Msg::Draft(msg));
}

#[test]
fn of_two_images_an_index_is_made_and_opened() {
    let mut page = with(&[image("amd64"), image("arm64")].concat());
    for root in roots(&page) {
        draft(&mut page, DraftMsg::Take(root));
    }
    let pane = page.model.draft.clone().unwrap();
    let platforms: Vec<&str> = pane.draft.entries.iter().map(|entry| &*entry.platform).collect();
    assert_eq!(platforms, ["linux/amd64", "linux/arm64"], "the configs fill them in");
    let comes_to = drafted(&pane.draft);
    let lines = hosts(&comes_to.matrix);
    for platform in ["amd64", "arm64"] {
        assert!(
            lines.iter().any(|line| line.takes[0].starts_with(platform)),
            "some host takes {platform}: {lines:?}"
        );
    }

    draft(&mut page, DraftMsg::Platform(1, "linux/arm64/v8".to_owned()));
    draft(&mut page, DraftMsg::Move(1, 0));
    draft(&mut page, DraftMsg::Save);
    let saved: Value = serde_json::from_slice(&page.saved.pop().unwrap().bytes).unwrap();
    assert_eq!(saved["manifests"][0]["platform"]["variant"], "v8");

    draft(&mut page, DraftMsg::Document);
    let inspection = &page.model.inspection;
    let root = inspection.tree.get(roots(&page)[0]).unwrap();
    assert_eq!(roots(&page).len(), 1, "the images stand under it");
    let origin = &inspection.blobs.get(root.blob.unwrap()).unwrap().origin;
    assert_eq!(*origin, Origin::Composed("docker buildx imagetools create".to_owned()));
    for id in &root.children {
        let child = inspection.tree.get(*id).unwrap();
        assert!(child.role == Role::Entry && child.state.is_match(), "{child:?}");
    }
    assert!(page.model.draft.as_ref().is_some_and(|pane| !pane.open), "the draft stays");
}

#[test]
fn what_is_typed_is_judged() {
    let mut page = with(&image("amd64"));
    let root = roots(&page)[0];
    draft(&mut page, DraftMsg::Take(root));
    draft(&mut page, DraftMsg::Take(root));
    let entries = |page: &Headless| page.model.draft.as_ref().unwrap().draft.entries.len();
    assert_eq!(entries(&page), 1, "once");
    draft(&mut page, DraftMsg::Typed("{\"digest\":\"sha256:short\",\"size\":1}".to_owned()));
    assert!(page.model.draft.as_ref().unwrap().fault.is_some());
    let digest = format!("sha256:{}", "1".repeat(64));
    draft(&mut page, DraftMsg::Typed(json!({"digest": digest, "size": 1, "mediaType": "x"}).to_string()));
    assert_eq!(entries(&page), 2);
    draft(&mut page, DraftMsg::Platform(0, "linux/".to_owned()));
    draft(&mut page, DraftMsg::Annotations("a=b=c\nnot finished\n =d".to_owned()));
    draft(&mut page, DraftMsg::Writer(Writer::Buildah));
    let pane = page.model.draft.clone().unwrap();
    assert!(bayplan::view::drafting::entry_fault(&pane.draft.entries[0]).is_some());
    assert_eq!(pane.draft.annotations, [("a".to_owned(), "b=c".to_owned())]);
    let comes_to = drafted(&pane.draft);
    assert!(!comes_to.findings.is_empty(), "an entry without a platform, of a media type that nobody knows");
    draft(&mut page, DraftMsg::Discard);
    assert!(page.model.draft.is_none());
}

#[test]
fn of_an_index_all_entries_are_taken_with_their_attestations() {
    let [manifest, config] = image("amd64");
    let digest = digest_of(HashAlgorithm::Sha256, manifest.as_bytes()).to_string();
    let attestation = json!({
        "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": format!("sha256:{}", "1".repeat(64)), "size": 9,
        "platform": {"os": "unknown", "architecture": "unknown"},
        "annotations": {"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": digest}
    });
    let index = json!({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
        {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": manifest.len(), "platform": {"architecture": "amd64", "os": "linux"}},
        attestation
    ]});
    let mut page = with(&[index.to_string(), manifest, config]);
    let root = roots(&page)[0];
    let image = page.model.inspection.tree.get(root).unwrap().children[0];
    draft(&mut page, DraftMsg::Take(image));
    assert_eq!(page.model.draft.as_ref().unwrap().draft.entries.len(), 2, "its attestation comes along");
    draft(&mut page, DraftMsg::Discard);
    draft(&mut page, DraftMsg::Take(root));
    let written = drafted(&page.model.draft.as_ref().unwrap().draft).written;
    let ours: Value = serde_json::from_slice(&written.bytes).unwrap();
    assert_eq!(ours, index);
}
