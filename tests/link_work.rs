//! What one link may cause is bounded by one figure, and told where that is used up.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what it does not expect")]

use bayplan::headless::{follows, send};
use bayplan::image::digest::HashAlgorithm;
use bayplan::inspect::Origin;
use bayplan::limits;
use bayplan::session::{Arrival, DocumentsMsg, LinkMsg, Model, Msg, update};
use bayplan::share::{Shared, SharedDocument, pack};
use bayplan::verify::hash::digest_of;

fn link(documents: Vec<SharedDocument>) -> String {
    pack(&Shared { documents }).unwrap()
}

/// Documents that take long to explain: nothing tells which of their variants are worth to be hashed.
fn hostile(documents: usize, bytes: usize) -> Vec<SharedDocument> {
    let document = |at: usize| {
        let layers = vec![r#"{"a": "<é\u2028"}"#; bytes / 20].join(",");
        let bytes = format!(r#"{{"schemaVersion":2,"at":{at},"layers":[{layers}]}}"#).into_bytes();
        SharedDocument { bytes, pin: Some(digest_of(HashAlgorithm::Sha512, &at.to_le_bytes()).to_string()) }
    };
    (0..documents).map(document).collect()
}

/// The sentence that tells that a link's work was used up.
fn told(model: &Model) -> Option<String> {
    let mut all = model.notices.iter().map(|notice| bayplan::view::sentence(&notice.said));
    all.find(|text| text.starts_with("This link asks for more work than a link may cause"))
}

#[test]
fn a_hostile_link_reaches_the_bound_and_stays_within() {
    let payload = link(hostile(8, 120_000));
    let mut model = Model::default();
    let mut due = update(&mut model, Msg::Link(LinkMsg::Navigated(payload)));
    let mut explained = 0;
    while let Some(effect) = due.pop() {
        let Ok(msg) = follows(effect) else { continue };
        explained += usize::from(msg == Msg::Documents(DocumentsMsg::Explain));
        due.extend(update(&mut model, msg));
        assert!(model.link_work().is_none_or(|work| work <= limits::LINK_WORK));
    }
    let work = model.link_work().unwrap();
    assert!(
        work > limits::LINK_WORK / 10 * 9,
        "{work}: a document that is too much for the rest is left out"
    );
    assert!(explained > 50, "{explained}: a piece in each frame");
    let told = told(&model).unwrap();
    assert!(told.contains("documents do not verify was not looked for to the end"), "{told}");

    // What the visitor adds has work of its own.
    let own = r#"{"schemaVersion":2,"layers":[],"annotations":{"a":"b"}}"#;
    let arrival = Arrival { bytes: own.replace(':', ": ").into_bytes().into(), origin: Origin::Paste };
    let pin = digest_of(HashAlgorithm::Sha256, own.as_bytes());
    send(&mut model, Msg::Documents(DocumentsMsg::Add { arrivals: vec![arrival], pin: Some(pin) }));
    assert_eq!(model.link_work(), None);
    let found = model.inspection.explanations.values().map(|(explanation, _)| explanation.to_string());
    assert_eq!(found.filter(|text| text.starts_with("The original is this document")).count(), 1);
}

#[test]
fn a_link_as_people_make_them_costs_little_and_says_nothing() {
    let mut model = Model::default();
    let mut documents = hostile(10, 2_000);
    for SharedDocument { bytes, pin } in &mut documents {
        *pin = Some(digest_of(HashAlgorithm::Sha256, bytes).to_string());
    }
    send(&mut model, Msg::Link(LinkMsg::Navigated(link(documents))));
    assert!(model.link_work().unwrap() < limits::LINK_WORK / 50);
    assert_eq!(told(&model), None);
}
