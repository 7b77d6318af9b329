//! CycloneDX in JSON, version 1.2 to 1.6.
//!
//! <https://cyclonedx.org/docs/1.6/json/>

use super::{Package, STEPS_OF_A_PACKAGE, Sbom, digest_of_purl, joined, text};
use crate::evidence::told::{List, Told, items, reach};
use crate::json::Value;
use crate::limits;
use crate::pace::Pace;

pub(super) async fn read(root: Value<'_>, pace: &Pace) -> Option<Sbom> {
    root.get("bomFormat")?;
    let metadata = root.get("metadata");
    let component = metadata.and_then(|metadata| metadata.get("component"));
    let mut sbom = Sbom {
        format: format!("CycloneDX {}", text(root, "specVersion").unwrap_or_default()).trim_end().to_owned(),
        name: component.and_then(|component| Told::under(component, "name")),
        of: component.into_iter().flat_map(digests).collect(),
        tools: metadata.and_then(|metadata| metadata.get("tools")).into_iter().flat_map(tools).collect(),
        created: metadata.and_then(|metadata| Told::under(metadata, "timestamp")),
        ..Sbom::default()
    };
    let mut files = 0;
    components(root, &mut sbom.packages, &mut files, pace).await;
    sbom.files = files;
    Some(sbom)
}

/// A list of tools up to version 1.4, an object of components and services since 1.5.
fn tools(tools: Value<'_>) -> impl Iterator<Item = Told> + use<'_> {
    let list = tools.get("components").unwrap_or(tools).items();
    list.filter_map(|tool| {
        let name = Told::under(tool, "name")?;
        Some(match text(tool, "version") {
            Some(version) => Told { text: format!("{} {version}", name.text), at: name.at },
            None => name,
        })
    })
}

/// Digests of what the document is of: its hashes, its package URL, and its version where that is a digest.
fn digests(component: Value<'_>) -> Vec<Told> {
    let hashes = items(component, "hashes").filter_map(|hash| {
        let content = Told::under(hash, "content")?;
        let algorithm = text(hash, "alg")?.replace('-', "").to_ascii_lowercase();
        Some(Told { text: format!("{algorithm}:{}", content.text), at: content.at })
    });
    let version = Told::under(component, "version").filter(|version| version.text.starts_with("sha256:"));
    let purl = Told::under(component, "purl").as_ref().and_then(digest_of_purl);
    hashes.chain(version).chain(purl).collect()
}

/// All components, those inside of others too, in the order in which they stand. A list of what is left, not recursion:
/// the nesting is a stranger's.
async fn components(root: Value<'_>, packages: &mut List<Package>, files: &mut usize, pace: &Pace) {
    let mut open = vec![items(root, "components")];
    while let Some(list) = open.last_mut() {
        let Some(component) = list.next() else {
            open.pop();
            continue;
        };
        pace.spend(STEPS_OF_A_PACKAGE).await;
        let kind = text(component, "type");
        if kind.as_deref() == Some("file") {
            *files += 1;
        } else {
            packages.push(|| package(component, kind));
        }
        if open.len() < limits::EVIDENCE_DEPTH && component.get("components").is_some() {
            open.push(items(component, "components"));
        }
    }
}

fn package(component: Value<'_>, kind: Option<String>) -> Package {
    let name = text(component, "name").unwrap_or_default();
    let licences = items(component, "licenses").filter_map(|choice| {
        let licence = choice.get("license");
        let of_licence = |key| text(licence?, key);
        text(choice, "expression").or_else(|| of_licence("id")).or_else(|| of_licence("name"))
    });
    let properties = || {
        items(component, "properties").find_map(|property| {
            let name = text(property, "name")?;
            let is_path = name.starts_with("syft:location:") && name.ends_with(":path");
            is_path.then(|| text(property, "value")).flatten()
        })
    };
    let occurrence = reach(component, &["evidence", "occurrences"]);
    let occurrence = occurrence.and_then(|list| text(list.items().next()?, "location"));
    Package {
        name: match text(component, "group") {
            Some(group) => format!("{group}/{name}"),
            None => name,
        },
        version: text(component, "version"),
        licence: joined(licences),
        purl: text(component, "purl"),
        location: occurrence.or_else(properties),
        kind: None,
        at: component.span(),
    }
    .with_kind(kind)
}
