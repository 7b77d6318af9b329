//! The same packages, in each format.

use super::*;
use crate::json;

fn read(text: &str) -> Option<Sbom> {
    Sbom::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
}

fn row(package: &Package) -> [&str; 6] {
    let text = |text: &'static str, told: &Option<String>| -> &'static str {
        told.clone().map_or(text, |told| Box::leak(told.into_boxed_str()))
    };
    [
        Box::leak(package.name.clone().into_boxed_str()),
        text("-", &package.version),
        text("-", &package.licence),
        text("-", &package.purl),
        text("-", &package.location),
        text("-", &package.kind),
    ]
}

const PURL: &str = "pkg:apk/alpine/busybox@1.36.1";

#[test]
fn spdx_2_3() {
    let sbom = read(
        r#"{"spdxVersion":"SPDX-2.3","name":"image","creationInfo":{"creators":["Tool: syft-1.0"],"created":"c"},
        "documentDescribes":["SPDXRef-image"],"files":[{},{}],"packages":[
        {"SPDXID":"SPDXRef-image","name":"image","checksums":[{"algorithm":"SHA256","checksumValue":"ab"}]},
        {"SPDXID":"SPDXRef-1","name":"busybox","versionInfo":"1.36.1","licenseConcluded":"NOASSERTION",
        "licenseDeclared":"GPL-2.0-only","sourceInfo":"from /lib/apk/db/installed","externalRefs":[
        {"referenceType":"cpe23Type","referenceLocator":"x"},
        {"referenceType":"purl","referenceLocator":"pkg:apk/alpine/busybox@1.36.1"}]}]}"#,
    )
    .unwrap();
    assert_eq!((sbom.format.as_str(), sbom.files, sbom.packages.len()), ("SPDX-2.3", 2, 2));
    assert_eq!(sbom.of.items[0].text, "sha256:ab");
    assert_eq!(sbom.tools.items[0].text, "Tool: syft-1.0");
    let expected = ["busybox", "1.36.1", "GPL-2.0-only", PURL, "from /lib/apk/db/installed", "apk"];
    assert_eq!(row(&sbom.packages.items[1]), expected);
}

#[test]
fn spdx_3() {
    let sbom = read(
        r#"{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
        {"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"c","createdUsing":["t"]},
        {"type":"Tool","spdxId":"t","name":"syft"},{"type":"SpdxDocument","spdxId":"d","name":"image"},
        {"type":"software_Package","spdxId":"p","name":"busybox","software_packageVersion":"1.36.1",
        "software_packageUrl":"pkg:apk/alpine/busybox@1.36.1","software_primaryPurpose":"library"},
        {"type":"simplelicensing_LicenseExpression","spdxId":"l","simplelicensing_licenseExpression":"GPL-2.0-only"},
        {"type":"Relationship","spdxId":"r","relationshipType":"hasDeclaredLicense","from":"p","to":["l"]},
        {"type":"software_File","spdxId":"f"}]}"#,
    )
    .unwrap();
    assert_eq!((sbom.format.as_str(), sbom.files), ("SPDX-3.0.1", 1));
    assert_eq!(sbom.tools.items[0].text, "syft");
    assert_eq!(row(&sbom.packages.items[0]), ["busybox", "1.36.1", "GPL-2.0-only", PURL, "-", "apk"]);
}

#[test]
fn cyclonedx() {
    for (version, tools) in [
        ("1.4", r#"[{"name":"syft","version":"1"}]"#),
        ("1.6", r#"{"components":[{"name":"syft","version":"1"}]}"#),
    ] {
        let sbom = read(&format!(
            r#"{{"bomFormat":"CycloneDX","specVersion":"{version}","metadata":{{"timestamp":"t","tools":{tools},
            "component":{{"name":"image","version":"sha256:ab"}}}},"components":[{{"type":"library","name":"busybox",
            "version":"1.36.1","licenses":[{{"license":{{"id":"GPL-2.0-only"}}}}],"purl":"{PURL}",
            "properties":[{{"name":"syft:location:0:path","value":"/lib/apk/db/installed"}}],
            "components":[{{"type":"library","name":"inner","group":"g","licenses":[{{"expression":"MIT OR ISC"}}]}}]}},
            {{"type":"file","name":"/etc/passwd"}}]}}"#
        ))
        .unwrap();
        assert_eq!(sbom.format, format!("CycloneDX {version}"));
        assert_eq!(sbom.tools.items[0].text, "syft 1");
        assert_eq!(sbom.of.items[0].text, "sha256:ab");
        assert_eq!((sbom.packages.len(), sbom.files), (2, 1));
        let expected = ["busybox", "1.36.1", "GPL-2.0-only", PURL, "/lib/apk/db/installed", "apk"];
        assert_eq!(row(&sbom.packages.items[0]), expected);
        assert_eq!(row(&sbom.packages.items[1]), ["g/inner", "-", "MIT OR ISC", "-", "-", "library"]);
    }
}

#[test]
fn syft() {
    let sbom = read(
        r#"{"artifacts":[{"name":"busybox","version":"1.36.1","type":"apk","licenses":[{"value":"GPL-2.0-only",
        "spdxExpression":"GPL-2.0-only"}],"purl":"pkg:apk/alpine/busybox@1.36.1","locations":[{"path":"/lib/apk/db/installed"}]}],
        "source":{"type":"image","metadata":{"userInput":"image","manifestDigest":"sha256:ab"}},
        "descriptor":{"name":"syft","version":"1.0"},"schema":{"version":"16.0.18"}}"#,
    )
    .unwrap();
    assert_eq!(sbom.format, "syft 16.0.18");
    assert_eq!(sbom.of.items[0].text, "sha256:ab");
    let expected = ["busybox", "1.36.1", "GPL-2.0-only", PURL, "/lib/apk/db/installed", "apk"];
    assert_eq!(row(&sbom.packages.items[0]), expected);
}

#[test]
fn a_package_has_its_place() {
    let text = r#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"a"}]}"#;
    let sbom = read(text).unwrap();
    assert_eq!(sbom.packages.items[0].at.of(text.as_bytes()), br#"{"name":"a"}"#);
}

#[test]
fn digests_of_package_urls() {
    let digest =
        |text: &str| digest_of_purl(&Told { text: text.into(), ..Told::default() }).map(|told| told.text);
    assert_eq!(digest("pkg:oci/app@sha256%3Aab?repository_url=x").as_deref(), Some("sha256:ab"));
    assert_eq!(digest("pkg:oci/app@sha256:ab").as_deref(), Some("sha256:ab"));
    assert_eq!(digest("pkg:docker/alpine@3.20"), None);
    assert_eq!(digest("pkg:apk/alpine/a@sha256:ab"), None);
}

#[test]
fn other_documents_are_none() {
    for text in ["{}", "[]", r#"{"artifacts":[]}"#, r#"{"@graph":[]}"#, r#"{"schemaVersion":2}"#] {
        assert_eq!(read(text), None, "{text}");
    }
}
