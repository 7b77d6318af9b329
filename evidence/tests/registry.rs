//! The page with a verifier and a registry: evidence is looked for, found at each of its places, and verified.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

mod authority;

use std::cell::RefCell;
use std::rc::Rc;

use bayplan::headless::Headless;
use bayplan::registry::Request;
use bayplan::session::evidence::{Field, RootState, Whose};
use bayplan::session::{EvidenceMsg, LinkMsg, Msg, SelectMsg, Tab};
use bayplan::view::{Look, evidence::Tone, look};
use evidence::Evidence;

use authority::registry::{Registry, digest, image, signed_by, statement};
use authority::signing::{Signing, Version};
use authority::{Authority, Key};

struct Opened {
    page: Headless,
    asked: Rc<RefCell<Vec<String>>>,
}

/// Opens an index of the registry, and looks for its evidence.
fn opened(registry: Registry) -> Opened {
    let asked = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&asked);
    let mut page = Headless::new(Box::new(move |request: &Request| {
        log.borrow_mut().push(request.url.clone());
        registry.answer(&request.url)
    }));
    page.verifier = Some(Box::new(Evidence));
    page.paste("localhost:5000/app:1");
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    Opened { page, asked }
}

impl Opened {
    fn look_for_evidence(&mut self) {
        let root = self.page.model.root().unwrap();
        self.page.send(Msg::Evidence(EvidenceMsg::Look(root)));
    }

    fn look(&self) -> Look {
        look(&self.page.model, &Look::default())
    }

    /// The cells of the matrix, row by row: the sign, and the word with what stands beside it.
    fn matrix(&self) -> Vec<String> {
        let look = self.look();
        let rows = look.evidence.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let more = cell.more.as_deref().map(|more| format!(" ({more})")).unwrap_or_default();
                format!("{} {}{more}", cell.sign(), cell.word)
            });
            format!("{}: {}", row.name, cells.collect::<Vec<_>>().join(" | "))
        });
        rows.collect()
    }
}

#[test]
fn nothing_is_asked_before_the_visitor_asks() {
    let opened = opened(Registry::new(&image()));
    let asked = opened.asked.borrow();
    assert!(!asked.iter().any(|url| url.contains("referrers") || url.contains("sha256-")), "{asked:?}");
    assert!(opened.look().evidence.can_look);
    assert!(opened.matrix()[0].contains("none here"), "{:?}", opened.matrix());
}

#[test]
fn a_platform_is_signed_and_the_other_is_not() {
    let key = Key::new(7);
    let image = image();
    let mut registry = Registry::new(&image);
    signed_by(&mut registry, |payload| key.sign(payload), &image.amd64, &image.amd64);
    let mut opened = opened(registry);
    opened.look_for_evidence();
    let matrix = opened.matrix();
    assert!(matrix[1].starts_with("linux/amd64: ● needs a key"), "{matrix:#?}");
    assert!(matrix[2].starts_with("linux/arm64: – none found (asked: fallback tag, .sig)"), "{matrix:#?}");
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, key.pem())));
    let matrix = opened.matrix();
    assert!(matrix[1].starts_with("linux/amd64: ✓ signed as expected"), "{matrix:#?}");
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, Key::new(8).pem())));
    assert!(opened.matrix()[1].starts_with("linux/amd64: ✕ not verified: refused"), "{:#?}", opened.matrix());
    // All of it is of the image's own registry, and the address still names the image.
    assert!(
        opened
            .asked
            .borrow()
            .iter()
            .filter(|url| !url.contains("relay"))
            .all(|url| url.contains("localhost:5000"))
    );
    assert!(opened.page.fragment.contains("ref/localhost:5000/app"), "{}", opened.page.fragment);
}

#[test]
fn a_signature_for_another_digest_is_told() {
    let key = Key::new(7);
    let image = image();
    let mut registry = Registry::new(&image);
    // The signature of amd64, put to arm64.
    signed_by(&mut registry, |payload| key.sign(payload), &image.amd64, &image.arm64);
    let mut opened = opened(registry);
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, key.pem())));
    opened.look_for_evidence();
    assert!(opened.matrix()[2].starts_with("linux/arm64: ✕ about something else"), "{:#?}", opened.matrix());
}

#[test]
fn the_same_bytes_at_two_tags_are_evidence_of_both() {
    let key = Key::new(7);
    let image = image();
    let mut registry = Registry::new(&image);
    for beside in [&image.amd64, &image.arm64] {
        signed_by(&mut registry, |payload| key.sign(payload), &image.amd64, beside);
    }
    let mut opened = opened(registry);
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, key.pem())));
    opened.look_for_evidence();
    let matrix = opened.matrix();
    assert!(matrix[1].starts_with("linux/amd64: ✓ signed as expected"), "{matrix:#?}");
    assert!(matrix[2].starts_with("linux/arm64: ✕ about something else"), "{matrix:#?}");
}

