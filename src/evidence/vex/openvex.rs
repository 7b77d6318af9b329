//! OpenVEX.
//!
//! <https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md>

use super::{Said, Status, Vex, text};
use crate::evidence::told::{Told, items};
use crate::json::Value;

pub(super) fn read(root: Value<'_>) -> Option<Vex> {
    let context = text(root, "@context")?;
    context.starts_with("https://openvex.dev/ns").then(|| Vex {
        format: "OpenVEX".into(),
        author: Told::under(root, "author"),
        created: Told::under(root, "timestamp"),
        statements: items(root, "statements").map(said).collect(),
    })
}

fn said(statement: Value<'_>) -> Said {
    // A text up to version 0.0.1, an object since 0.2.
    let vulnerability = statement.get("vulnerability");
    let name = vulnerability.and_then(|told| text(told, "name").or_else(|| text(told, "@id")));
    let name = name.or_else(|| Some(Told::of(vulnerability?)?.text));
    let why = ["justification", "impact_statement", "action_statement", "status_notes"];
    let why: Vec<String> = why.into_iter().filter_map(|key| text(statement, key)).collect();
    Said {
        vulnerability: name.unwrap_or_default(),
        products: items(statement, "products")
            .filter_map(|product| text(product, "@id").or_else(|| Some(Told::of(product)?.text)))
            .collect(),
        status: text(statement, "status").map(|word| Status::of(&word)).unwrap_or_default(),
        why: (!why.is_empty()).then(|| why.join(": ")),
        at: statement.span(),
    }
}
