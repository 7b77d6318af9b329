//! CycloneDX documents with vulnerabilities.
//!
//! <https://cyclonedx.org/capabilities/vex/>

use super::{Said, Status, Vex, text};
use crate::evidence::told::{Told, items, reach};
use crate::json::Value;

pub(super) fn read(root: Value<'_>) -> Option<Vex> {
    root.get("bomFormat")?;
    root.get("vulnerabilities")?;
    let version = text(root, "specVersion").unwrap_or_default();
    let mut vex = Vex {
        format: format!("CycloneDX {version}").trim_end().to_owned(),
        author: Told::at(root, &["metadata", "supplier", "name"]),
        created: Told::at(root, &["metadata", "timestamp"]),
        ..Vex::default()
    };
    for vulnerability in items(root, "vulnerabilities") {
        vex.statements.push(|| said(vulnerability));
    }
    Some(vex)
}

fn said(vulnerability: Value<'_>) -> Said {
    let analysis = vulnerability.get("analysis");
    let of_analysis = |key| text(analysis?, key);
    let why: Vec<String> = ["justification", "detail"].into_iter().filter_map(of_analysis).collect();
    Said {
        vulnerability: text(vulnerability, "id").unwrap_or_default(),
        products: items(vulnerability, "affects").filter_map(|item| text(item, "ref")).collect(),
        status: reach(vulnerability, &["analysis", "state"])
            .and_then(Told::of)
            .map(|told| Status::of(&told.text))
            .unwrap_or_default(),
        why: (!why.is_empty()).then(|| why.join(": ")),
        at: vulnerability.span(),
    }
}