#[test]
fn a_root_that_the_address_names_is_asked_for_where_it_is_missing() {
    let authority = Authority::new(40);
    let (image, text) = (image(), authority.trusted_root());
    let mut registry = Registry::new(&image);
    let payload = statement(&image.amd64, "https://example.test/p", "{}");
    let bundle = Signing::by(&authority).of_statement(Version::V3, &payload).to_string();
    registry.refers(&image.amd64, "application/vnd.dev.sigstore.bundle.v0.3+json", bundle.as_bytes());
    let mut opened = opened(registry);
    opened.look_for_evidence();
    assert!(opened.matrix()[1].ends_with("✕ not verified: refused"), "{:#?}", opened.matrix());
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Root, digest(text.as_bytes()))));
    assert!(opened.matrix()[1].ends_with("● needs its root"), "{:#?}", opened.matrix());
    assert_eq!(opened.look().evidence.root, RootState::Missing);
    assert!(opened.page.fragment.contains(&format!("root={}", digest(text.as_bytes()))));
    // A document that is open is trusted where its digest is expected, and offered where it is not.
    opened.page.paste(&text);
    opened.page.send(Msg::Select(SelectMsg::Node(opened.page.model.inspection.tree.roots()[0])));
    assert!(opened.matrix()[1].ends_with("● signature verified"), "{:#?}", opened.matrix());
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Root, String::new())));
    assert!(opened.matrix()[1].ends_with("✕ not verified: refused"), "{:#?}", opened.matrix());
    assert_eq!(opened.look().evidence.roots[0].1, digest(text.as_bytes()));
}

#[test]
fn it_is_said_whose_word_it_is_that_somebody_is_expected() {
    let mut opened = opened(Registry::new(&image()));
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Identity, "a".into())));
    assert_eq!(opened.look().evidence.whose, Whose::Visitor);
    // After a reload the page can't tell who wrote its address.
    let fragment = opened.page.fragment.clone();
    let mut again = Headless::default();
    again.send(Msg::Link(LinkMsg::Navigated(fragment)));
    assert_eq!(again.model.view.expected.identity, "a");
    assert_eq!(again.model.evidence.whose(&again.model.view.expected), Whose::Address);
}

#[test]
fn an_attestation_by_its_subject() {
    let key = Key::new(7);
    let image = image();
    let sbom = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"busybox","versionInfo":"1.36.1"}]}"#;
    let envelope = key.envelope(&statement(&image.amd64, "https://spdx.dev/Document", sbom));
    let mut registry = Registry::new(&image);
    registry.refers(&image.amd64, "application/vnd.dsse.envelope.v1+json", envelope.as_bytes());
    let mut opened = opened(registry);
    opened.look_for_evidence();
    opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, key.pem())));
    let matrix = opened.matrix();
    assert!(matrix[1].contains("| ✓ signed as expected |"), "{matrix:#?}");
    let amd64 = opened.look().evidence.rows[1].node;
    opened.page.send(Msg::Select(SelectMsg::Node(amd64)));
    let look = opened.look();
    let piece = look.evidence.pieces.iter().find(|piece| piece.state.tone == Tone::Good).unwrap();
    assert!(piece.headline.contains("as you expect"), "{}", piece.headline);
    assert!(piece.unchecked.iter().any(|text| text.contains("revoked")), "{:?}", piece.unchecked);
}

#[test]
fn an_attestation_whose_subject_is_another_is_told() {
    let key = Key::new(7);
    let image = image();
    let envelope = key.envelope(&statement(
        &digest(b"other"),
        "https://slsa.dev/provenance/v1",
        "{\"buildDefinition\":{}}",
    ));
    let mut registry = Registry::new(&image);
    registry.refers(&image.amd64, "application/vnd.dsse.envelope.v1+json", envelope.as_bytes());
    let mut opened = opened(registry);
    opened.look_for_evidence();
    assert!(opened.matrix()[1].contains("✕ about something else"), "{:#?}", opened.matrix());
}

#[test]
fn what_is_signed_and_names_no_digest_is_no_evidence_of_any() {
    let key = Key::new(7);
    let image = image();
    let other = digest_by_another_algorithm();
    for payload in [
        "{}".to_owned(),
        format!(
            r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"digest":{{"sha512":"{other}"}}}}],"predicateType":"p","predicate":{{}}}}"#
        ),
    ] {
        let mut registry = Registry::new(&image);
        registry.refers(
            &image.amd64,
            "application/vnd.dsse.envelope.v1+json",
            key.envelope(&payload).as_bytes(),
        );
        let mut opened = opened(registry);
        opened.page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, key.pem())));
        opened.look_for_evidence();
        let matrix = opened.matrix();
        assert!(matrix[1].ends_with("✕ about something else"), "{matrix:#?}");
    }
}

fn digest_by_another_algorithm() -> String {
    "a".repeat(128)
}
