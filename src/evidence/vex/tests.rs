//! The same statement, in each format.

use super::*;
use crate::json;

fn read(text: &str) -> Option<Vex> {
    Vex::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
}

fn check(vex: &Vex, format: &str, product: &str, why: &str) {
    assert_eq!(vex.format, format);
    let said = &vex.statements.items[0];
    assert_eq!((said.vulnerability.as_str(), &said.status), ("CVE-2026-1", &Status::NotAffected));
    assert_eq!(said.products.items, [product]);
    assert_eq!(said.why.as_deref(), Some(why));
}

#[test]
fn openvex() {
    for (vulnerability, product) in
        [(r#"{"name":"CVE-2026-1"}"#, r#"{"@id":"pkg:oci/a"}"#), (r#""CVE-2026-1""#, r#""pkg:oci/a""#)]
    {
        let vex = read(&format!(
            r#"{{"@context":"https://openvex.dev/ns/v0.2.0","author":"me","statements":[{{"vulnerability":{vulnerability},
            "products":[{product}],"status":"not_affected","justification":"component_not_present"}}]}}"#
        ));
        check(&vex.unwrap(), "OpenVEX", "pkg:oci/a", "component_not_present");
    }
}

#[test]
fn csaf() {
    let vex = read(
        r#"{"document":{"csaf_version":"2.0","publisher":{"name":"me"}},"product_tree":{"branches":[{"branches":[
        {"product":{"product_id":"P","name":"A"}}]}]},"vulnerabilities":[{"cve":"CVE-2026-1","flags":[
        {"label":"component_not_present"}],"product_status":{"known_not_affected":["P"],"fixed":["Q"]}}]}"#,
    )
    .unwrap();
    check(&vex, "CSAF 2.0", "A", "component_not_present");
    let fixed = &vex.statements.items[1];
    assert_eq!((&fixed.status, &fixed.products.items), (&Status::Fixed, &vec!["Q".to_owned()]));
}

#[test]
fn cyclonedx() {
    let vex = read(
        r#"{"bomFormat":"CycloneDX","specVersion":"1.6","vulnerabilities":[{"id":"CVE-2026-1","affects":[{"ref":"a"}],
        "analysis":{"state":"not_affected","justification":"code_not_present","detail":"d"}}]}"#,
    );
    check(&vex.unwrap(), "CycloneDX 1.6", "a", "code_not_present: d");
}

#[test]
fn other_documents_are_none() {
    for text in ["{}", "[]", r#"{"bomFormat":"CycloneDX"}"#, r#"{"document":{}}"#] {
        assert_eq!(read(text), None, "{text}");
    }
}
