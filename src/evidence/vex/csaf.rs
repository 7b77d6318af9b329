//! CSAF 2.0, as its profile for VEX has it.
//!
//! <https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html#45-profile-5-vex>

use super::{Said, Status, Vex, text};
use crate::evidence::told::{Told, items, reach};
use crate::json::Value;
use crate::keyed::HashMap;
use crate::limits;

/// The groups of products that have a status of their own in [`Status`].
const GROUPS: [&str; 5] =
    ["known_not_affected", "known_affected", "fixed", "first_fixed", "under_investigation"];

pub(super) fn read(root: Value<'_>) -> Option<Vex> {
    let document = root.get("document")?;
    let version = text(document, "csaf_version")?;
    let names = root.get("product_tree").map(names).unwrap_or_default();
    let mut vex = Vex {
        format: format!("CSAF {version}"),
        author: Told::at(document, &["publisher", "name"]),
        created: Told::at(document, &["tracking", "current_release_date"]),
        ..Vex::default()
    };
    for vulnerability in items(root, "vulnerabilities") {
        let id = text(vulnerability, "cve");
        let id = id.or_else(|| text(items(vulnerability, "ids").next()?, "text")).unwrap_or_default();
        let flags = items(vulnerability, "flags").filter_map(|flag| text(flag, "label"));
        let flags: Vec<String> = flags.take(FLAGS).collect();
        for group in GROUPS {
            let Some(list) = reach(vulnerability, &["product_status", group]) else { continue };
            let product = |item| {
                let id = Told::of(item)?.text;
                Some(names.get(&id).cloned().unwrap_or(id))
            };
            let not_affected = group == "known_not_affected" && !flags.is_empty();
            vex.statements.push(|| Said {
                vulnerability: id.clone(),
                products: list.items().filter_map(product).collect(),
                status: Status::of(group),
                why: not_affected.then(|| flags.join(", ")),
                at: vulnerability.span(),
            });
        }
    }
    Some(vex)
}

/// Reasons of one vulnerability that are repeated with it: the standard knows five.
const FLAGS: usize = 16;

/// The name of each product, by its identifier: in full names, in branches of branches, in relationships.
fn names(tree: Value<'_>) -> HashMap<String, String> {
    let mut names = HashMap::default();
    let mut take = |product: Option<Value<'_>>| {
        if let Some(product) = product
            && let (Some(id), Some(name)) = (text(product, "product_id"), text(product, "name"))
        {
            let purl = Told::at(product, &["product_identification_helper", "purl"]);
            names.insert(id, purl.map_or(name, |purl| purl.text));
        }
    };
    items(tree, "full_product_names").for_each(|product| take(Some(product)));
    items(tree, "relationships").for_each(|relation| take(relation.get("full_product_name")));
    let mut open = vec![items(tree, "branches")];
    while let Some(list) = open.last_mut() {
        let Some(branch) = list.next() else {
            open.pop();
            continue;
        };
        take(branch.get("product"));
        if open.len() < limits::EVIDENCE_DEPTH && branch.get("branches").is_some() {
            open.push(items(branch, "branches"));
        }
    }
    names
}
