//! An index is composed on the page of what is in the tree and of what is typed, opened as a document, and saved.

use bayplan::compose::Writer;
use bayplan::headless::Headless;
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::{NodeId, Origin, Role};
use bayplan::registry::{Answer, Failure, Headers, Outcome, Request};
use bayplan::session::{Arrival, DocumentsMsg, DraftMsg, LinkMsg, Msg, ShareMsg};
use bayplan::verify::hash::digest_of;
use bayplan::view::drafting::{drafted, hosts, offered};
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

/// A page with a registry of an index of two images, and an image that is a part of none.
fn registry() -> Headless {
    let images = ["amd64", "arm64", "riscv64"].map(image);
    let digest = |text: &str| digest_of(HashAlgorithm::Sha256, text.as_bytes()).to_string();
    let entry = |[manifest, _]: &[String; 2]| {
        json!({
            "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest(manifest), "size": manifest.len()
        })
    };
    let index = json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
        "manifests": images[..2].iter().map(entry).collect::<Vec<_>>()
    });
    let documents: Vec<(String, String)> =
        images.iter().flatten().map(|text| (digest(text), text.clone())).collect();
    Headless::new(Box::new(move |request: &Request| {
        let url = request.url.as_str();
        let body = match url.rsplit_once('/').unwrap().1 {
            "multi" => index.to_string(),
            "alone" => images[2][0].clone(),
            named => match documents.iter().find(|(digest, _)| digest == named) {
                Some((_, text)) => text.clone(),
                None => return Outcome::Failed(Failure::Opaque),
            },
        };
        let is_index = url.ends_with("/multi");
        let kind = if is_index { "index" } else { "manifest" };
        Outcome::Answer(Answer {
            status: 200,
            url: request.url.clone(),
            redirected: false,
            headers: Headers {
                content_type: Some(format!("application/vnd.oci.image.{kind}.v1+json")),
                ..Headers::default()
            },
            body: body.into_bytes().into(),
            whole: true,
            at: 0,
        })
    }))
}

fn platforms(page: &Headless) -> Vec<String> {
    let entries = &page.model.draft.as_ref().unwrap().draft.entries;
    entries.iter().map(|entry| entry.platform.clone()).collect()
}

#[test]
fn an_image_that_is_typed_is_fetched_and_its_entries_are_offered() {
    let mut page = registry();
    page.paste("registry.example/a:alone");
    let root = roots(&page)[0];
    draft(&mut page, DraftMsg::Take(root));
    draft(&mut page, DraftMsg::Reference("no reference".to_owned()));
    assert!(page.model.draft.as_ref().unwrap().reference_fault.is_some());

    draft(&mut page, DraftMsg::Reference("registry.example/a:multi".to_owned()));
    let pane = page.model.draft.clone().unwrap();
    assert!(pane.reference_fault.is_none() && pane.awaited.is_none());
    let (index, images) = offered(&pane, &page.model.inspection).unwrap();
    assert_eq!(images.len(), 2);
    draft(&mut page, DraftMsg::Take(images[1]));
    assert_eq!(platforms(&page), ["linux/riscv64", "linux/arm64"], "the config was fetched, and fills it in");
    draft(&mut page, DraftMsg::Take(index));
    assert_eq!(platforms(&page), ["linux/riscv64", "linux/arm64", "linux/amd64"], "each once");
    let of = page.model.draft.as_ref().unwrap().draft.entries[2].repository.clone();
    assert_eq!(of.as_deref(), Some("registry.example/a"));
}

#[test]
fn the_annotations_of_an_entry_are_typed() {
    let mut page = with(&[image("amd64"), image("arm64")].concat());
    for root in roots(&page) {
        draft(&mut page, DraftMsg::Take(root));
    }
    draft(&mut page, DraftMsg::EntryAnnotations(1, "a=1\nnot finished".to_owned()));
    let pane = page.model.draft.clone().unwrap();
    assert_eq!(pane.draft.entries[1].annotations, [("a".to_owned(), "1".to_owned())]);
    assert_eq!(pane.entry_annotations(1), "a=1\nnot finished", "as it was typed");
    draft(&mut page, DraftMsg::Move(1, 0));
    let pane = page.model.draft.clone().unwrap();
    assert_eq!((pane.entry_annotations(0).as_str(), pane.entry_annotations(1).as_str()), ("a=1", ""));
    let written: Value = serde_json::from_slice(&drafted(&pane.draft).written.bytes).unwrap();
    assert_eq!(written["manifests"][0]["annotations"], json!({"a": "1"}));
}

#[test]
fn a_draft_is_in_the_address_and_in_the_link() {
    let documents = [image("amd64"), image("arm64")].concat();
    let mut page = with(&documents);
    for root in roots(&page) {
        draft(&mut page, DraftMsg::Take(root));
    }
    draft(&mut page, DraftMsg::Target("registry.example/a:1".to_owned()));
    draft(&mut page, DraftMsg::Annotations("k=v & more".to_owned()));
    let now = page.model.draft.clone().unwrap();

    let mut reloaded = Headless::default();
    reloaded.send(Msg::Link(LinkMsg::Navigated(page.fragment.clone())));
    let there = reloaded.model.draft.clone().unwrap();
    assert!(
        there.open && there.draft.entries.iter().all(|entry| entry.config.is_none()),
        "nothing else is here yet"
    );
    let arrivals =
        documents.iter().map(|text| Arrival { bytes: text.as_bytes().into(), origin: Origin::Paste });
    reloaded.send(Msg::Documents(DocumentsMsg::Add { arrivals: arrivals.collect(), pin: None }));
    assert_eq!(
        reloaded.model.draft.as_ref().unwrap().draft,
        now.draft,
        "and the configs are looked up again"
    );

    page.send(Msg::Share(ShareMsg::Open(true)));
    let link = page.model.link("https://example.com/").unwrap();
    let mut fresh = Headless::default();
    fresh.send(Msg::Link(LinkMsg::Navigated(link.split_once('#').unwrap().1.to_owned())));
    assert_eq!(fresh.model.draft.as_ref().unwrap().draft, now.draft);

    // One that is worked on is not replaced by an older one of the history.
    let before = page.fragment.clone();
    draft(&mut page, DraftMsg::Target("registry.example/a:2".to_owned()));
    page.send(Msg::Link(LinkMsg::Navigated(before)));
    assert_eq!(page.model.draft.as_ref().unwrap().draft.target, "registry.example/a:2");
    draft(&mut page, DraftMsg::Discard);
    assert!(!page.fragment.contains("draft="), "{}", page.fragment);
}
