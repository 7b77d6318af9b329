//! The page with a verifier: documents of evidence are dropped, and what it says of them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use std::path::{Path, PathBuf};

use bayplan::evidence::{Verdict, Why};
use bayplan::headless::Headless;
use bayplan::session::evidence::{Field, Standing};
use bayplan::session::{EvidenceMsg, Msg, SelectMsg, Tab};
use evidence::Evidence;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/sigstore-conformance")
}

fn page() -> Headless {
    let mut page = Headless::default();
    page.verifier = Some(Box::new(Evidence));
    page
}

/// Drops files, and looks at the evidence of what is shown.
fn dropped(files: &[&str]) -> Headless {
    let mut page = page();
    let paths: Vec<PathBuf> = files.iter().map(|file| vectors().join(file)).collect();
    page.drop_paths(&paths).unwrap();
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    page
}

/// How the only signature that is here stands.
fn standing(page: &Headless) -> Standing {
    let state = &page.model.evidence;
    let signed: Vec<_> = state.entries.iter().filter(|entry| entry.signed).collect();
    assert_eq!(signed.len(), 1, "{signed:?}");
    state.standing(&page.model.inspection.tree, signed[0]).unwrap().clone()
}

fn verdict(page: &Headless) -> Verdict {
    match standing(page) {
        Standing::Answered(verdict) => *verdict,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bundle_that_is_dropped_is_verified() {
    let verified = verdict(&dropped(&["happy-path-v0.3/bundle.sigstore.json"])).unwrap();
    assert!(!verified.log.is_empty());
    let with_bytes = verdict(&dropped(&["happy-path-v0.3/bundle.sigstore.json", "a.txt"])).unwrap();
    assert!(with_bytes.unchecked.len() < verified.unchecked.len(), "the signed bytes are here");
}

#[test]
fn one_that_was_changed_is_refused() {
    let refusal = verdict(&dropped(&["set-invalid-signature_fail/bundle.sigstore.json"])).unwrap_err();
    assert_eq!(refusal.why, Why::Promise);
}

#[test]
fn without_a_verifier_nothing_is_said_to_be_verified() {
    let mut page = Headless::default();
    page.drop_paths(&[vectors().join("happy-path-v0.3/bundle.sigstore.json")]).unwrap();
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    assert_eq!(standing(&page), Standing::NoVerifier);
}

#[test]
fn a_key_is_asked_for_and_then_used() {
    let mut page = dropped(&["managed-key-happy-path/bundle.sigstore.json"]);
    assert_eq!(standing(&page), Standing::NeedsKey);
    let key = std::fs::read_to_string(vectors().join("managed-key-happy-path/key.pub")).unwrap();
    page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Key, key)));
    assert!(verdict(&page).is_ok());
    assert!(page.fragment.contains("key="), "what is expected is in the address: {}", page.fragment);
}
