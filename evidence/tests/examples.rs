//! The page's examples of evidence: they are what the authority of the tests makes, and show what their list promises.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod authority;

use std::path::{Path, PathBuf};

use bayplan::evidence::statement::Kind;
use bayplan::headless::Headless;
use bayplan::session::evidence::{Field, Whose};
use bayplan::session::{DocumentsMsg, EXAMPLES, EvidenceMsg, LinkMsg, Msg, SelectMsg, ShareMsg, Tab};
use bayplan::view::{Look, look};
use evidence::Evidence;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/examples")
}

fn opened(id: &str) -> Headless {
    let mut page = Headless::default();
    page.examples = Some(folder());
    page.verifier = Some(Box::new(Evidence));
    page.send(Msg::Documents(DocumentsMsg::OpenExample(id.to_owned())));
    page.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    page
}

fn seen(page: &Headless) -> Look {
    look(&page.model, &Look::default())
}

/// The rows of the matrix: the sign of each kind.
fn signs(page: &Headless) -> Vec<String> {
    let rows = seen(page).evidence.rows.clone();
    let row = |row: &bayplan::view::evidence::Row| {
        let signs: Vec<&str> = row.cells.iter().map(|cell| cell.sign()).collect();
        format!("{} {}", row.name, signs.join(""))
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_files_are_what_the_authority_makes() {
    let files = authority::examples::files();
    for (path, bytes) in &files {
        let here = std::fs::read(folder().join(path)).unwrap_or_default();
        assert!(here == *bytes, "{path} is another: cargo run -p evidence --example write_examples");
    }
    for id in ["signed", "half-signed"] {
        let example = EXAMPLES.iter().find(|example| example.id == id).unwrap();
        let mut listed: Vec<&str> = example.files.to_vec();
        listed.sort_unstable();
        let made: Vec<&str> =
            files.keys().map(String::as_str).filter(|path| path.starts_with(&format!("{id}/"))).collect();
        assert_eq!(listed, made);
        let root = authority::registry::digest(&files[&format!("{id}/trusted_root.json")]);
        assert!(example.expected.contains(&(Field::Root, &root)), "{id} expects {root}");
        let index = authority::registry::digest(&files[&format!("{id}/index.json")]);
        assert_eq!(example.pin, Some(index.as_str()), "{id}");
    }
}

#[test]
fn one_has_everything_and_all_of_it_is_as_expected() {
    let page = opened("signed");
    let signs = signs(&page);
    assert_eq!(signs[1..], ["linux/amd64 ✓✓✓✓–", "linux/arm64 ✓✓✓✓–"], "{signs:?}");
    let evidence = &seen(&page).evidence;
    assert!(evidence.findings.is_empty() && evidence.total.findings.is_empty(), "{:#?}", evidence.findings);
    assert_eq!(evidence.whose, Whose::Example);
    assert!(
        page.fragment.contains("identity=") && page.fragment.contains("root=sha256:"),
        "{}",
        page.fragment
    );
}

#[test]
fn who_signed_an_example_is_said_to_prove_nothing_elsewhere() {
    let mut page = opened("signed");
    let amd64 = seen(&page).evidence.rows[1].node;
    page.send(Msg::Select(SelectMsg::Node(amd64)));
    let look = seen(&page);
    assert_eq!(look.evidence.pieces.len(), 4);
    for piece in &look.evidence.pieces {
        assert!(piece.headline.contains("as this example expects"), "{}", piece.headline);
        let trusted = piece.facts.iter().find(|(name, _)| *name == "Trusted by").unwrap();
        assert!(trusted.1.contains("made up"), "{}", trusted.1);
    }
    // Nothing of it is trusted where nobody says so.
    page.send(Msg::Evidence(EvidenceMsg::Expect(Field::Root, String::new())));
    assert!(signs(&page).iter().all(|row| !row.contains('✓')), "{:?}", signs(&page));
}

#[test]
fn the_other_lacks_a_signature_and_names_another_repository() {
    let page = opened("half-signed");
    let signs = signs(&page);
    assert!(signs[1].starts_with("linux/amd64 ✓✓") && signs[2].starts_with("linux/arm64 –✓"), "{signs:?}");
    let look = seen(&page);
    let codes: Vec<&str> = look.evidence.total.findings.iter().map(|found| found.finding.code).collect();
    assert!(codes.contains(&"provenance-other-source") && codes.contains(&"evidence-uneven"), "{codes:?}");
    assert_eq!(look.evidence.total.counts.all(), page.model.tally.counts.all() + codes.len() as u32);
    let root = page.model.root().unwrap();
    let of_documents = page.model.tally.marks.of(root).below;
    assert!(look.evidence.total.marks.of(root).below.all() > of_documents.all(), "the tree marks it, too");
}

#[test]
fn a_link_takes_along_what_is_chosen_of_the_evidence() {
    let mut page = opened("signed");
    page.send(Msg::Share(ShareMsg::Open(true)));
    let with = page.model.share.clone().unwrap();
    let counts: Vec<_> = with.evidence.iter().map(|one| (one.kind, one.count)).collect();
    let kinds = [Kind::Signature, Kind::Provenance, Kind::Sbom, Kind::Vex];
    assert_eq!(counts, kinds.map(|kind| (kind, 2)));
    page.send(Msg::Share(ShareMsg::Evidence(Kind::Sbom, false)));
    let without = page.model.share.clone().unwrap();
    assert_eq!(without.documents, with.documents - 2);
    assert!(with.is_whole() && !without.is_whole());
    let link = page.model.link("").unwrap();
    let mut other = Headless::default();
    other.verifier = Some(Box::new(Evidence));
    other.send(Msg::Link(LinkMsg::Navigated(link.trim_start_matches('#').to_owned())));
    other.send(Msg::Select(SelectMsg::Tab(Tab::Evidence)));
    // The root went along, and who is expected is the address's word.
    assert_eq!(signs(&other)[1..], ["linux/amd64 ✓✓–✓–", "linux/arm64 ✓✓–✓–"]);
    assert_eq!(seen(&other).evidence.whose, Whose::Address);
    // Chosen again, it goes along.
    page.send(Msg::Share(ShareMsg::Evidence(Kind::Sbom, true)));
    assert_eq!(page.model.share.as_ref().unwrap().documents, with.documents);
}
