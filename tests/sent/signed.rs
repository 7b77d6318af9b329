//! Signed manifests of schema 1: named by the digest of their payload.

use bayplan::inspect::{NodeId, matched_payload};
use bayplan::session::detail::verified;

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
