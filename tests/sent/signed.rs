//! Signed manifests of schema 1: named by the digest of their payload.

use bayplan::headless::Headless;
use bayplan::inspect::{NodeId, matched_payload};
use bayplan::session::{BoxMsg, DocumentsMsg, Msg};
use bayplan::view::detail::verified;

use crate::desk::{descriptor, dropped};

const SIGNED: &str = include_str!("../cases/23-schema1-signed/manifest.json");
const TYPE: &str = "application/vnd.docker.distribution.manifest.v1+prettyjws";

#[test]
fn one_that_a_list_names_is_verified_over_its_payload() {
    let payload = format!("{}\n}}", &SIGNED[..480]);
    let named = descriptor(TYPE, &payload);
    for (named, state, reason) in [
        (named.clone(), "verified", "the payload's size"),
        (named.replace(":482", &format!(":{}", SIGNED.len())), "verified", "the size of the bytes"),
        (named.replace(":482", ":481"), "size mismatch", "the size of neither"),
        (named.replace("sha256:8", "sha256:9"), "not loaded", "another digest"),
        (descriptor(TYPE, SIGNED), "verified", "the bytes as they stand"),
    ] {
        let list = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.list.v2+json","manifests":[{{{named}}}]}}"#
        );
        let model = dropped(&[("list.json", &list), ("m.json", SIGNED)]);
        let inspection = &model.inspection;
        let (_, entry): (NodeId, _) = inspection.tree.iter().find(|(_, node)| node.depth == 1).unwrap();
        assert_eq!(entry.state.word(), state, "{reason}");
        let over = matched_payload(&inspection.blobs, entry).is_some();
        assert_eq!(over, named.contains("sha256:8") && state == "verified", "{reason}");
        let says = verified(inspection, entry).contains("the signatures themselves are not verified");
        assert_eq!(says, over, "{reason}");
    }
}

#[test]
fn one_that_was_written_again_gives_its_payload_back() {
    let payload = format!("{}\n}}", &SIGNED[..480]);
    let pin = descriptor("", &payload).split('"').nth(7).unwrap().to_owned();
    let value: serde_json::Value = serde_json::from_str(SIGNED).unwrap();
    let tab = SIGNED.replace("   ", "\t").replace(": ", " : ");
    for (text, reason) in [
        (SIGNED.replace("   ", "  "), "two spaces"),
        (SIGNED.replace('\n', "\r\n"), "line ends"),
        (tab, "another editor's"),
        (SIGNED.split('\n').map(str::trim).collect::<String>(), "one line"),
    ] {
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value, "{reason}");
        let mut page = Headless::default();
        page.send(Msg::Box(BoxMsg::Expected(pin.clone())));
        page.paste(&text);
        let tree = &page.model.inspection.tree;
        assert_eq!(tree.get(tree.roots()[0]).unwrap().state.word(), "digest mismatch", "{reason}");
        let (blob, (explanation, _)) = page.model.inspection.explanations.iter().next().unwrap();
        let (blob, told) = (*blob, explanation.to_string());
        assert!(told.starts_with("The original is this document with no signatures"), "{reason}: {told}");
        page.send(Msg::Documents(DocumentsMsg::TakeRecovered(blob)));
        let inspection = &page.model.inspection;
        assert_eq!(&*inspection.blobs.get(blob).unwrap().bytes, payload.as_bytes(), "{reason}");
        assert_eq!(
            inspection.tree.get(inspection.tree.roots()[0]).unwrap().state.word(),
            "verified",
            "{reason}"
        );
    }
    // With another content there is nothing to give back.
    let mut page = Headless::default();
    page.send(Msg::Box(BoxMsg::Expected(pin)));
    page.paste(&SIGNED.replace("   ", "  ").replace("0.1", "0.2"));
    let told = page.model.inspection.explanations.values().next().unwrap().0.to_string();
    assert!(told.starts_with("No usual change"), "{told}");
}
