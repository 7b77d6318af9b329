//! What people paste of what tools print: which images are offered to be fetched, and which documents are found.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

use std::cell::RefCell;
use std::rc::Rc;

use bayplan::headless::{Headless, answer};
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::registry::Outcome;
use bayplan::session::{Arrival, DocumentsMsg, ExportMsg, FetchMsg, Msg, ReportFormat};
use bayplan::verify::hash::digest_of;

mod outputs;
mod parts;

pub(crate) const INDEX: &str =
    r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#;

pub(crate) fn digest() -> String {
    digest_of(HashAlgorithm::Sha256, INDEX.as_bytes()).to_string()
}

/// A page whose registries have the index by any name, and the addresses that were asked.
pub(crate) fn page() -> (Headless, Rc<RefCell<Vec<String>>>) {
    let urls: Rc<RefCell<Vec<String>>> = Rc::default();
    let asked = Rc::clone(&urls);
    let page = Headless::new(Box::new(move |request| {
        asked.borrow_mut().push(request.url.clone());
        Outcome::Answer(answer(request, "application/vnd.oci.image.index.v1+json", INDEX))
    }));
    (page, urls)
}

/// What is offered for a paste, `@` standing for the repository's `@sha256:…`; nothing may be asked for it.
pub(crate) fn offered(text: &str) -> Vec<String> {
    let (mut page, urls) = page();
    page.paste(text);
    assert!(urls.borrow().is_empty(), "{:?}", urls.borrow());
    let offers = bayplan::view::fetching(&page.model).offers;
    assert_eq!(offers.title.is_empty(), offers.offers.is_empty());
    offers.offers.into_iter().map(|offer| offer.reference).collect()
}

/// The documents of a paste.
pub(crate) fn documents(text: &str) -> Vec<String> {
    let (mut page, urls) = page();
    page.paste(text);
    assert!(urls.borrow().is_empty());
    let blobs = page.model.inspection.blobs.iter();
    blobs.map(|(_, blob)| String::from_utf8(blob.bytes.to_vec()).unwrap()).collect()
}

#[test]
fn what_is_offered_is_fetched_by_its_digest_and_compared_with_it() {
    for (dropped, told) in
        [(false, "the digest in the pasted output"), (true, "the digest in the output that was dropped")]
    {
        let (mut page, urls) = page();
        let text =
            format!("{{\"image.name\":\"registry.example/a:1\",\"containerimage.digest\":\"{}\"}}", digest());
        if dropped {
            let arrival =
                Arrival { bytes: text.as_bytes().into(), origin: Origin::File("metadata.json".to_owned()) };
            page.send(Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: None }));
        } else {
            page.paste(&text);
        }
        let offers = bayplan::view::fetching(&page.model).offers;
        assert!(urls.borrow().is_empty(), "nothing is asked before it is pressed for");
        assert_eq!(offers.offers[0].host, "registry.example");
        assert!(offers.offers[0].note.contains("with the tag 1"), "{offers:?}");
        page.send(Msg::Fetch(FetchMsg::TakeOffer(offers.offers[0].id)));
        assert_eq!(*urls.borrow(), [format!("https://registry.example/v2/a/manifests/{}", digest())]);
        assert!(bayplan::view::fetching(&page.model).offers.offers.is_empty());
        let root = page.model.inspection.tree.get(page.model.inspection.tree.roots()[0]).unwrap();
        assert_eq!(root.state.word(), "verified");
        assert_eq!(root.compared.word().unwrap().to_string(), told);
        page.send(Msg::Export(ExportMsg::Report(ReportFormat::Json)));
        let report = String::from_utf8(page.saved.pop().unwrap().bytes.to_vec()).unwrap();
        assert!(report.contains(if dropped { "dropped-output" } else { "pasted-output" }));
    }
}

#[test]
fn a_tag_is_told_where_it_was_written() {
    for (command, note) in [
        ("crane digest alpine", "From the command\u{2019}s output"),
        ("crane digest alpine:3", "From the command\u{2019}s output, there with the tag 3"),
        ("crane digest alpine:latest", "From the command\u{2019}s output, there with the tag latest"),
        ("crane digest \"alpine:3\"", "From the command\u{2019}s output, there with the tag 3"),
    ] {
        let (mut page, _) = page();
        page.paste(&format!("$ {command}\n{}", digest()));
        assert_eq!(bayplan::view::fetching(&page.model).offers.offers[0].note, note);
    }
}

#[test]
fn what_a_registry_gives_in_its_place_is_no_match() {
    let (mut page, _) = page();
    page.paste(&format!("$ crane digest registry.example/a:1\nsha256:{}\n", "1".repeat(64)));
    let offer = bayplan::view::fetching(&page.model).offers.offers[0].id;
    page.send(Msg::Fetch(FetchMsg::TakeOffer(offer)));
    let root = page.model.inspection.tree.get(page.model.inspection.tree.roots()[0]).unwrap();
    assert_eq!(root.state.word(), "digest mismatch");
}

#[test]
fn offers_are_put_away() {
    let (mut page, _) = page();
    page.paste(&format!("- imageID: docker.io/library/nginx@{}\n  x: y", digest()));
    assert_eq!(bayplan::view::fetching(&page.model).offers.offers.len(), 1);
    page.send(Msg::Fetch(FetchMsg::DismissOffers));
    assert!(bayplan::view::fetching(&page.model).offers.offers.is_empty());
    page.paste(&format!("- imageID: docker.io/library/nginx@{}\n  x: y", digest()));
    page.send(Msg::Documents(DocumentsMsg::Clear));
    assert!(bayplan::view::fetching(&page.model).offers.offers.is_empty());
}
