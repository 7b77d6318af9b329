//! SPDX 3 in JSON-LD: a graph of elements that name each other.
//!
//! <https://spdx.github.io/spdx-spec/v3.0.1/>

use super::{Package, Sbom, digest_of_purl, text};
use crate::evidence::told::{Told, items};
use crate::json::Value;
use crate::keyed::HashMap;
use crate::pace::Pace;

pub(super) async fn read(root: Value<'_>, pace: &Pace) -> Option<Sbom> {
    let context = root.get("@context").and_then(Value::as_str);
    let is_spdx = context.as_deref().is_some_and(|context| context.contains("spdx.org/rdf/3"));
    let graph = root.get("@graph").filter(|_| is_spdx)?;
    let mut sbom = Sbom { format: "SPDX-3".into(), ..Sbom::default() };
    let licences = licences(graph, pace).await;
    let mut names: HashMap<String, Told> = HashMap::default();
    for element in graph.items() {
        pace.spend(STEPS_OF_AN_ELEMENT).await;
        if let (Some(id), Some(name)) = (id(element), Told::under(element, "name")) {
            names.insert(id, name);
        }
    }
    for element in graph.items() {
        pace.spend(STEPS_OF_AN_ELEMENT).await;
        match text(element, "type").as_deref() {
            Some("SpdxDocument") => sbom.name = Told::under(element, "name"),
            Some("CreationInfo") => {
                if let Some(version) = text(element, "specVersion") {
                    sbom.format = format!("SPDX-{version}");
                }
                sbom.created = sbom.created.or_else(|| Told::under(element, "created"));
                let by = items(element, "createdUsing").chain(items(element, "createdBy"));
                sbom.tools.extend(by.filter_map(|item| names.get(&Told::of(item)?.text).cloned()));
            }
            Some("software_Package") => {
                let purl = Told::under(element, "software_packageUrl");
                sbom.of.extend(purl.as_ref().and_then(digest_of_purl));
                sbom.packages.push(|| package(element, &licences));
            }
            Some("software_File") => sbom.files += 1,
            _ => {}
        }
    }
    Some(sbom)
}

/// What one look at an element comes to, in the steps that [`Pace`] counts.
const STEPS_OF_AN_ELEMENT: usize = 15;

fn id(element: Value<'_>) -> Option<String> {
    text(element, "spdxId").or_else(|| text(element, "@id"))
}

/// The licence of each package, by its identifier: a relationship leads from the one to the other.
async fn licences(graph: Value<'_>, pace: &Pace) -> HashMap<String, String> {
    let mut expressions: HashMap<String, String> = HashMap::default();
    for element in graph.items() {
        pace.spend(STEPS_OF_AN_ELEMENT).await;
        let expression = text(element, "simplelicensing_licenseExpression");
        if let (Some(id), Some(expression)) = (id(element), expression) {
            expressions.insert(id, expression);
        }
    }
    let mut licences: HashMap<String, String> = HashMap::default();
    for element in graph.items() {
        pace.spend(STEPS_OF_AN_ELEMENT).await;
        let Some(kind) = text(element, "relationshipType") else { continue };
        let concluded = kind == "hasConcludedLicense";
        if !concluded && kind != "hasDeclaredLicense" {
            continue;
        }
        let Some(from) = text(element, "from") else { continue };
        let to = items(element, "to").find_map(|item| expressions.get(&Told::of(item)?.text).cloned());
        if let Some(to) = to {
            if concluded {
                licences.insert(from, to);
            } else {
                licences.entry(from).or_insert(to);
            }
        }
    }
    licences
}

fn package(element: Value<'_>, licences: &HashMap<String, String>) -> Package {
    Package {
        name: text(element, "name").unwrap_or_default(),
        version: text(element, "software_packageVersion"),
        licence: id(element).and_then(|id| licences.get(&id).cloned()),
        purl: text(element, "software_packageUrl"),
        location: text(element, "software_sourceInfo"),
        kind: None,
        at: element.span(),
    }
    .with_kind(text(element, "software_primaryPurpose"))
}
