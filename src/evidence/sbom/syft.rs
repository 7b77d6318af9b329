//! Syft's own JSON.
//!
//! <https://github.com/anchore/syft/tree/main/schema/json>

use super::{Package, STEPS_OF_A_PACKAGE, Sbom, joined, text};
use crate::evidence::told::{Told, items, reach};
use crate::json::Value;
use crate::pace::Pace;

pub(super) async fn read(root: Value<'_>, pace: &Pace) -> Option<Sbom> {
    root.get("artifacts")?;
    let descriptor = root.get("descriptor").filter(|descriptor| descriptor.get("name").is_some())?;
    let tool = Told::under(descriptor, "name")?;
    let version = text(descriptor, "version").unwrap_or_default();
    let schema = Told::at(root, &["schema", "version"]).map(|told| told.text).unwrap_or_default();
    let source = root.get("source");
    let told = |paths: &[&[&str]]| paths.iter().find_map(|path| Told::at(source?, path));
    let digests = ["manifestDigest", "imageID"].into_iter();
    let digests = digests.filter_map(|key| told(&[&["metadata", key], &["target", key]]));
    let mut sbom = Sbom {
        format: format!("syft {schema}").trim_end().to_owned(),
        name: told(&[&["metadata", "userInput"], &["target", "userInput"], &["name"]]),
        of: digests.collect(),
        tools: [Told { text: format!("{} {version}", tool.text).trim_end().to_owned(), at: tool.at }]
            .into_iter()
            .collect(),
        files: items(root, "files").count(),
        ..Sbom::default()
    };
    for item in items(root, "artifacts") {
        pace.spend(STEPS_OF_A_PACKAGE).await;
        sbom.packages.push(|| package(item));
    }
    Some(sbom)
}

fn package(item: Value<'_>) -> Package {
    let licences = items(item, "licenses").filter_map(|licence| match Told::of(licence) {
        Some(told) => Some(told.text),
        None => text(licence, "spdxExpression").or_else(|| text(licence, "value")),
    });
    let location = reach(item, &["locations"]).and_then(|list| text(list.items().next()?, "path"));
    Package {
        name: text(item, "name").unwrap_or_default(),
        version: text(item, "version"),
        licence: joined(licences),
        purl: text(item, "purl"),
        location,
        kind: None,
        at: item.span(),
    }
    .with_kind(text(item, "type"))
}
