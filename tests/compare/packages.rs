//! The packages of two images, where a bill of materials of both is here.

use bayplan::session::{ComparisonMsg, ExportMsg, Msg, ReportFormat};
use serde_json::{Value, json};

use crate::page::{Image, own_digest, report, told, with};

/// A bill of materials of a manifest: package URLs, each with the name that stands in it.
fn sbom(manifest: &Value, packages: &[&str]) -> Value {
    let package = |purl: &&str| {
        let (before, version) = purl.rsplit_once('@').unwrap();
        json!({
            "SPDXID": format!("SPDXRef-{}", purl.len()), "name": before.rsplit('/').next().unwrap(), "versionInfo": version,
            "externalRefs": [{"referenceType": "purl", "referenceLocator": format!("pkg:{purl}")}]
        })
    };
    let of = json!({
        "SPDXID": "SPDXRef-image", "name": "image",
        "checksums": [{"algorithm": "SHA256", "checksumValue": own_digest(manifest).trim_start_matches("sha256:")}]
    });
    let packages: Vec<Value> = std::iter::once(of).chain(packages.iter().map(package)).collect();
    json!({
        "spdxVersion": "SPDX-2.3", "name": "image", "creationInfo": {"creators": ["Tool: syft-1.2"]},
        "documentDescribes": ["SPDXRef-image"], "packages": packages
    })
}

fn beside(first: &[&str], second: &[&str]) -> bayplan::headless::Headless {
    let other = Image::new().config(|it| it["config"]["User"] = json!("root"));
    let (one, other) = (Image::new().documents(), other.documents());
    let sboms = [sbom(&one[0], first), sbom(&other[0], second)];
    let documents: Vec<String> =
        [one.as_slice(), &other, &sboms].concat().iter().map(Value::to_string).collect();
    let mut page = with(&documents);
    let tree = &page.model.inspection.tree;
    let images: Vec<_> = tree
        .roots()
        .iter()
        .copied()
        .filter(|id| bayplan::session::noun(&page.model.inspection, *id).is_some())
        .collect();
    page.send(Msg::Comparison(ComparisonMsg::Of(images[0], images[1])));
    page
}

#[test]
fn packages_that_came_went_and_changed_their_version() {
    let mut page = beside(
        &[
            "deb/debian/libc6@2.36-9+deb12u4",
            "deb/debian/gone@1",
            "npm/left@2.0.0",
            "x/y@1",
            "npm/two@1.0.0",
            "deb/debian/same@1",
        ],
        &[
            "deb/debian/libc6@2.36-9+deb12u10",
            "npm/left@1.9.0",
            "x/y@2",
            "npm/two@1.0.0",
            "npm/two@2.0.0",
            "deb/debian/same@1",
            "npm/%40a/new@1",
        ],
    );
    let packages = report(&mut page)["comparison"]["packages"].clone();
    assert_eq!(
        told(&packages["rows"], &["fate", "kind", "name", "first", "second"]),
        [
            "removed deb gone 1 -",
            "downgraded npm left 2.0.0 1.9.0",
            "upgraded deb libc6 2.36-9+deb12u4 2.36-9+deb12u10",
            "added npm new - 1",
            "added npm two - 2.0.0",
            "changed x y 1 2",
        ]
    );
    assert_eq!(packages["same"], 3, "one, a version of another, and the image itself: {packages}");
    let summary = packages["summary"].as_str().unwrap();
    assert!(summary.starts_with("1 upgraded, 1 downgraded, 1 changed, 2 added, 1 removed;"), "{summary}");
    assert!(packages["word"].as_str().unwrap().contains("is not proved"), "{packages}");

    page.send(Msg::Export(ExportMsg::Report(ReportFormat::Markdown)));
    let text = String::from_utf8(page.saved.pop().unwrap().whole()).unwrap();
    assert!(text.contains("| upgraded | `libc6` | deb |"), "{text}");
}

#[test]
fn where_one_has_no_bill_of_materials_nothing_is_said() {
    let mut page = with(
        &[
            Image::new().documents(),
            Image::new().config(|it| it["config"]["User"] = json!("root")).documents(),
        ]
        .concat()
        .iter()
        .map(Value::to_string)
        .collect::<Vec<_>>(),
    );
    let roots = page.model.inspection.tree.roots().to_vec();
    page.send(Msg::Comparison(ComparisonMsg::Of(roots[0], roots[1])));
    assert_eq!(report(&mut page)["comparison"]["packages"], Value::Null);
}
