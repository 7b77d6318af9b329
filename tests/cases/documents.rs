//! Single documents, and a few that belong together.

use crate::report::{codes, finding, inspect, markdown, node};

#[test]
fn a_document_that_is_not_what_was_expected_is_no_match() {
    assert_eq!(node(&inspect("08b-keys-reordered"), "0")["state"], "digest mismatch");
    assert!(markdown("08b-keys-reordered").contains("digest mismatch"));
}

#[test]
fn members_in_another_order_are_put_back() {
    let report = inspect("08b-keys-reordered");
    let document = &report["documents"][0];
    let explanation = document["explanation"].as_str().unwrap();
    assert!(explanation.contains("size before digest in its descriptors"), "{explanation}");
    assert!(explanation.contains("sha256:c48f2aca"), "{explanation}");
    assert_eq!(document["recoverable"], true);
}

#[test]
fn schema_1_is_retired_and_verified_over_its_payload() {
    let report = inspect("23-schema1-signed");
    assert_eq!(finding(&report, "schema1-retired")["severity"], "warning");
    let root = node(&report, "0");
    assert_eq!(root["state"], "verified");
    let words = root["stateInWords"].as_str().unwrap();
    assert!(
        words.contains("482 bytes") && words.contains("the signatures themselves are not verified"),
        "{words}"
    );
    assert!(!codes(&report).contains(&"digest-mismatch"), "{:?}", codes(&report));
    assert!(!crate::report::says(&report, "changed"), "{report:#}");
}

#[test]
fn null_is_null_and_stands_where_it_stands() {
    let report = inspect("01-index-manifests-null");
    let found = finding(&report, "manifests-absent");
    assert!(found["message"].as_str().unwrap().starts_with("“manifests” is null"), "{found}");
    assert_eq!((&found["line"], &found["column"]), (&1.into(), &86.into()));
}

#[test]
fn a_variant_that_nobody_reads_is_told() {
    let report = inspect("03-arm64-variant-armv8");
    let found = finding(&report, "platform-not-normalized");
    assert_eq!((&found["severity"], &found["line"]), (&"warning".into(), &30.into()));
    let message = found["message"].as_str().unwrap();
    assert!(
        message.contains("take one for arm")
            && message.contains("Podman")
            && message.ends_with("Write “v8”.")
    );
}

#[test]
fn the_descriptor_says_what_an_artifact_s_config_is() {
    let report = inspect("05-artifact-empty-config");
    assert_eq!(node(&report, "0.c")["state"], "verified");
    assert!(!codes(&report).contains(&"unknown-document"), "{:?}", codes(&report));
}

#[test]
fn a_config_of_no_bytes_is_told() {
    let report = inspect("06-config-size-zero");
    let found = finding(&report, "config-empty");
    assert_eq!(found["severity"], "warning");
    assert!(found["message"].as_str().unwrap().contains("Harbor"), "{found}");
}

#[test]
fn a_cosign_signature_is_told_as_one() {
    let report = inspect("17-cosign-signature");
    assert_eq!(node(&report, "0")["name"], "Cosign signature");
    // What it is over was dropped beside it.
    assert_eq!(node(&report, "0.l0")["state"], "verified");
    let worse = crate::report::findings(&report).into_iter().filter(|found| found["severity"] != "note");
    assert_eq!(worse.count(), 0, "{report:#}");
    assert!(!codes(&report).contains(&"unknown-document"), "{:?}", codes(&report));
}

#[test]
fn one_digest_for_platforms_of_one_host_is_no_warning() {
    let report = inspect("22b-same-digest-arm-v6-v7");
    assert_eq!(finding(&report, "digest-repeated")["severity"], "note");
    assert!(!crate::report::says(&report, "won't run"));
}

#[test]
fn configs_of_old_docker_are_configs_of_images() {
    for case in ["24-html-config-type", "24-octet-config-type"] {
        let report = inspect(case);
        assert_eq!(finding(&report, "config-type-old")["severity"], "note", "{case}");
        let kinds = report["documents"].as_array().unwrap().iter().map(|document| &document["kind"]);
        assert!(kinds.into_iter().any(|kind| kind == "docker-manifest"), "{case}");
        assert_eq!(node(&report, "0.0.c")["state"], "verified", "{case}");
    }
}

#[test]
fn the_index_of_a_layout_is_a_table_of_contents() {
    for (case, platform) in [("19b-layout-nested", "linux/arm64"), ("25-buildx-oci-tar", "linux/amd64")] {
        let report = inspect(case);
        assert_eq!(node(&report, "0")["name"], "OCI layout", "{case}");
        assert_eq!(node(&report, "0.0")["name"], "docker.io/library/foo:1.0", "{case}");
        assert_eq!(node(&report, "0.0.0")["name"], platform, "{case}");
        assert!(!codes(&report).contains(&"index-nested"), "{case}");
        assert!(!crate::report::says(&report, "Podman and Skopeo fail"), "{case}");
    }
}
