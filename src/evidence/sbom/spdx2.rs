//! SPDX 2.2 and 2.3 in JSON.
//!
//! <https://spdx.github.io/spdx-spec/v2.3/>

use super::{Package, STEPS_OF_A_PACKAGE, Sbom, digest_of_purl, joined, text};
use crate::evidence::told::{Told, items};
use crate::json::Value;
use crate::pace::Pace;

pub(super) async fn read(root: Value<'_>, pace: &Pace) -> Option<Sbom> {
    let format = Told::under(root, "spdxVersion")?.text;
    let creation = root.get("creationInfo");
    let described: Vec<String> =
        items(root, "documentDescribes").filter_map(|item| Some(Told::of(item)?.text)).collect();
    let mut described: Vec<String> = described.into_iter().take(DESCRIBED).collect();
    for item in items(root, "relationships") {
        pace.spend(STEPS_OF_A_RELATION).await;
        if described.len() < DESCRIBED {
            described.extend(relation(item));
        }
    }
    let mut sbom = Sbom {
        format,
        name: Told::under(root, "name"),
        tools: creation.into_iter().flat_map(|info| items(info, "creators")).filter_map(Told::of).collect(),
        created: creation.and_then(|info| Told::under(info, "created")),
        files: items(root, "files").count(),
        ..Sbom::default()
    };
    for item in items(root, "packages") {
        pace.spend(STEPS_OF_A_PACKAGE).await;
        if text(item, "SPDXID").is_some_and(|id| described.contains(&id)) {
            sbom.of.extend(digests(item));
        }
        sbom.packages.push(|| package(item));
    }
    Some(sbom)
}

/// Packages that a document describes: one, as a rule.
const DESCRIBED: usize = 16;

/// What `SPDXRef-DOCUMENT DESCRIBES` names.
fn relation(item: Value<'_>) -> Option<String> {
    let is_described = item.get("relationshipType")?.is_text("DESCRIBES")
        && item.get("spdxElementId")?.is_text("SPDXRef-DOCUMENT");
    is_described.then(|| text(item, "relatedSpdxElement")).flatten()
}

/// What the reading of one relationship comes to, in the steps that [`Pace`] counts.
const STEPS_OF_A_RELATION: usize = 4;

fn digests(item: Value<'_>) -> impl Iterator<Item = Told> + use<'_> {
    let sums = items(item, "checksums").filter_map(|sum| {
        let told = Told::under(sum, "checksumValue")?;
        let algorithm = Told::under(sum, "algorithm")?.text.to_ascii_lowercase();
        Some(Told { text: format!("{algorithm}:{}", told.text), at: told.at })
    });
    sums.chain(purl(item).iter().filter_map(digest_of_purl).collect::<Vec<_>>())
}

fn purl(item: Value<'_>) -> Option<Told> {
    items(item, "externalRefs")
        .find(|reference| reference.get("referenceType").is_some_and(|kind| kind.is_text("purl")))
        .and_then(|reference| Told::under(reference, "referenceLocator"))
}

fn package(item: Value<'_>) -> Package {
    let licence = text(item, "licenseConcluded").or_else(|| text(item, "licenseDeclared"));
    let from_files =
        || joined(items(item, "licenseInfoFromFiles").filter_map(|one| Some(Told::of(one)?.text)));
    Package {
        name: text(item, "name").unwrap_or_default(),
        version: text(item, "versionInfo"),
        licence: licence.or_else(from_files),
        purl: purl(item).map(|told| told.text),
        location: text(item, "sourceInfo"),
        kind: None,
        at: item.span(),
    }
    .with_kind(text(item, "primaryPackagePurpose").map(|purpose| purpose.to_ascii_lowercase()))
}
