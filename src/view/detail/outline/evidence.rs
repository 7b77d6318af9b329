//! Which evidence of the image is here: attestations that hang under it.

use super::told::statements;
use super::{Part, text};
use crate::image::document::Content;
use crate::image::statement::predicate_name;
use crate::inspect::{NodeId, Role};
use crate::session::Inspection;

/// Statements that are named one by one.
const NAMED: usize = 6;

/// The line.
pub fn evidence(inspection: &Inspection, id: NodeId) -> Vec<Part> {
    let children = inspection.tree.get(id).map(|node| node.children.as_slice()).unwrap_or_default();
    let attestations = children.iter().filter_map(|child| inspection.tree.get(*child));
    let attestations: Vec<_> =
        attestations.filter(|node| matches!(node.role, Role::Attestation(_))).collect();
    let missing = attestations.iter().filter(|node| node.blob.is_none()).count();
    let mut parts = Vec::new();
    let here: Vec<(NodeId, String)> = statements(inspection, id)
        .map(|(node, blob)| {
            let Content::Statement(statement) = &blob.document.content else { return (node, String::new()) };
            let name = statement.predicate_type.as_deref().map_or("a statement of no type", predicate_name);
            (node, name.to_owned())
        })
        .collect();
    for (node, name) in here.iter().take(NAMED) {
        parts.push(text(if parts.is_empty() { "Here: " } else { ", " }));
        parts.push(Part::Node(*node, name.clone()));
    }
    let more = here.len().saturating_sub(NAMED);
    if more > 0 {
        parts.push(text(format!(" and {more} more")));
    }
    if !here.is_empty() {
        parts.push(text("."));
    }
    let space = if parts.is_empty() { "" } else { " " };
    let not_here = match (missing, attestations.len()) {
        (0, 0) => "No attestation of it is here. Signatures and SBOMs that a registry keeps are not looked for by themselves."
            .to_owned(),
        (0, _) if here.is_empty() => "It has an attestation whose statements are not here.".to_owned(),
        (0, _) => String::new(),
        (1, _) => format!("{space}The index names an attestation of it that is not here."),
        (count, _) => format!("{space}The index names {count} attestations of it that are not here."),
    };
    if !not_here.is_empty() {
        parts.push(text(not_here));
    }
    parts
}
