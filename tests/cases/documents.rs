//! Single documents, and a few that belong together.

use crate::report::{finding, inspect, markdown, node};

#[test]
fn a_document_that_is_not_what_was_expected_is_no_match() {
    assert_eq!(node(&inspect("08b-keys-reordered"), "0")["state"], "digest mismatch");
    assert!(markdown("08b-keys-reordered").contains("digest mismatch"));
}

#[test]
fn schema_1_is_retired() {
    assert_eq!(finding(&inspect("23-schema1-signed"), "schema1-retired")["severity"], "warning");
}
